#include "http/api/rate_limits.hpp"

#include "http/api/address_limits.hpp"

namespace parley::http {
namespace {

std::string seconds_up(Duration span) { return std::to_string((span.count() + 999) / 1000); }

}  // namespace

RateStanding RateLimits::take(const app::Staff& staff, Instant now) {
    if (staff.key) return take(keys_, of_key, staff.key->id.text(), now);
    return take(agents_, of_agent, staff.agent.id.text(), now);
}

RateStanding RateLimits::take(std::string_view address, Instant now) {
    if (is_loopback(address)) return {};
    return take(addresses_, of_address, std::string(address), now);
}

RateStanding RateLimits::take(Buckets& buckets, RateLimit limit, std::string who, Instant now) {
    const std::lock_guard lock(mutex_);
    if (buckets.size() >= remembered_max) buckets.clear();
    TokenBucket& bucket =
        buckets.try_emplace(std::move(who), limit.per_second, limit.burst, now).first->second;
    RateStanding standing;
    standing.wait = bucket.take(now);
    standing.limit = limit.burst;
    standing.remaining = static_cast<int>(bucket.left());
    standing.full_in = bucket.full_in();
    return standing;
}

void tell_standing(const RateStanding& standing, Response& response) {
    if (standing.limit == 0) return;
    response.headers.set("RateLimit-Limit", std::to_string(standing.limit));
    response.headers.set("RateLimit-Remaining", std::to_string(standing.remaining));
    response.headers.set("RateLimit-Reset", seconds_up(standing.full_in));
    if (standing.is_refused()) response.headers.set("Retry-After", seconds_up(standing.wait));
}

}  // namespace parley::http
