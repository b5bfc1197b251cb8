// How often one address may do what costs us much and needs no sign-in: sign in, make visitors,
// upload.
//
// This machine's own addresses are not limited: behind a proxy everybody would share one.
// Threads: any. Bounds: `addresses_max` remembered; beyond, all are forgotten.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.hpp"
#include "http/realtime/token_bucket.hpp"

namespace parley::http {

class AddressLimits {
public:
    static constexpr std::size_t addresses_max = 20'000;
    static constexpr double per_second = 1;  // On average …
    static constexpr double burst = 60;      // … and at once.

    // Refuses over_limit "rate_limited".
    Result<> take(std::string_view address, Instant now);

private:
    std::mutex mutex_;
    std::unordered_map<std::string, TokenBucket> buckets_;
};

bool is_loopback(std::string_view address);

}  // namespace parley::http
