// What disagrees is put right: a line that died, an agent who is none any more, a router, an offer
// or a call that is not what the rows say.
#include "app/reconcile.hpp"

#include "app/lifecycle.hpp"
#include "house/phones.hpp"

namespace parley::house {
namespace {

// Changes the floor behind everybody's back, as a bug or a dead process would.
void meddle(House& house, std::function<void(app::Floor&, Instant)> change) {
    std::function<Result<bool>(app::Floor&, app::Turn&)> decide = [change](app::Floor& floor,
                                                                           app::Turn& turn) {
        change(floor, turn.now);
        return Result<bool>(true);
    };
    expect(wait_for(house.owner().run<bool>(std::move(decide))));
}

template <class T>
T seen(House& house, std::function<T(const app::Floor&)> look) {
    return expect(wait_for(house.owner().peek<T>(std::move(look))));
}

Agent agent(House& house, const app::Staff& staff) {
    return seen<Agent>(house,
                       [id = staff.agent.id](const app::Floor& floor) { return *floor.agent(id); });
}

// Seen once, and once more when its patience is over.
void look_twice(House& house, RepairKind kind) {
    house.pass(1ms);
    house.pass(patience_of(kind));
}

SessionId served_by_ann(House& house) {
    house.ready(house.ann);
    const SessionId session = house.say(house.visitor(), "Hello?")->message.session;
    house.accept(session);
    return session;
}

void gone(House& house, const app::Staff& staff) {
    app::agent_disconnected(house.app(), staff.workspace, staff.agent.id);
    house.pass(1ms);
}

TEST_CASE("who left while serving has it taken back, after as long as a lost line's") {
    House house;
    const SessionId session = served_by_ann(house);
    expect(wait_for(app::set_own_presence(house.app(), house.ann, Presence::offline, "")));
    house.pass(120s);
    CHECK(house.work_item(session)->state == WorkItemState::assigned);  // The page is still open.
    gone(house, house.ann);
    house.pass(lost_after - 2ms);
    CHECK(house.work_item(session)->state == WorkItemState::assigned);
    house.pass(2ms);
    CHECK(house.work_item(session)->state == WorkItemState::waiting);
    CHECK(house.work_item(session)->at_head);
    const auto events = house.stored_events();
    const auto back = std::ranges::find(events, EventType::session_transferred, &Event::type);
    REQUIRE(back != events.end());
    CHECK(back->actor == ActorKind::system);
}

TEST_CASE("an agent without a line who speaks in a call is not lost before it ends") {
    Phones phones;
    House& house = phones.house;
    const auto [call, talking] = phones.talking();
    gone(house, talking);
    house.pass(60s);
    CHECK(agent(house, talking).presence == Presence::ready);
    CHECK(phones.call(call).call.state == CallState::talking);
    phones.left(call, 0, LegCause::hung_up);
    house.pass(1ms);
    CHECK(agent(house, talking).presence == Presence::offline);
    CHECK(agent(house, talking).presence_reason == app::connection_lost);
}

TEST_CASE("who is no agent any more has neither presence nor sessions") {
    House house;
    const SessionId session = served_by_ann(house);
    meddle(house, [id = house.ann.agent.id](app::Floor& floor, Instant) {
        floor.agents.at(id).active = false;
    });
    look_twice(house, RepairKind::agent_inactive);
    CHECK(agent(house, house.ann).presence == Presence::offline);
    CHECK(agent(house, house.ann).presence_reason == "inactive");
    CHECK(house.work_item(session)->state == WorkItemState::waiting);
}

TEST_CASE("a router that believes another presence is told again") {
    House house;
    house.ready(house.ann);
    meddle(house, [id = house.ann.agent.id](app::Floor& floor, Instant now) {
        floor.router.step(routing::AgentPresence{id, Presence::away}, now);
    });
    const SessionId session = house.say(house.visitor(), "Hello?")->message.session;
    CHECK(house.work_item(session)->state == WorkItemState::waiting);
    look_twice(house, RepairKind::presence_differs);
    CHECK(house.work_item(session)->state == WorkItemState::offered);
}

TEST_CASE("a session that the router forgot waits again, with its time") {
    House house;
    const SessionId session = house.say(house.visitor(), "Hello?")->message.session;
    const WorkItem item = *house.work_item(session);
    meddle(house, [id = item.id](app::Floor& floor, Instant now) {
        floor.router.step(routing::ItemLeft{id}, now);
    });
    house.ready(house.ann);
    CHECK(house.work_item(session)->state == WorkItemState::waiting);
    look_twice(house, RepairKind::item_unrouted);
    CHECK(house.work_item(session)->state == WorkItemState::offered);
    CHECK(house.work_item(session)->entered_at == item.entered_at);
}

TEST_CASE("an offer that nobody lets run out is taken back") {
    House house;
    house.ready(house.ann);
    const SessionId session = house.say(house.visitor(), "Hello?")->message.session;
    const WorkItem offered = *house.work_item(session);
    REQUIRE(offered.state == WorkItemState::offered);
    meddle(house, [id = offered.id](app::Floor& floor, Instant now) {
        floor.router.step(routing::ItemLeft{id}, now);
    });
    house.pass(offered.offer_expires_at - house.clock.now() + 1ms);
    CHECK(house.work_item(session)->offer == offered.offer);
    house.pass(patience_of(RepairKind::offer_overdue));
    CHECK(house.work_item(session)->state == WorkItemState::offered);
    CHECK(house.work_item(session)->offer > offered.offer);
    CHECK(house.work_item(session)->entered_at == offered.entered_at);
}

TEST_CASE("a call without anybody in it ends, and its session with it") {
    Phones phones;
    House& house = phones.house;
    const CallId id = phones.arrives();
    const SessionId session = phones.call(id).call.session;
    meddle(house, [id](app::Floor& floor, Instant) {
        for (Leg& leg : floor.calls.find(id)->legs) leg.state = LegState::left;
    });
    look_twice(house, RepairKind::call_empty);
    CHECK(phones.call(id).call.state == CallState::ended);
    CHECK(phones.call(id).call.cause == LegCause::lost);
    CHECK(house.stored(session)->session.state == SessionState::closed);
}

TEST_CASE("a floor in order is left alone") {
    Phones phones;
    House& house = phones.house;
    phones.talking();
    house.say(house.visitor(), "Hello?");
    const std::size_t before = house.stored_events().size();
    for (int looks = 0; looks < 4; ++looks) house.pass(5s);
    CHECK(house.stored_events().size() == before);
}

}  // namespace
}  // namespace parley::house
