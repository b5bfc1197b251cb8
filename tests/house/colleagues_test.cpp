// Colleagues in a chat, by the real core on a real store.
#include "app/colleagues.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "app/floor_view.hpp"
#include "app/queries.hpp"
#include "app/targets.hpp"
#include "house/house.hpp"

namespace parley::house {
namespace {

template <class T>
std::string reason_of(const Result<T>& result) {
    return result ? "" : result.error().reason;
}

// Ann serves a visitor; Bob is ready, and Cid, who is of no queue.
struct Asked {
    House house;
    app::Staff cid;
    app::Visitor visitor;
    SessionId session;

    Asked() {
        house.ready(house.ann);
        visitor = house.visitor();
        session = house.say(visitor, "hello")->message.session;
        house.accept(session);
        house.ready(house.bob);
        app::AgentPatch body;
        body.name = "Cid";
        body.email = "cid@tea.test";
        body.password = "long enough";
        cid.workspace = house.administrator.workspace;
        cid.agent = expect(wait_for(app::create_agent(house.app(), house.administrator, body)));
        house.ready(cid);
    }

    std::string ask(const app::Staff& by, const app::Staff& whom, ColleagueKind kind,
                    std::string note = {}) {
        app::Question question;
        question.agent = whom.agent.id;
        question.kind = kind;
        question.note = std::move(note);
        return reason_of(wait_for(app::ask_colleague(house.app(), by, session, question)));
    }
    std::string answer(const app::Staff& by, ColleagueId part, bool accept) {
        return reason_of(wait_for(app::answer_question(house.app(), by, session, part, accept)));
    }
    std::string end(const app::Staff& by, ColleagueId part) {
        return reason_of(wait_for(app::end_part(house.app(), by, session, part)));
    }
    std::string write(const app::Staff& by, Visibility visibility) {
        app::NewMessage message;
        message.client_msg_id = "x" + std::to_string(++written);
        message.text = "aside";
        message.visibility = visibility;
        return reason_of(
            wait_for(app::post_as_staff(house.app(), by, visitor.conversation, message)));
    }
    ColleagueId part_of(const app::Staff& staff) {
        const auto view = house.stored(session);
        const auto found = std::ranges::find(view->colleagues, staff.agent.id, &Colleague::agent);
        REQUIRE(found != view->colleagues.end());
        return found->id;
    }
    std::size_t parts() { return house.stored(session)->colleagues.size(); }
    AgentId served_by() { return house.stored(session)->session.agent; }
    int load(const app::Staff& staff) {
        const auto targets = expect(wait_for(app::list_targets(house.app(), house.ann)));
        return std::ranges::find(targets.agents, staff.agent.id, &app::TargetAgent::id)->load;
    }
    Event last(EventType type) {
        const auto events = house.stored_events();
        const auto found = std::ranges::find(events.rbegin(), events.rend(), type, &Event::type);
        REQUIRE(found != events.rend());
        return *found;
    }

    int written = 0;
};

TEST_CASE("who is asked to take a chat over accepts, and only then has it") {
    Asked asked;
    House& house = asked.house;
    CHECK(asked.ask(house.ann, house.bob, ColleagueKind::transfer, "please") == "");
    CHECK(asked.served_by() == house.ann.agent.id);
    CHECK(asked.load(house.bob) == 0);
    const Event event = asked.last(EventType::colleague_asked);
    CHECK(event.detail == "transfer");
    CHECK(event.former_agent == house.bob.agent.id);
    CHECK(event.visibility == Visibility::staff);
    CHECK(asked.ask(house.ann, house.bob, ColleagueKind::consult) == "already_in_session");

    CHECK(asked.answer(house.bob, asked.part_of(house.bob), true) == "");
    CHECK(asked.served_by() == house.bob.agent.id);
    CHECK(asked.parts() == 0);
    CHECK(asked.last(EventType::colleague_left).detail == "accepted");
    CHECK(asked.load(house.ann) == 0);
    CHECK(asked.load(house.bob) == house.queue.share);
    const auto messages = expect(
        wait_for(app::list_messages(house.app(), house.bob, asked.visitor.conversation, 0, 50)));
    CHECK(std::ranges::any_of(messages, [](const MessageView& view) {
        return view.message.text == "please" && view.message.visibility == Visibility::staff;
    }));
}

TEST_CASE("declined, timed out or taken back, it is still with who asked") {
    Asked asked;
    House& house = asked.house;
    CHECK(asked.ask(house.ann, house.bob, ColleagueKind::transfer) == "");
    const ColleagueId first = asked.part_of(house.bob);
    CHECK(asked.answer(house.ann, first, true) == "colleague_gone");
    CHECK(asked.answer(house.bob, first, false) == "");
    CHECK(asked.last(EventType::colleague_left).detail == "declined");
    CHECK(asked.answer(house.bob, first, true) == "colleague_gone");
    CHECK(asked.served_by() == house.ann.agent.id);

    CHECK(asked.ask(house.ann, house.bob, ColleagueKind::transfer) == "");
    const ColleagueId second = asked.part_of(house.bob);
    house.pass(std::chrono::seconds(house.queue.offer_seconds));
    CHECK(asked.last(EventType::colleague_left).detail == "timed_out");
    CHECK(asked.answer(house.bob, second, true) == "colleague_gone");
    CHECK(asked.parts() == 0);

    CHECK(asked.ask(house.ann, house.bob, ColleagueKind::invite) == "");
    CHECK(asked.end(house.ann, asked.part_of(house.bob)) == "");
    CHECK(asked.last(EventType::colleague_left).detail == "withdrawn");
    CHECK(asked.served_by() == house.ann.agent.id);
}

TEST_CASE("who advises sees it and writes notes; the visitor learns nothing of it") {
    Asked asked;
    House& house = asked.house;
    const app::Staff& cid = asked.cid;
    CHECK(reason_of(wait_for(app::get_session(house.app(), cid, asked.session))) ==
          "session_not_found");
    CHECK(asked.ask(house.ann, cid, ColleagueKind::consult) == "");
    CHECK(reason_of(wait_for(app::get_session(house.app(), cid, asked.session))) == "");
    CHECK(asked.answer(cid, asked.part_of(cid), true) == "");
    CHECK(asked.load(cid) == Queue{}.guest_share);
    CHECK(asked.write(cid, Visibility::staff) == "");
    CHECK(asked.write(cid, Visibility::everyone) == "permission_missing");
    CHECK(asked.last(EventType::message_posted).guests == std::vector{cid.agent.id});

    const auto mine =
        expect(wait_for(app::list_sessions(house.app(), cid, SessionList::mine, {}, 10)));
    CHECK(mine.items.size() == 1);
    for (const Event& event : house.stored_events()) {
        const bool of_colleague =
            event.type == EventType::colleague_asked || event.type == EventType::colleague_joined;
        if (of_colleague) CHECK_FALSE(app::visible_to_visitor(asked.visitor.conversation, event));
    }
    const auto seen =
        wait_for(app::read(house.app(), house.administrator.workspace, [&](Repository& repository) {
            return repository.messages(asked.visitor.conversation, 0, 50, Visibility::everyone);
        }));
    CHECK(std::ranges::none_of(
        seen, [](const MessageView& view) { return view.message.text == "aside"; }));

    CHECK(asked.end(cid, asked.part_of(cid)) == "");
    CHECK(asked.last(EventType::colleague_left).detail == "left");
    CHECK(asked.load(cid) == 0);
    CHECK(reason_of(wait_for(app::get_session(house.app(), cid, asked.session))) ==
          "session_not_found");
}

TEST_CASE("three speak in one session, its agent may hand it over and go") {
    Asked asked;
    House& house = asked.house;
    for (const app::Staff* staff : {&house.bob, &asked.cid}) {
        CHECK(asked.ask(house.ann, *staff, ColleagueKind::invite) == "");
        CHECK(asked.answer(*staff, asked.part_of(*staff), true) == "");
        CHECK(asked.write(*staff, Visibility::everyone) == "");
    }
    CHECK(asked.ask(house.ann, house.administrator, ColleagueKind::invite) == "agent_away");
    house.ready(house.administrator);
    CHECK(asked.ask(house.ann, house.administrator, ColleagueKind::invite) == "session_full");
    CHECK(asked.ask(house.bob, house.ann, ColleagueKind::transfer) == "permission_missing");
    CHECK(asked.end(asked.cid, asked.part_of(house.bob)) == "permission_missing");

    CHECK(asked.ask(house.ann, asked.cid, ColleagueKind::transfer) == "");
    CHECK(asked.served_by() == asked.cid.agent.id);
    CHECK(asked.load(asked.cid) == house.queue.share);
    CHECK(asked.parts() == 1);
    CHECK(asked.end(asked.cid, asked.part_of(house.bob)) == "");
    CHECK(asked.last(EventType::colleague_left).detail == "removed");
    CHECK(asked.load(house.bob) == 0);
}

TEST_CASE("nobody is asked who is not there, has no room, or has it already") {
    Asked asked;
    House& house = asked.house;
    CHECK(asked.ask(house.ann, house.ann, ColleagueKind::consult) == "transfer_target");
    CHECK(asked.ask(house.bob, asked.cid, ColleagueKind::consult) == "permission_missing");
    app::AgentPatch small;
    small.capacity = 5;
    expect(
        wait_for(app::update_agent(house.app(), house.administrator, house.bob.agent.id, small)));
    CHECK(asked.ask(house.ann, house.bob, ColleagueKind::consult) == "agent_busy");
    app::Staff nobody = house.bob;
    nobody.agent.id = AgentId::make(house.clock.now(), house.rng);
    CHECK(asked.ask(house.ann, nobody, ColleagueKind::consult) == "agent_not_found");

    const SessionId waiting = house.say(house.visitor(), "and I?")->message.session;
    app::Question question;
    question.agent = asked.cid.agent.id;
    CHECK(reason_of(wait_for(app::ask_colleague(house.app(), house.administrator, waiting,
                                                question))) == "not_served_yet");
}

TEST_CASE("with the session's end, or its agent's, all parts end") {
    Asked asked;
    House& house = asked.house;
    CHECK(asked.ask(house.ann, asked.cid, ColleagueKind::invite) == "");
    CHECK(asked.answer(asked.cid, asked.part_of(asked.cid), true) == "");
    CHECK(asked.ask(house.ann, house.bob, ColleagueKind::transfer) == "");
    house.restart();
    CHECK(asked.load(asked.cid) == Queue{}.guest_share);
    CHECK(asked.parts() == 2);
    // Taken over by a supervisor: the question is void, who takes part goes on.
    app::agent_connected(house.app(), house.administrator.workspace, house.ann.agent.id);
    app::agent_connected(house.app(), house.administrator.workspace, asked.cid.agent.id);
    app::Transfer to;
    to.queue = house.queue.id;
    expect(wait_for(app::transfer_session(house.app(), house.ann, asked.session, to)));
    CHECK(asked.last(EventType::colleague_left).detail == "moved");
    CHECK(asked.parts() == 1);
    expect(wait_for(app::end_session(house.app(), asked.visitor)));
    CHECK(asked.last(EventType::colleague_left).detail == "session_closed");
    CHECK(asked.load(asked.cid) == 0);
    CHECK(asked.end(asked.cid, ColleagueId::make(house.clock.now(), house.rng)) != "");
}

}  // namespace
}  // namespace parley::house
