#include "domain/routing_hook.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"

namespace parley {
namespace {

const Instant start = from_ms(1'700'000'000'000);

TEST_CASE("after as many failures in a row as declared it is skipped, for as long as declared") {
    HookHealth health;
    for (std::int64_t i = 1; i < RoutingHook::failures_max; ++i) {
        health.note(HookOutcome::timed_out, 0, start);
        CHECK_FALSE(health.is_skipped(start));
    }
    health.note(HookOutcome::bad_answer, 0, start);
    CHECK(health.is_skipped(start));
    CHECK(health.is_skipped(start + RoutingHook::skipped_for - 1ms));
    CHECK_FALSE(health.is_skipped(start + RoutingHook::skipped_for));
    CHECK(health.last_failure == HookOutcome::bad_answer);
}

TEST_CASE("one failure more after the pause is enough; an answer forgets them all") {
    HookHealth health;
    for (std::int64_t i = 0; i < RoutingHook::failures_max; ++i)
        health.note(HookOutcome::unreachable, 0, start);
    const Instant later = start + RoutingHook::skipped_for;
    health.note(HookOutcome::unreachable, 0, later);
    CHECK(health.is_skipped(later));
    health.note(HookOutcome::answered, 80, later + 1s);
    CHECK_FALSE(health.is_skipped(later + 1s));
    CHECK(health.failures == 0);
    CHECK(health.took_ms == 80);
}

TEST_CASE("what was not asked, or overtaken, is no failure") {
    HookHealth health;
    for (int i = 0; i < 20; ++i) {
        health.note(HookOutcome::skipped, 0, start);
        health.note(HookOutcome::overtaken, 0, start);
    }
    CHECK(health.failures == 0);
    CHECK(health.skipped == 20);
}

TEST_CASE("it is asked about the queues it names, or about all") {
    SeededRng rng{1};
    RoutingHook hook;
    const QueueId one = QueueId::make(start, rng);
    const QueueId two = QueueId::make(start, rng);
    CHECK_FALSE(hook.asks_about(one));
    hook.active = true;
    CHECK(hook.asks_about(one));
    hook.queues = {two};
    CHECK_FALSE(hook.asks_about(one));
    CHECK(hook.asks_about(two));
}

}  // namespace
}  // namespace parley
