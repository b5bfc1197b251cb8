#include "voice/calls.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"

namespace parley::voice {
namespace {

class House {
public:
    explicit House(std::size_t calls_max = 10, std::size_t legs_max = 10)
        : calls(calls_max, legs_max) {}

    CallId open() {
        const CallId call = CallId::make(from_ms(1), rng_);
        REQUIRE(calls.open(call));
        return call;
    }
    LegKey join(CallId call, std::size_t place, std::optional<DialogueKey> dialogue = {}) {
        CallLeg leg;
        leg.dialogue = dialogue;
        const auto joined = calls.join(call, place, std::move(leg));
        REQUIRE(joined);
        return (*joined)->key;
    }

    Calls calls;

private:
    SeededRng rng_{7};
};

constexpr DialogueKey first{1};
constexpr DialogueKey second{2};

TEST_CASE("whoever is in a call is found by place, by key and by dialogue") {
    House house;
    const CallId call = house.open();
    const LegKey contact = house.join(call, 0, first);
    const LegKey agent = house.join(call, 1);
    CHECK(contact != agent);
    CHECK(house.calls.at(call, 0)->key == contact);
    CHECK(house.calls.at(call, 1)->key == agent);
    CHECK(house.calls.at(call, 2) == nullptr);
    CHECK(house.calls.at(call, 99) == nullptr);
    CHECK(house.calls.of(first)->key == contact);
    CHECK(house.calls.of(second) == nullptr);
    CHECK(house.calls.find(agent)->call == call);
    CHECK(house.calls.legs_of(call) == std::vector{contact, agent});
}

TEST_CASE("a dialogue may come to a leg later, as when we dial") {
    House house;
    const LegKey leg = house.join(house.open(), 0);
    house.calls.attach(leg, first);
    CHECK(house.calls.of(first)->key == leg);
    house.calls.attach(leg, second);
    CHECK(house.calls.of(second)->key == leg);
    CHECK(house.calls.of(first) == nullptr);
    CHECK(house.calls.leave(leg)->dialogue == second);
    CHECK(house.calls.of(second) == nullptr);
}

TEST_CASE("a leg leaves once, and its place is free at once") {
    House house;
    const CallId call = house.open();
    const LegKey leg = house.join(call, 3, first);
    CHECK_FALSE(house.calls.is_empty(call));
    CHECK(house.calls.leave(leg)->place == 3);
    CHECK_FALSE(house.calls.leave(leg));
    CHECK(house.calls.is_empty(call));
    CHECK(house.join(call, 3) != leg);
}

TEST_CASE("a taken place is refused") {
    House house;
    const CallId call = house.open();
    house.join(call, 1);
    CHECK(house.calls.join(call, 1, {}).error().reason == "place_taken");
    CHECK(house.calls.leg_count() == 1);
}

TEST_CASE("a party that moves is in the other call, as it was") {
    House house;
    const CallId from = house.open();
    const CallId to = house.open();
    const LegKey leg = house.join(from, 2, first);
    house.calls.move(leg, to, 0);
    CHECK(house.calls.is_empty(from));
    CHECK(house.calls.at(to, 0)->key == leg);
    CHECK(house.calls.of(first)->call == to);
    CHECK(house.calls.leave(leg)->call == to);
    CHECK(house.calls.is_empty(to));
}

TEST_CASE("calls have bridges of their own, and end") {
    House house;
    const CallId one = house.open();
    const CallId other = house.open();
    CHECK(house.calls.find(one)->bridge != house.calls.find(other)->bridge);
    CHECK(house.calls.open(one).error().reason == "call_stands");
    CHECK(house.calls.close(one));
    CHECK_FALSE(house.calls.close(one));
    CHECK(house.calls.find(one) == nullptr);
    CHECK(house.calls.at(one, 0) == nullptr);
    CHECK(house.calls.legs_of(one).empty());
    CHECK(house.calls.calls() == std::vector{other});
}

TEST_CASE("no more calls and legs than may be") {
    House house(2, 3);
    const CallId one = house.open();
    const CallId other = house.open();
    SeededRng rng(8);
    CHECK(house.calls.open(CallId::make(from_ms(2), rng)).error().reason == "too_many_calls");
    for (std::size_t place = 0; place < 3; ++place) house.join(one, place);
    CHECK(house.calls.join(other, 0, {}).error().reason == "too_many_legs");
    CHECK(house.calls.leave(house.calls.at(one, 0)->key));
    house.join(other, 0);
}

}  // namespace
}  // namespace parley::voice
