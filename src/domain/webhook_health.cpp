#include "domain/webhook_health.hpp"

#include <algorithm>

namespace parley {
namespace {

constexpr Instant never{};

}  // namespace

BreakerState WebhookHealth::breaker(Instant now) const {
    if (open_until == never) return BreakerState::closed;
    return now < open_until ? BreakerState::open : BreakerState::half_open;
}

void WebhookHealth::succeed(Instant now) {
    failures = 0;
    openings = 0;
    failing_since = never;
    open_until = never;
    succeeded_at = now;
}

void WebhookHealth::fail(Instant now) {
    ++failures;
    if (failing_since == never) failing_since = now;
    // Of several attempts under way when it opened, the later failures tell nothing new.
    if (failures < failures_max || breaker(now) == BreakerState::open) return;
    Duration wait = open_first;
    for (int i = 0; i < openings && wait < open_longest; ++i) wait *= 2;
    open_until = now + std::min(wait, open_longest);
    ++openings;
}

bool WebhookHealth::is_given_up(Instant now) const {
    return failing_since != never && now - failing_since >= given_up_after;
}

std::optional<Duration> retry_delay(int attempts, std::uint64_t chance) {
    if (attempts < 1 || attempts > static_cast<int>(retry_delays.size())) return std::nullopt;
    const Duration base = retry_delays[static_cast<std::size_t>(attempts - 1)];
    const auto permille = static_cast<std::int64_t>(800 + chance * 400 / 1'000);
    return base * permille / 1'000;
}

}  // namespace parley
