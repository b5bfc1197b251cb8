#include "http/api/address_limits.hpp"

namespace parley::http {

bool is_loopback(std::string_view address) {
    return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

Result<> AddressLimits::take(std::string_view address, Instant now) {
    if (is_loopback(address)) return {};
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= addresses_max) buckets_.clear();
    TokenBucket& bucket =
        buckets_.try_emplace(std::string(address), per_second, burst, now).first->second;
    if (bucket.take(now) > Duration{0}) return refuse(Code::over_limit, "rate_limited");
    return {};
}

}  // namespace parley::http
