#include "domain/webhook_health.hpp"

#include <doctest/doctest.h>

#include "domain/webhook.hpp"

namespace parley {
namespace {

constexpr Instant start = from_ms(1'750'000'000'000);

WebhookHealth failed(int times, Instant now) {
    WebhookHealth health;
    for (int i = 0; i < times; ++i) health.fail(now);
    return health;
}

TEST_CASE("the breaker opens with the fifth failure in a row, not before") {
    CHECK(failed(4, start).breaker(start) == BreakerState::closed);
    CHECK(failed(5, start).breaker(start) == BreakerState::open);
}

TEST_CASE("a success in between begins the count anew") {
    WebhookHealth health = failed(4, start);
    health.succeed(start);
    for (int i = 0; i < 4; ++i) health.fail(start);
    CHECK(health.breaker(start) == BreakerState::closed);
    CHECK(health.succeeded_at == start);
}

TEST_CASE("after a minute one may try; a failure keeps it closed to us twice as long") {
    WebhookHealth health = failed(5, start);
    CHECK(health.breaker(start + 59s) == BreakerState::open);
    CHECK(health.breaker(start + 60s) == BreakerState::half_open);
    health.fail(start + 60s);
    CHECK(health.breaker(start + 60s + 119s) == BreakerState::open);
    CHECK(health.breaker(start + 60s + 120s) == BreakerState::half_open);
    health.succeed(start + 180s);
    CHECK(health.breaker(start + 180s) == BreakerState::closed);
    CHECK(health.openings == 0);
}

TEST_CASE("the wait grows to half an hour and no further") {
    WebhookHealth health = failed(5, start);
    for (int i = 0; i < 20; ++i) {
        const Instant probe = health.open_until;
        health.fail(probe);
        CHECK(health.open_until - probe <= WebhookHealth::open_longest);
    }
    const Instant probe = health.open_until;
    health.fail(probe);
    CHECK(health.open_until - probe == WebhookHealth::open_longest);
}

TEST_CASE("failures of attempts that were under way when it opened do not prolong it") {
    WebhookHealth health = failed(5, start);
    const Instant until = health.open_until;
    health.fail(start + 1s);
    CHECK(health.open_until == until);
}

TEST_CASE("a receiver is given up after five days of nothing but failures") {
    WebhookHealth health = failed(1, start);
    CHECK_FALSE(health.is_given_up(start + std::chrono::days(5) - 1ms));
    CHECK(health.is_given_up(start + std::chrono::days(5)));
    health.succeed(start + 1h);
    CHECK_FALSE(health.is_given_up(start + std::chrono::days(6)));
}

TEST_CASE("waits between attempts grow from seconds to a day, a fifth more or less") {
    CHECK(*retry_delay(1, 500) == 5s);
    CHECK(*retry_delay(1, 0) == 4s);
    CHECK(*retry_delay(1, 999) < 6s);
    CHECK(*retry_delay(7, 500) == 24h);
    CHECK_FALSE(retry_delay(8, 0).has_value());
    CHECK_FALSE(retry_delay(0, 0).has_value());
    for (int attempt = 1; attempt < 7; ++attempt)
        CHECK(*retry_delay(attempt, 999) < *retry_delay(attempt + 1, 0));
}

TEST_CASE("a webhook wants the types it names, all where it names none, and only later events") {
    Webhook webhook;
    webhook.after_seq = 10;
    Event event;
    event.seq = 11;
    event.type = EventType::message_posted;
    CHECK(wants(webhook, event));
    webhook.events = {"session_closed"};
    CHECK_FALSE(wants(webhook, event));
    webhook.events = {"session_closed", "message_posted"};
    CHECK(wants(webhook, event));
    event.seq = 10;
    CHECK_FALSE(wants(webhook, event));
    event.seq = 11;
    webhook.active = false;
    CHECK_FALSE(wants(webhook, event));
}

}  // namespace
}  // namespace parley
