// How often somebody may ask: each key, each agent, each address has a bucket of its own.
//
// A bucket holds `burst` requests and fills at `per_second`. Told with every answer (RateLimit-*),
// refused with over_limit "rate_limited" and Retry-After. This machine's own addresses are not
// limited as addresses: behind a proxy everybody would share one. Each node counts for itself.
// Threads: any. Bounds: `remembered_max` buckets of a kind; beyond, all of that kind are forgotten.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "app/access.hpp"
#include "http/realtime/token_bucket.hpp"
#include "http/server/response.hpp"

namespace parley::http {

struct RateLimit {
    int per_second;  // On average …
    int burst;       // … and at once.
};

// What the one who asked is told.
struct RateStanding {
    int limit = 0;  // 0: not limited.
    int remaining = 0;
    Duration full_in{0};
    Duration wait{0};  // Not zero: refused.

    bool is_refused() const { return wait > Duration{0}; }
};

class RateLimits {
public:
    static constexpr std::size_t remembered_max = 20'000;
    static constexpr int key_per_second_max = 50;
    static constexpr int key_burst_max = 500;
    static constexpr int agent_per_second_max = 100;
    static constexpr int agent_burst_max = 1'000;
    static constexpr int address_per_second_max = 200;
    static constexpr int address_burst_max = 2'000;

    static constexpr RateLimit of_key{key_per_second_max, key_burst_max};
    static constexpr RateLimit of_agent{agent_per_second_max, agent_burst_max};
    static constexpr RateLimit of_address{address_per_second_max, address_burst_max};

    RateStanding take(const app::Staff& staff, Instant now);
    RateStanding take(std::string_view address, Instant now);

private:
    using Buckets = std::unordered_map<std::string, TokenBucket>;
    RateStanding take(Buckets& buckets, RateLimit limit, std::string who, Instant now);

    std::mutex mutex_;
    Buckets keys_;
    Buckets agents_;
    Buckets addresses_;
};

// RateLimit-Limit, -Remaining and -Reset (seconds until nothing is used up), Retry-After.
void tell_standing(const RateStanding& standing, Response& response);

}  // namespace parley::http
