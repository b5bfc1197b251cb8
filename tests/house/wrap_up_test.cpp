// After an item: wrapping up, and the summary of a session that has ended, by the real core on a
// real store.
#include <doctest/doctest.h>

#include <algorithm>

#include "app/queries.hpp"
#include "house/house.hpp"

namespace parley::house {
namespace {

constexpr int wrap_up_seconds = 20;  // Less than an agent without a line stays present.

template <class T>
std::string reason_of(const Result<T>& result) {
    return result ? "" : result.error().reason;
}

struct Served {
    House house;
    app::Visitor visitor;
    SessionId session;

    Served() {
        app::QueuePatch patch;
        patch.wrap_up_seconds = wrap_up_seconds;
        expect(
            wait_for(app::update_queue(house.app(), house.administrator, house.queue.id, patch)));
        house.ready(house.ann);
        visitor = house.visitor();
        session = house.say(visitor, "hello")->message.session;
        house.accept(session);
    }

    // As a call ends: by the other side, without a summary.
    void ends() { expect(wait_for(app::end_session(house.app(), visitor))); }

    std::string summarize(const app::Staff& by, std::string text, bool resolved = true) {
        return reason_of(wait_for(app::summarize_session(
            house.app(), by, session, app::Ending{std::move(text), resolved, {}})));
    }

    Instant wraps_up_until() {
        const auto agents = expect(wait_for(app::list_agents(house.app(), house.administrator)));
        return std::ranges::find(agents, house.ann.agent.id, &Agent::id)->wrap_up_until;
    }

    int count(EventType type) {
        return static_cast<int>(std::ranges::count(house.stored_events(), type, &Event::type));
    }
};

TEST_CASE("whoever wraps up is seen to, until the time is over, and is offered nothing") {
    Served served;
    CHECK(served.wraps_up_until() == Instant{});
    served.ends();
    CHECK(served.wraps_up_until() == served.house.clock.now() + 20s);
    CHECK(served.count(EventType::agent_wrap_up_started) == 1);

    const auto next = served.house.say(served.house.visitor(), "and I?")->message.session;
    CHECK(served.house.work_item(next)->state == WorkItemState::waiting);
    served.house.pass(20s);
    CHECK(served.wraps_up_until() == Instant{});
    CHECK(served.count(EventType::agent_wrap_up_ended) == 1);
    CHECK(served.house.work_item(next)->state == WorkItemState::offered);
}

TEST_CASE("an agent who is done sooner says so, and is offered the next at once") {
    Served served;
    served.ends();
    const auto next = served.house.say(served.house.visitor(), "and I?")->message.session;
    const Agent agent =
        expect(wait_for(app::end_own_wrap_up(served.house.app(), served.house.ann)));
    CHECK(agent.wrap_up_until == Instant{});
    CHECK(served.house.work_item(next)->state == WorkItemState::offered);
    expect(wait_for(app::end_own_wrap_up(served.house.app(), served.house.ann)));
    CHECK(served.count(EventType::agent_wrap_up_ended) == 1);
}

TEST_CASE("a restart does not cut a wrap-up short, nor leave one standing whose time is over") {
    Served served;
    served.ends();
    const Instant until = served.wraps_up_until();
    served.house.restart();
    CHECK(served.wraps_up_until() == until);
    const auto next = served.house.say(served.house.visitor(), "and I?")->message.session;
    CHECK(served.house.work_item(next)->state == WorkItemState::waiting);

    served.house.clock.advance(21s);
    served.house.restart();
    served.house.pass(0s);
    CHECK(served.house.work_item(next)->state == WorkItemState::offered);
}

TEST_CASE("the summary of what has ended is written by its agent, within an hour") {
    Served served;
    House& house = served.house;
    CHECK(served.summarize(house.ann, "too early") == "session_open");
    served.ends();
    CHECK(served.summarize(house.ann, std::string(Session::summary_max + 1, 'x')) ==
          "text_too_long");
    CHECK(served.summarize(house.bob, "not mine") == "permission_missing");
    CHECK(served.summarize(house.ann, "refunded") == "");

    const auto stored = house.stored(served.session);
    CHECK(stored->session.summary == "refunded");
    CHECK(stored->session.resolved);
    CHECK(stored->session.close_reason == CloseReason::by_visitor);
    const Event event = house.stored_events().back();
    CHECK(event.type == EventType::session_summarized);
    CHECK(event.session == served.session);
    CHECK(event.visibility == Visibility::staff);
    CHECK(event.actor_id == house.ann.agent.id.bytes());

    house.clock.advance(Session::summary_open_for - 1ms);
    CHECK(served.summarize(house.ann, "refunded twice", false) == "");
    house.clock.advance(1ms);
    CHECK(served.summarize(house.ann, "thrice") == "too_late_to_summarize");
    CHECK(served.summarize(house.administrator, "put right") == "");
    CHECK(house.stored(served.session)->session.summary == "put right");
}

TEST_CASE("a rating and a summary leave each other as they are, whichever comes first") {
    Served served;
    House& house = served.house;
    served.ends();
    CHECK(served.summarize(house.ann, "refunded") == "");
    expect(wait_for(app::rate_session(house.app(), served.visitor, served.session, 4, "", {})));
    CHECK(served.summarize(house.ann, "refunded in full") == "");
    const auto check = [&] {
        const auto stored = house.stored(served.session);
        CHECK(stored->session.summary == "refunded in full");
        REQUIRE(stored->survey);
        CHECK(stored->survey->score == 4);
    };
    check();
    house.restart();
    CHECK(served.summarize(house.ann, "refunded in full") == "");
    check();
}

TEST_CASE("a session that nobody served has nothing to summarize") {
    House house;
    const auto visitor = house.visitor();
    const SessionId session = house.say(visitor, "anybody?")->message.session;
    expect(wait_for(app::end_session(house.app(), visitor)));
    CHECK(reason_of(wait_for(app::summarize_session(house.app(), house.administrator, session,
                                                    app::Ending{"x", true, {}}))) ==
          "not_served_yet");
    CHECK(reason_of(wait_for(app::summarize_session(house.app(), house.ann, session,
                                                    app::Ending{"x", true, {}}))) ==
          "permission_missing");
    const SessionId nowhere = SessionId::make(house.clock.now(), house.rng);
    CHECK(reason_of(wait_for(app::summarize_session(house.app(), house.ann, nowhere,
                                                    app::Ending{"x", true, {}}))) ==
          "session_not_found");
}

}  // namespace
}  // namespace parley::house
