#include "http/api/rate_limits.hpp"

#include <doctest/doctest.h>

namespace parley::http {
namespace {

SeededRng rng(3);
const Instant noon = from_ms(1'700'000'000'000);

app::Staff person() {
    app::Staff staff;
    staff.agent.id = AgentId::make(noon, rng);
    return staff;
}

app::Staff program(const app::Staff& as) {
    app::Staff staff = as;
    staff.key.emplace().id = ApiKeyId::make(noon, rng);
    return staff;
}

int taken_at_once(RateLimits& limits, const auto& who) {
    for (int taken = 0; taken < 10'000; ++taken) {
        if (limits.take(who, noon).is_refused()) return taken;
    }
    return 10'000;
}

TEST_CASE("each key and each agent has a bucket of its own") {
    RateLimits limits;
    const app::Staff ann = person();
    const app::Staff bot = program(ann);
    CHECK(taken_at_once(limits, bot) == RateLimits::of_key.burst);
    CHECK(taken_at_once(limits, ann) == RateLimits::of_agent.burst);
    CHECK_FALSE(limits.take(person(), noon).is_refused());
    CHECK_FALSE(limits.take(program(ann), noon).is_refused());
}

TEST_CASE("an address is limited, but never this machine's own") {
    RateLimits limits;
    CHECK(taken_at_once(limits, std::string_view("192.0.2.1")) == RateLimits::of_address.burst);
    CHECK_FALSE(limits.take(std::string_view("192.0.2.2"), noon).is_refused());
    CHECK(taken_at_once(limits, std::string_view("127.0.0.1")) == 10'000);
    CHECK(limits.take(std::string_view("::1"), noon).limit == 0);
}

TEST_CASE("what is told adds up: what is left, until when, and how long to wait") {
    RateLimits limits;
    const app::Staff bot = program(person());
    const RateStanding first = limits.take(bot, noon);
    CHECK(first.limit == 500);
    CHECK(first.remaining == 499);
    Response response;
    tell_standing(first, response);
    CHECK(response.headers.get("RateLimit-Limit") == "500");
    CHECK(response.headers.get("RateLimit-Remaining") == "499");
    CHECK(response.headers.get("RateLimit-Reset") == "1");
    CHECK_FALSE(response.headers.has("Retry-After"));

    while (!limits.take(bot, noon).is_refused()) {
    }
    const RateStanding refused = limits.take(bot, noon);
    tell_standing(refused, response);
    CHECK(response.headers.get("RateLimit-Remaining") == "0");
    CHECK(response.headers.get("RateLimit-Reset") == "10");
    CHECK(response.headers.get("Retry-After") == "1");
    CHECK_FALSE(limits.take(bot, noon + refused.wait).is_refused());
}

TEST_CASE("who is not limited is told nothing") {
    Response response;
    tell_standing(RateStanding{}, response);
    CHECK_FALSE(response.headers.has("RateLimit-Limit"));
}

}  // namespace
}  // namespace parley::http
