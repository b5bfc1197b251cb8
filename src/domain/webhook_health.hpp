// How a webhook's receiver fares, and what follows from it: when a failed delivery is tried again,
// when the receiver is left alone for a while, and when it is given up.
//
// The breaker: `failures_max` failures in a row open it, and nothing is sent. After a while, longer
// each time, it is half open: one delivery is let through. If that succeeds, it is closed again.
// Pure; deliveries that wait for an open breaker keep their attempts.
#pragma once

#include <array>
#include <boost/describe/enum.hpp>
#include <optional>

#include "domain/ids.hpp"

namespace parley {

enum class BreakerState { closed, open, half_open };
BOOST_DESCRIBE_ENUM(BreakerState, closed, open, half_open)

struct WebhookHealth {
    static constexpr int failures_max = 5;
    static constexpr Duration open_first = std::chrono::minutes(1);  // Then twice as long each time
    static constexpr Duration open_longest = std::chrono::minutes(30);  // up to this.
    static constexpr Duration given_up_after = std::chrono::days(5);    // Of nothing but failures.

    WebhookId webhook;
    int failures = 0;       // In a row.
    int openings = 0;       // Of the breaker, in a row.
    Instant failing_since;  // Epoch: it is not.
    Instant open_until;     // Epoch: closed.
    Instant succeeded_at;   // Epoch: never.

    BreakerState breaker(Instant now) const;
    void succeed(Instant now);
    void fail(Instant now);
    bool is_given_up(Instant now) const;
};

// Waits between a delivery's attempts, before jitter; when they are used up, it has failed.
inline constexpr std::array<Duration, 7> retry_delays = {5s, 30s, 2min, 10min, 1h, 6h, 24h};

// The wait after `attempts` failed ones, a fifth more or less by `chance` (0 … 999). Nothing: that
// was the last.
std::optional<Duration> retry_delay(int attempts, std::uint64_t chance);

}  // namespace parley
