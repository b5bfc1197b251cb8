#include "app/webhook_outcome.hpp"

#include <doctest/doctest.h>

namespace parley::app {
namespace {

constexpr Instant now = from_ms(1'750'000'000'000);
constexpr std::uint64_t middle = 500;

struct Case {
    WebhookDelivery delivery;
    WebhookHealth health;

    WebhookOff meets(int status, SendFailure failure = SendFailure::none, Instant at = now) {
        OutboundAnswer answer;
        answer.status = status;
        answer.failure = failure;
        return settle(delivery, health, answer, at, middle);
    }
};

TEST_CASE("2xx is done, whatever went before") {
    for (const int status : {200, 201, 202, 204, 299}) {
        Case one;
        one.meets(500);
        CHECK(one.meets(status) == WebhookOff::no);
        CHECK(one.delivery.state == DeliveryState::delivered);
        CHECK(one.delivery.failure == SendFailure::none);
        CHECK(one.delivery.attempts == 2);
        CHECK(one.health.failures == 0);
    }
}

Duration wait_after(int status, std::string retry_after) {
    WebhookDelivery delivery;
    WebhookHealth health;
    OutboundAnswer answer;
    answer.status = status;
    answer.retry_after = std::move(retry_after);
    settle(delivery, health, answer, now, middle);
    return delivery.next_attempt_at - now;
}

TEST_CASE("a receiver that has too much to do is not asked sooner than it says") {
    CHECK(wait_after(429, "") == 5s);
    CHECK(wait_after(429, "60") == 60s);
    CHECK(wait_after(503, "60") == 60s);
    CHECK(wait_after(503, "Sun, 15 Jun 2025 15:07:40 GMT") == 60s);
    CHECK(wait_after(503, "soon") == 5s);
}

TEST_CASE("its word shortens no wait of ours, and counts for a day at most") {
    CHECK(wait_after(503, "1") == 5s);
    CHECK(wait_after(503, "Sun, 15 Jun 2025 15:06:00 GMT") == 5s);
    CHECK(wait_after(429, "31536000") == 24h);
}

TEST_CASE("other answers have no say in it") {
    for (const int status : {302, 400, 500, 502}) CHECK(wait_after(status, "60") == 5s);
}

TEST_CASE("whatever else is answered is tried again, until the waits are used up") {
    for (const int status : {300, 302, 400, 401, 404, 429, 500, 503}) {
        Case one;
        one.meets(status);
        CHECK(one.delivery.state == DeliveryState::pending);
        CHECK(one.delivery.failure == SendFailure::bad_status);
        CHECK(one.delivery.next_attempt_at == now + 5s);
    }
    Case one;
    for (int i = 0; i < 7; ++i) one.meets(500);
    CHECK(one.delivery.state == DeliveryState::pending);
    CHECK(one.delivery.next_attempt_at == now + 24h);
    one.meets(500);
    CHECK(one.delivery.state == DeliveryState::failed);
    CHECK(one.delivery.attempts == 8);
}

TEST_CASE("no answer at all is tried again too, and named") {
    Case one;
    one.meets(0, SendFailure::timed_out);
    CHECK(one.delivery.state == DeliveryState::pending);
    CHECK(one.delivery.failure == SendFailure::timed_out);
    CHECK(one.delivery.status == 0);
    CHECK(one.health.failures == 1);
}

TEST_CASE("410 ends the delivery and switches the webhook off") {
    Case one;
    CHECK(one.meets(410) == WebhookOff::gone);
    CHECK(one.delivery.state == DeliveryState::failed);
}

TEST_CASE("five days of failures switch it off") {
    Case one;
    CHECK(one.meets(500) == WebhookOff::no);
    const Instant later = now + WebhookHealth::given_up_after;
    CHECK(one.meets(500, SendFailure::none, later - 1s) == WebhookOff::no);
    CHECK(one.meets(500, SendFailure::none, later) == WebhookOff::failing);
}

TEST_CASE("a test has one attempt") {
    Case one;
    one.delivery.event = WebhookDelivery::test_event;
    one.meets(500);
    CHECK(one.delivery.state == DeliveryState::failed);
}

TEST_CASE("an event that is gone fails at once and says nothing about the receiver") {
    Case one;
    one.meets(0, SendFailure::event_gone);
    CHECK(one.delivery.state == DeliveryState::failed);
    CHECK(one.health.failures == 0);
}

TEST_CASE("an answer is kept as text that can be stored and shown, and not too much of it") {
    CHECK(shown_answer("ok\n\t你好") == "ok\n\t你好");
    CHECK(shown_answer(std::string_view("a\0b\x1b[31m\xff\r", 9)) == "a?b?[31m?");
    CHECK(shown_answer(std::string(5'000, 'x')) == std::string(1'024, 'x'));
    std::string long_text;
    for (int i = 0; i < 1'000; ++i) long_text += "你";
    const std::string kept = shown_answer(long_text);
    CHECK(kept.size() == 1'023);  // No character is cut in two.
    CHECK(kept == long_text.substr(0, 1'023));
}

TEST_CASE("the health of one is found among all; of one never sent to it is fresh") {
    std::vector<WebhookHealth> all(2);
    all[0].webhook = WebhookId(IdBytes{1});
    all[1].webhook = WebhookId(IdBytes{2});
    all[1].failures = 3;
    CHECK(health_of(all, all[1].webhook).failures == 3);
    const WebhookId other(IdBytes{3});
    CHECK(health_of(all, other).webhook == other);
    CHECK(health_of(all, other).failures == 0);
}

}  // namespace
}  // namespace parley::app
