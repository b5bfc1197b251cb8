// What the router decided about a session, and why: kept with it, over a restart and its end.
#include <doctest/doctest.h>

#include "app/routing_views.hpp"
#include "house/house.hpp"

namespace parley::house {
namespace {

std::vector<RoutingDecision> decisions_of(House& house, SessionId session) {
    return expect(wait_for(app::get_routing(house.app(), house.ann, session))).decisions;
}

std::vector<RoutingDeed> deeds_of(House& house, SessionId session) {
    std::vector<RoutingDeed> deeds;
    for (const RoutingDecision& each : decisions_of(house, session)) deeds.push_back(each.deed);
    return deeds;
}

TEST_CASE("who waits has it written down why they stand where they do, and why nobody was asked") {
    House house;
    house.say(house.visitor(), "first");
    const SessionId second = house.say(house.visitor(), "second")->message.session;

    const auto decisions = decisions_of(house, second);
    REQUIRE(decisions.size() == 1);
    CHECK(decisions.front().number == 1);
    CHECK(decisions.front().queue == house.queue.id);
    CHECK(decisions.front().place.position == 2);
    CHECK(decisions.front().place.older == 1);
    CHECK(decisions.front().place.off_duty == 2);
}

TEST_CASE("decisions outlive a restart and the session, and go on being numbered") {
    House house;
    house.ready(house.ann);
    const app::Visitor visitor = house.visitor();
    const SessionId session = house.say(visitor, "hello")->message.session;
    house.restart();
    house.ready(house.ann);
    house.accept(session);
    expect(wait_for(app::close_session(house.app(), house.ann, session, {"done", true, {}})));
    house.restart();

    const auto decisions = decisions_of(house, session);
    CHECK(deeds_of(house, session) ==
          std::vector{RoutingDeed::queued, RoutingDeed::offered, RoutingDeed::assigned});
    for (std::int64_t number = 1; const RoutingDecision& each : decisions) {
        CHECK(each.number == number++);
        CHECK(each.at <= house.clock.now());
    }
    CHECK(decisions.front().place.position == 0);  // Offered at once.
    CHECK(decisions[1].agent == house.ann.agent.id);
    CHECK(decisions[1].choice.candidates == 1);
}

TEST_CASE("an offer that came to nothing is kept with what became of it") {
    House house;
    house.ready(house.ann);
    const SessionId session = house.say(house.visitor(), "hello")->message.session;
    const auto item = house.work_item(session);
    expect(wait_for(app::decline_offer(house.app(), house.ann, session, item->offer)));
    const auto decisions = decisions_of(house, session);
    REQUIRE(decisions.size() == 3);
    CHECK(decisions[2].deed == RoutingDeed::withdrawn);
    CHECK(decisions[2].reason == "declined");
    CHECK(decisions[2].agent == house.ann.agent.id);
}

TEST_CASE("what was decided about a session is shown to whoever may see it only") {
    House house;
    house.ready(house.ann);
    const SessionId session = house.say(house.visitor(), "hello")->message.session;
    app::Staff stranger = house.ann;
    stranger.agent.id = AgentId::make(house.clock.now(), house.rng);
    stranger.agent.queues = {};
    const auto refused = wait_for(app::get_routing(house.app(), stranger, session));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == "session_not_found");
}

}  // namespace
}  // namespace parley::house
