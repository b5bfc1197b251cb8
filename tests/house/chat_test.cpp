// A chat from first message to rating, over restarts, by the real core on a real store.
#include <doctest/doctest.h>

#include <algorithm>

#include "app/queries.hpp"
#include "house/house.hpp"

namespace parley::house {
namespace {

int count(const std::vector<Event>& events, EventType type) {
    return static_cast<int>(std::ranges::count(events, type, &Event::type));
}

template <class T>
std::string reason_of(const Result<T>& result) {
    return result ? "" : result.error().reason;
}

TEST_CASE("a visitor's first message is offered, accepted, answered, closed and rated") {
    House house;
    house.ready(house.ann);
    const auto visitor = house.visitor();
    const auto first = house.say(visitor, "hello");
    const SessionId session = first->message.session;

    const app::Staff agent = house.accept(session);
    CHECK(agent.agent.id == house.ann.agent.id);
    house.reply(agent, visitor, "good day");
    expect(wait_for(
        app::close_session(house.app(), agent, session, app::Ending{"greeted", true, {}})));
    expect(wait_for(app::rate_session(house.app(), visitor, session, 5, "kind", {})));

    const auto view = house.stored(session);
    REQUIRE(view);
    CHECK(view->session.state == SessionState::closed);
    CHECK(view->session.summary == "greeted");
    CHECK(view->session.first_reply_at == house.clock.now());
    REQUIRE(view->survey);
    CHECK(view->survey->score == 5);
    CHECK(reason_of(wait_for(app::rate_session(house.app(), visitor, session, 1, "", {}))) ==
          "already_rated");
}

TEST_CASE("events are numbered without gaps, and published as they are stored") {
    House house;
    house.ready(house.ann);
    const auto visitor = house.visitor();
    house.say(visitor, "one");
    house.say(visitor, "two");

    const auto stored = house.stored_events();
    for (std::size_t i = 0; i < stored.size(); ++i)
        CHECK(stored[i].seq == static_cast<std::int64_t>(i) + 1);
    const auto published = house.recorder.events();
    REQUIRE(published.size() == stored.size());
    for (std::size_t i = 0; i < stored.size(); ++i) CHECK(published[i].type == stored[i].type);
}

TEST_CASE("a retry is answered by the first message, before and after a restart") {
    House house;
    const auto visitor = house.visitor();
    const auto first = house.say(visitor, "once", "same-id");
    house.say(visitor, "another");
    CHECK(house.say(visitor, "once", "same-id")->message.id == first->message.id);

    house.restart();
    CHECK(house.say(visitor, "once", "same-id")->message.id == first->message.id);
    CHECK(count(house.stored_events(), EventType::message_posted) == 3);  // Two and a notice.
}

TEST_CASE("an offer declined goes to somebody else, and whoever declined is away") {
    House house;
    house.ready(house.ann);
    house.ready(house.bob);
    const auto visitor = house.visitor();
    const SessionId session = house.say(visitor, "hi")->message.session;
    const auto offered = house.work_item(session);
    REQUIRE(offered);
    const bool to_ann = offered->agent == house.ann.agent.id;
    const app::Staff& first = to_ann ? house.ann : house.bob;

    expect(wait_for(app::decline_offer(house.app(), first, session, offered->offer)));

    const auto again = house.work_item(session);
    REQUIRE(again);
    CHECK(again->state == WorkItemState::offered);
    CHECK(again->agent != first.agent.id);
    CHECK(reason_of(wait_for(app::accept_offer(house.app(), first, session, offered->offer))) ==
          "offer_gone");
    const auto agents = expect(wait_for(app::list_agents(house.app(), house.administrator)));
    const auto now = std::ranges::find(agents, first.agent.id, &Agent::id);
    CHECK(now->presence == Presence::away);
    CHECK(now->presence_reason == "declined");
}

TEST_CASE("an offer nobody answers returns to the head of its queue and its agent is set away") {
    House house;
    house.ready(house.ann);
    const auto visitor = house.visitor();
    const SessionId session = house.say(visitor, "hi")->message.session;
    house.pass(21s);

    const auto item = house.work_item(session);
    REQUIRE(item);
    CHECK(item->state == WorkItemState::waiting);
    CHECK(item->at_head);
    house.ready(house.bob);
    CHECK(house.accept(session).agent.id == house.bob.agent.id);
}

TEST_CASE("an offer in flight survives a restart under its own number") {
    House house;
    house.ready(house.ann);
    const auto visitor = house.visitor();
    const SessionId session = house.say(visitor, "hi")->message.session;
    const auto before = house.work_item(session);
    house.restart();

    const auto after = house.work_item(session);
    REQUIRE(after);
    CHECK(after->offer == before->offer);
    CHECK(expect(wait_for(app::accept_offer(house.app(), house.ann, session, after->offer)))
              ->session.state == SessionState::assigned);
}

TEST_CASE("a restart opens nothing to the back-up queue before its time, and takes nothing back") {
    House house;
    app::QueuePatch spare;
    spare.name = "Back-up";
    const Queue backup =
        expect(wait_for(app::create_queue(house.app(), house.administrator, spare)));
    app::QueuePatch patch;
    patch.overflow_queue = backup.id;
    patch.overflow_after_seconds = 20;
    expect(wait_for(app::update_queue(house.app(), house.administrator, house.queue.id, patch)));
    app::AgentPatch moved;
    moved.queues = {backup.id};
    expect(
        wait_for(app::update_agent(house.app(), house.administrator, house.bob.agent.id, moved)));
    house.ready(house.bob);
    const SessionId session = house.say(house.visitor(), "hi")->message.session;
    house.pass(10s);
    house.restart();
    house.pass(0s);
    CHECK(house.work_item(session)->state == WorkItemState::waiting);
    house.pass(11s);
    CHECK(house.work_item(session)->state == WorkItemState::offered);

    house.restart();
    house.pass(0s);
    const auto item = house.work_item(session);
    CHECK(item->overflowed);
    CHECK(item->through == backup.id);
    CHECK(item->agent == house.bob.agent.id);
}

TEST_CASE("after a restart lists still show what was said last and how much is unread") {
    House house;
    const auto visitor = house.visitor();
    const SessionId session = house.say(visitor, "first")->message.session;
    house.say(visitor, "second");
    house.restart();
    house.ready(house.ann);  // The offer's event carries the view from the floor's memory.

    const auto item = house.work_item(session);
    const auto accepted =
        expect(wait_for(app::accept_offer(house.app(), house.ann, session, item->offer)));
    REQUIRE(accepted->last_message);
    CHECK(accepted->last_message->message.text == "second");
    CHECK(accepted->unread == 2);
}

TEST_CASE("what was said and read is not unread again because notices follow it") {
    House house;
    house.ready(house.ann);
    const auto visitor = house.visitor();
    const auto said = house.say(visitor, "only this");
    const app::Staff agent = house.accept(said->message.session);
    expect(wait_for(app::mark_read(house.app(), agent, visitor.conversation, said->message.seq)));

    app::Transfer to;
    to.queue = house.queue.id;
    const auto told =
        expect(wait_for(app::transfer_session(house.app(), agent, said->message.session, to)));
    CHECK(told->unread == 0);
}

TEST_CASE("an offer that ran out while the server was down is not accepted late") {
    House house;
    house.ready(house.ann);
    const SessionId session = house.say(house.visitor(), "hi")->message.session;
    const auto item = house.work_item(session);
    house.clock.advance(25s);
    house.restart();

    CHECK(reason_of(wait_for(app::accept_offer(house.app(), house.ann, session, item->offer))) ==
          "offer_gone");
    house.pass(0s);
    CHECK(house.work_item(session)->state == WorkItemState::waiting);
}

TEST_CASE("who is gone for half a minute is offline, and their chats return to the queue") {
    House house;
    house.ready(house.ann);
    const auto visitor = house.visitor();
    const SessionId session = house.say(visitor, "hi")->message.session;
    house.accept(session);
    app::agent_disconnected(house.app(), house.ann.workspace, house.ann.agent.id);
    house.pass(0s);  // It is taken in before time goes on.
    house.pass(29s);
    CHECK(house.work_item(session)->state == WorkItemState::assigned);
    house.pass(2s);

    const auto item = house.work_item(session);
    CHECK(item->state == WorkItemState::waiting);
    CHECK(item->at_head);
    house.ready(house.bob);
    CHECK(house.accept(session).agent.id == house.bob.agent.id);
}

TEST_CASE("who was silent for longer than that is offline as soon as their line is given up") {
    House house;
    house.ready(house.ann);
    const SessionId session = house.say(house.visitor(), "hi")->message.session;
    house.accept(session);
    const Instant last_heard = house.clock.now();
    house.pass(45s);
    CHECK(house.work_item(session)->state == WorkItemState::assigned);
    app::agent_disconnected(house.app(), house.ann.workspace, house.ann.agent.id, last_heard);
    house.pass(0s);
    house.pass(1s);
    CHECK(house.work_item(session)->state == WorkItemState::waiting);
}

TEST_CASE("after a restart an agent who does not return is lost in the same way") {
    House house;
    house.ready(house.ann);
    const SessionId session = house.say(house.visitor(), "hi")->message.session;
    house.accept(session);
    house.restart();
    house.pass(31s);
    CHECK(house.work_item(session)->state == WorkItemState::waiting);
}

TEST_CASE("with nobody on duty a message is left, and served when somebody comes") {
    House house;
    const SessionId session = house.say(house.visitor(), "anybody?")->message.session;
    CHECK(house.stored(session)->session.left_message);
    house.ready(house.bob);
    CHECK(house.accept(session).agent.id == house.bob.agent.id);
}

TEST_CASE("a note is for staff: no visitor's page of messages holds it") {
    House house;
    house.ready(house.ann);
    const auto visitor = house.visitor();
    const SessionId session = house.say(visitor, "hi")->message.session;
    house.accept(session);
    app::NewMessage note;
    note.client_msg_id = "n1";
    note.text = "secret remark";
    note.visibility = Visibility::staff;
    expect(wait_for(app::post_as_staff(house.app(), house.ann, visitor.conversation, note)));

    for (const MessageView& view : wait_for(app::list_messages(house.app(), visitor, 0, 50)))
        CHECK(view.message.text != "secret remark");
    const auto all =
        expect(wait_for(app::list_messages(house.app(), house.ann, visitor.conversation, 0, 50)));
    CHECK(std::ranges::any_of(
        all, [](const MessageView& view) { return view.message.text == "secret remark"; }));
}

TEST_CASE("another workspace's ids answer like ids that do not exist") {
    House house;
    House other;
    const auto visitor = other.visitor();
    const SessionId session = other.say(visitor, "hi")->message.session;
    CHECK(reason_of(wait_for(app::get_session(house.app(), house.administrator, session))) ==
          "session_not_found");
    CHECK(reason_of(wait_for(
              app::list_messages(house.app(), house.administrator, visitor.conversation, 0, 5))) ==
          "conversation_not_found");
    CHECK(reason_of(wait_for(app::close_session(house.app(), house.administrator, session,
                                                app::Ending{"", false, {}}))) ==
          "session_not_found");
}

TEST_CASE("a company is set up once") {
    House house;
    app::NewWorkspace again{"Other", "en", "UTC", "Eve", "eve@tea.test", "long enough", false};
    CHECK(reason_of(wait_for(app::set_up(house.app(), again, {}))) == "already_set_up");
}

}  // namespace
}  // namespace parley::house
