#include "domain/routing_hook.hpp"

#include <algorithm>

namespace parley {

bool RoutingHook::asks_about(QueueId queue) const {
    if (!active) return false;
    return queues.empty() || std::ranges::find(queues, queue) != queues.end();
}

void HookHealth::note(HookOutcome outcome, std::int64_t took, Instant now) {
    if (outcome == HookOutcome::overtaken) return;
    if (outcome == HookOutcome::skipped || outcome == HookOutcome::too_many) {
        ++skipped;
        return;
    }
    if (outcome == HookOutcome::answered) {
        ++answered;
        failures = 0;
        skipped_until = {};
        answered_at = now;
        took_ms = took;
        return;
    }
    ++failed;
    ++failures;
    failed_at = now;
    last_failure = outcome;
    if (failures >= RoutingHook::failures_max) skipped_until = now + RoutingHook::skipped_for;
}

}  // namespace parley
