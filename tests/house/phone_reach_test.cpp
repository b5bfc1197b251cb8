// A call that is offered to an agent without a page, by a desk phone that is not registered any
// more, goes on to the next agent; with a page open it stays where it is.
#include "app/calls/phone_reach.hpp"

#include "app/calls/direction.hpp"
#include "house/phones.hpp"

namespace parley::house {
namespace {

// Ann has a desk phone, and it rings: she is offered the call. Bob could take it.
struct Ringing : Phones {
    Phone desk;
    CallId id;
    SessionId session;

    Ringing() {
        app::PhonePatch body;
        body.name = "desk";
        body.agent = house.ann.agent.id;
        desk = expect(wait_for(app::create_phone(house.app(), house.administrator, body))).phone;
        house.ready(house.ann);
        id = arrives();
        session = call(id).call.session;
        house.ready(house.bob);
        REQUIRE(offered_to() == house.ann.agent.id);
        REQUIRE(leg_at(call(id), 1).state == LegState::ringing);
    }
    AgentId offered_to() {
        const auto item = house.work_item(session);
        return item && item->state == WorkItemState::offered ? item->agent : AgentId{};
    }
    Agent ann() {
        std::function<Agent(const app::Floor&)> look =
            [id = house.ann.agent.id](const app::Floor& floor) { return *floor.agent(id); };
        return expect(wait_for(house.owner().peek<Agent>(std::move(look))));
    }
    void closes_page() {
        app::agent_disconnected(house.app(), workspace(), house.ann.agent.id);
        house.pass(1ms);
    }
    void is_registered(bool registered) {
        house.clock.advance(1ms);
        voice::PhoneChanged told;
        told.phone = desk.id;
        told.registered = registered;
        wait_for_nothing(app::report(house.app(), workspace(), told));
    }
};

TEST_CASE("a phone that goes while it rings for who has no page hands the call on at once") {
    Ringing one;
    one.closes_page();
    one.house.pass(reached_within);
    CHECK(one.offered_to() == one.house.ann.agent.id);  // The phone rings.
    one.is_registered(false);
    CHECK(one.offered_to() == one.house.bob.agent.id);
    CHECK(one.leg_at(one.call(one.id), 1).cause == LegCause::unreachable);
    CHECK(one.ann().presence == Presence::away);
    CHECK(one.ann().presence_reason == app::phone_unregistered);

    one.is_registered(true);
    CHECK(one.ann().presence == Presence::ready);
    CHECK(one.offered_to() == one.house.bob.agent.id);
}

TEST_CASE("a page that is open can still take the call when the phone is gone") {
    Ringing one;
    one.is_registered(false);
    CHECK_FALSE(app::is_there(one.leg_at(one.call(one.id), 1)));
    one.house.pass(reached_within);
    CHECK(one.offered_to() == one.house.ann.agent.id);
    CHECK(one.ann().presence == Presence::ready);
}

TEST_CASE("a page that is loaded anew has its time; then the look finds that nothing rings") {
    Ringing one;
    one.closes_page();
    one.left(one.id, 1, LegCause::unreachable);
    CHECK(one.offered_to() == one.house.ann.agent.id);
    one.house.pass(reached_within);
    CHECK(one.offered_to() == one.house.bob.agent.id);
    CHECK(one.ann().presence_reason == app::phone_unregistered);
}

TEST_CASE("a phone that was there and declined is no phone that is gone") {
    Ringing one;
    one.closes_page();
    one.house.pass(reached_within);
    one.left(one.id, 1, LegCause::refused);
    one.house.pass(1ms);
    CHECK(one.offered_to() == one.house.ann.agent.id);
    one.is_registered(false);
    CHECK(one.offered_to() == one.house.ann.agent.id);
}

TEST_CASE("only who was waiting for their phone is ready when it is back") {
    Ringing one;
    expect(wait_for(
        app::set_own_presence(one.house.app(), one.house.ann, Presence::away, std::string())));
    one.is_registered(true);
    CHECK(one.ann().presence == Presence::away);
}

}  // namespace
}  // namespace parley::house
