// The floor looked at, and a supervisor's hand on it: by the real core on a real store.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/floor_view.hpp"
#include "app/lifecycle.hpp"
#include "app/messages.hpp"
#include "app/settings.hpp"
#include "app/supervision.hpp"
#include "house/house.hpp"

namespace parley::house {
namespace {

template <class T>
std::string reason_of(const Result<T>& result) {
    return result ? "" : result.error().reason;
}

struct Watched {
    House house;
    Instant told_at = house.clock.now();

    app::FloorView look() {
        return expect(wait_for(app::get_floor(house.app(), house.administrator)));
    }
    app::FloorAgent look(const app::Staff& staff) {
        const app::FloorView view = look();
        return *std::ranges::find(view.agents, staff.agent.id, &app::FloorAgent::id);
    }
    app::FloorQueue queue() { return look().queues.at(0); }

    SessionId arrives() { return house.say(house.visitor(), "hello")->message.session; }
    SessionId served_by_ann() {
        house.ready(house.ann);
        const SessionId session = arrives();
        house.accept(session);
        return session;
    }

    std::string take(SessionId session) {
        return reason_of(wait_for(app::take_session(house.app(), house.administrator, session)));
    }
    std::string reassign(app::Reassignment to) {
        return reason_of(
            wait_for(app::reassign(house.app(), house.administrator, house.ann.agent.id, to)));
    }
    std::string set(const app::Staff& by, const app::Staff& whom, Presence presence,
                    std::string reason = {}) {
        return reason_of(wait_for(
            app::set_presence_of(house.app(), by, whom.agent.id, presence, std::move(reason))));
    }
    // The next slice of what visitors are told of their places.
    std::vector<QueuePosition> slice() {
        using Told = std::vector<QueuePosition>;
        told_at += app::PositionRound::again_after;
        std::function<Result<Told>(app::Floor&, app::Turn&)> tell = [this](app::Floor& all,
                                                                           app::Turn&) {
            return Result<Told>(app::tell_positions(all, told_at));
        };
        return expect(wait_for(house.owner().run<Told>(std::move(tell))));
    }
    // A whole round of them.
    std::vector<QueuePosition> told() {
        std::vector<QueuePosition> all;
        for (auto some = slice(); !some.empty(); some = slice())
            all.insert(all.end(), some.begin(), some.end());
        return all;
    }
    Event last(EventType type) {
        const auto events = house.stored_events();
        return *std::find_if(events.rbegin(), events.rend(),
                             [type](const Event& event) { return event.type == type; });
    }
};

TEST_CASE("whoever waits is never told a worse place than before, while they stay in their queue") {
    Watched floor;
    House& house = floor.house;
    std::map<SessionId, std::size_t> heard;  // Whose place is as it was is not told again.
    const auto place_of = [&](SessionId session) {
        for (const QueuePosition& one : floor.told()) heard[one.session] = one.position;
        return heard.at(session);
    };
    const SessionId older = floor.served_by_ann();
    CHECK(floor.set(house.administrator, house.ann, Presence::away, "meal") == "");
    house.clock.advance(1s);
    const SessionId first = floor.arrives();
    const SessionId second = floor.arrives();
    CHECK(place_of(first) == 1);
    CHECK(place_of(second) == 2);

    // What began before them comes back to the queue, and goes before them.
    app::Transfer queue;
    queue.queue = house.queue.id;
    expect(wait_for(app::transfer_session(house.app(), house.ann, older, queue)));
    CHECK(place_of(older) == 1);
    CHECK(place_of(first) == 1);
    CHECK(place_of(second) == 2);
    CHECK(floor.queue().waiting[2].session == second);  // As staff see it.
}

TEST_CASE("of many who wait a slice tells some, and a round misses nobody who stays") {
    Watched floor;
    floor.served_by_ann();
    CHECK(floor.set(floor.house.administrator, floor.house.ann, Presence::away, "meal") == "");
    constexpr std::size_t waiting = 2 * app::PositionRound::slice_max + 50;
    std::set<SessionId> missing;
    std::vector<app::Visitor> visitors;
    std::vector<SessionId> arrived;
    for (std::size_t i = 0; i < waiting; ++i) {
        visitors.push_back(floor.house.visitor());
        arrived.push_back(floor.house.say(visitors.back(), "hello")->message.session);
        missing.insert(arrived.back());
    }
    const auto hear = [&](const std::vector<QueuePosition>& told) {
        for (const QueuePosition& one : told) missing.erase(one.session);
    };
    const auto first = floor.slice();
    CHECK(first.size() == app::PositionRound::slice_max);
    hear(first);
    // Of those who heard it, and of those who did not.
    for (const std::size_t gone : {std::size_t{0}, waiting - 1}) {
        expect(wait_for(app::end_session(floor.house.app(), visitors[gone])));
        missing.erase(arrived[gone]);
    }
    hear(floor.slice());
    hear(floor.slice());
    CHECK(missing.empty());

    const auto next = floor.told();
    CHECK(next.size() == waiting - 2);
    CHECK(floor.told().empty());  // And nothing has changed since.
}

TEST_CASE("the floor shows who is there, what they have, what waits in order, and its number") {
    Watched floor;
    CHECK(floor.look(floor.house.ann).presence == Presence::offline);
    const SessionId served = floor.served_by_ann();
    const SessionId offered = floor.arrives();
    CHECK(floor.set(floor.house.administrator, floor.house.ann, Presence::away, "meal") == "");
    floor.house.clock.advance(1s);
    const SessionId second = floor.arrives();

    const app::FloorAgent ann = floor.look(floor.house.ann);
    CHECK(ann.presence == Presence::away);
    CHECK(ann.presence_reason == "meal");
    REQUIRE(ann.served.size() == 1);
    CHECK(ann.served[0].session == served);
    CHECK(ann.load == ann.served[0].share);
    CHECK(ann.offered.empty());

    const app::FloorQueue queue = floor.queue();
    REQUIRE(queue.waiting.size() == 2);
    CHECK(queue.waiting[0].session == offered);
    CHECK(queue.waiting[1].session == second);
    CHECK(queue.waiting[1].entered_at == floor.house.clock.now());
    CHECK(queue.staffed == 0);
    CHECK(floor.look().seq == floor.house.stored_events().back().seq);
}

TEST_CASE("what is offered is of the agent who is asked, and loads them") {
    Watched floor;
    floor.house.ready(floor.house.ann);
    const SessionId session = floor.arrives();
    const app::FloorAgent ann = floor.look(floor.house.ann);
    REQUIRE(ann.offered.size() == 1);
    CHECK(ann.offered[0].session == session);
    CHECK(ann.load == ann.offered[0].share);
    const app::FloorQueue queue = floor.queue();
    CHECK(queue.waiting.empty());
    CHECK(queue.offered.size() == 1);
    CHECK(queue.staffed == 1);
}

TEST_CASE("an agent may neither look at the floor nor touch it") {
    Watched floor;
    const SessionId session = floor.arrives();
    House& house = floor.house;
    CHECK(reason_of(wait_for(app::get_floor(house.app(), house.ann))) == "permission_missing");
    CHECK(floor.set(house.ann, house.bob, Presence::offline) == "permission_missing");
    CHECK(reason_of(wait_for(app::take_session(house.app(), house.ann, session))) ==
          "permission_missing");
    CHECK(reason_of(wait_for(app::reassign(house.app(), house.ann, house.bob.agent.id, {}))) ==
          "permission_missing");
}

TEST_CASE("a presence that a supervisor sets is an event in their name") {
    Watched floor;
    House& house = floor.house;
    CHECK(floor.set(house.administrator, house.ann, Presence::ready) == "agent_away");
    house.ready(house.ann);
    CHECK(floor.set(house.administrator, house.ann, Presence::away, "Training!") ==
          "bad_presence_reason");
    CHECK(floor.set(house.administrator, house.ann, Presence::away, "training") == "");
    const Event event = floor.last(EventType::agent_presence_changed);
    CHECK(event.agent == house.ann.agent.id);
    CHECK(event.actor_id == house.administrator.agent.id.bytes());
    CHECK(event.detail == "training");
    CHECK(floor.set(house.administrator, house.ann, Presence::offline) == "");
    CHECK(floor.look(house.ann).presence == Presence::offline);
}

TEST_CASE("a supervisor takes a session from a colleague, out of the queue, or keeps their own") {
    Watched floor;
    House& house = floor.house;
    const SessionId served = floor.served_by_ann();
    CHECK(floor.take(served) == "");
    CHECK(house.stored(served)->session.agent == house.administrator.agent.id);
    const Event event = floor.last(EventType::session_assigned);
    CHECK(event.actor_id == house.administrator.agent.id.bytes());
    CHECK(floor.look(house.ann).load == 0);
    CHECK(floor.take(served) == "");
    CHECK(floor.last(EventType::session_assigned).seq == event.seq);

    const SessionId offered = floor.arrives();
    CHECK(floor.look(house.ann).offered.size() == 1);
    CHECK(floor.take(offered) == "");
    CHECK(floor.look(house.ann).offered.empty());
    CHECK(floor.look(house.administrator).served.size() == 2);
}

TEST_CASE("nothing is taken by who has no room, nor what is closed or never was") {
    Watched floor;
    House& house = floor.house;
    const auto places = static_cast<std::size_t>(Agent::capacity_max / house.queue.share);
    for (std::size_t at = 0; at < places; ++at) CHECK(floor.take(floor.arrives()) == "");
    CHECK(floor.take(floor.arrives()) == "agent_busy");
    const SessionId mine = floor.look(house.administrator).served[0].session;
    expect(wait_for(
        app::close_session(house.app(), house.administrator, mine, app::Ending{"", true, {}})));
    CHECK(floor.take(mine) == "session_closed");
    CHECK(floor.take(SessionId::make(house.clock.now(), house.rng)) == "session_not_found");
}

TEST_CASE("an agent's sessions go back to their queue with their times, and they are away") {
    Watched floor;
    House& house = floor.house;
    const SessionId served = floor.served_by_ann();
    const Instant entered = floor.look(house.ann).served[0].entered_at;
    house.clock.advance(5s);
    const SessionId later = floor.arrives();
    CHECK(floor.reassign({}) == "");
    const app::FloorAgent ann = floor.look(house.ann);
    CHECK(ann.load == 0);
    CHECK(ann.presence == Presence::away);
    CHECK(ann.presence_reason == app::reassigned_reason);
    const app::FloorQueue queue = floor.queue();
    REQUIRE(queue.waiting.size() == 2);
    CHECK(queue.waiting[0].session == served);
    CHECK(queue.waiting[0].entered_at == entered);
    CHECK(queue.waiting[1].session == later);
    CHECK(floor.last(EventType::session_transferred).actor_id ==
          house.administrator.agent.id.bytes());
}

TEST_CASE("or to one colleague, who is asked; the target is one, and somebody else") {
    Watched floor;
    House& house = floor.house;
    const SessionId served = floor.served_by_ann();
    house.ready(house.bob);
    CHECK(floor.reassign({.queue = {}, .agent = house.ann.agent.id}) == "transfer_target");
    CHECK(floor.reassign({.queue = house.queue.id, .agent = house.bob.agent.id}) ==
          "transfer_target");
    CHECK(floor.reassign({.queue = QueueId::make(house.clock.now(), house.rng), .agent = {}}) ==
          "queue_not_found");
    CHECK(floor.reassign({.queue = {}, .agent = house.bob.agent.id}) == "");
    REQUIRE(floor.look(house.bob).offered.size() == 1);
    CHECK(floor.look(house.bob).offered[0].session == served);
}

TEST_CASE("who is refused in the moment an offer runs out is refused, and the offer has run out") {
    Watched floor;
    House& house = floor.house;
    app::QueuePatch patch;
    patch.waiting_max = 0;
    expect(wait_for(app::update_queue(house.app(), house.administrator, house.queue.id, patch)));
    house.ready(house.ann);
    const SessionId offered = floor.arrives();
    const app::Visitor late = house.visitor();
    house.clock.advance(std::chrono::seconds(house.queue.offer_seconds) + 1s);  // Not yet told.
    app::NewMessage message;
    message.client_msg_id = "late";
    message.text = "hello";
    CHECK(reason_of(wait_for(app::post_as_visitor(house.app(), late, message))) == "queue_full");
    CHECK(house.work_item(offered)->state == WorkItemState::waiting);
    CHECK(floor.look(house.ann).presence == Presence::away);
}

TEST_CASE("a full queue takes what is written as a message, so many of them, and then refuses") {
    Watched floor;
    House& house = floor.house;
    house.ready(house.ann);
    app::QueuePatch patch;
    patch.share = 100;
    patch.waiting_max = 0;
    patch.when_full = FullTreatment::leave_message;
    patch.left_messages_max = 1;
    expect(wait_for(app::update_queue(house.app(), house.administrator, house.queue.id, patch)));
    const SessionId served = floor.arrives();
    house.accept(served);
    const auto message = house.say(house.visitor(), "nobody has time for me");
    const SessionId left = message->message.session;
    CHECK(house.stored(left)->session.left_message);
    CHECK(house.work_item(left)->state == WorkItemState::waiting);
    app::NewMessage second;
    second.client_msg_id = "second";
    second.text = "nor for me";
    CHECK(reason_of(wait_for(app::post_as_visitor(house.app(), house.visitor(), second))) ==
          "messages_full");

    house.restart();
    house.ready(house.ann);
    expect(wait_for(app::close_session(house.app(), house.ann, served, {})));
    CHECK(house.work_item(left)->state == WorkItemState::offered);
}

}  // namespace
}  // namespace parley::house
