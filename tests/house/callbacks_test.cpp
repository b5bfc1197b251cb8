// Callbacks: asked for, kept in their place, dialled, tried again, given up.
#include "app/callbacks.hpp"

#include <doctest/doctest.h>

#include "app/calls/dialling.hpp"
#include "app/supervision.hpp"
#include "house/phones.hpp"

namespace parley::house {
namespace {

struct Waiting {
    Phones phones;
    House& house = phones.house;
    app::Visitor visitor = house.visitor();
    SessionId session;

    explicit Waiting(int attempts = 2) {
        app::QueuePatch patch;
        patch.callback_attempts_max = attempts;
        patch.callback_retry_seconds = 60;
        expect(
            wait_for(app::update_queue(house.app(), house.administrator, house.queue.id, patch)));
        session = house.say(visitor, "hello")->message.session;
    }

    std::string ask(std::string number = their_number) {
        return reason_of(wait_for(app::request_callback(house.app(), visitor, std::move(number))));
    }
    Result<app::CallAnswer> dial(const app::Staff& agent) {
        app::Dialled dialled;
        dialled.callback = session;
        return wait_for(app::dial(house.app(), phones.line, agent, dialled));
    }
    std::optional<Callback> callback() { return house.stored(session)->callback; }
    // Accepted and dialled; the contact does not answer.
    app::Staff tried() {
        const app::Staff agent = house.accept(session);
        const auto call = expect(dial(agent));
        phones.joins(agent, call->call.id);
        phones.left(call->call.id, 0, LegCause::no_answer);
        return agent;
    }
};

TEST_CASE("who asks for a call keeps the place their waiting has earned") {
    Waiting waiting;
    House& house = waiting.house;
    const Instant entered = house.work_item(waiting.session)->entered_at;
    house.clock.advance(30s);
    const SessionId later = house.say(house.visitor(), "me too")->message.session;
    CHECK(waiting.ask() == "");
    const auto item = house.work_item(waiting.session);
    CHECK(item->entered_at == entered);
    CHECK(item->share == VoiceSettings{}.call_share);
    CHECK(waiting.callback()->number == their_whole_number);
    house.restart();
    house.ready(house.ann);
    CHECK(house.work_item(waiting.session)->state == WorkItemState::offered);
    CHECK(house.work_item(later)->state == WorkItemState::waiting);
}

TEST_CASE("the callback is dialled by who accepts it, in its own session") {
    Waiting waiting;
    House& house = waiting.house;
    CHECK(waiting.ask() == "");
    house.ready(house.ann);
    CHECK(reason_of(waiting.dial(house.ann)) == "no_callback");
    const app::Staff agent = house.accept(waiting.session);
    const auto call = expect(waiting.dial(agent));
    CHECK(call->call.session == waiting.session);
    CHECK(call->call.number == their_whole_number);
    CHECK(waiting.callback()->attempts == 1);
    waiting.phones.joins(agent, call->call.id);
    waiting.phones.joined(call->call.id, 0);
    CHECK(waiting.phones.call(call->call.id).call.state == CallState::talking);
    waiting.phones.left(call->call.id, 0, LegCause::hung_up);
    CHECK(house.stored(waiting.session)->session.close_reason == CloseReason::by_visitor);
}

TEST_CASE("where nobody answers it rests, waits again, and is given up in the end") {
    Waiting waiting;
    House& house = waiting.house;
    CHECK(waiting.ask() == "");
    const Instant entered = house.work_item(waiting.session)->entered_at;
    house.ready(house.ann);
    waiting.tried();
    CHECK(waiting.callback()->state == CallbackState::resting);
    CHECK(house.stored(waiting.session)->session.state == SessionState::queued);
    house.pass(30s);
    CHECK(house.work_item(waiting.session)->state == WorkItemState::waiting);
    house.restart();
    house.ready(house.ann);
    CHECK(house.work_item(waiting.session)->state == WorkItemState::waiting);
    house.pass(30s);
    const auto item = house.work_item(waiting.session);
    CHECK(item->state == WorkItemState::offered);
    CHECK(item->entered_at == entered);

    waiting.tried();
    CHECK(house.stored(waiting.session)->session.close_reason == CloseReason::not_reached);
    const auto events = house.stored_events();
    const auto last =
        std::ranges::find(events.rbegin(), events.rend(), EventType::callback_tried, &Event::type);
    REQUIRE(last != events.rend());
    CHECK(last->detail == "given_up");
}

TEST_CASE("nobody is called back who is not to be, or not at that number") {
    Waiting waiting;
    House& house = waiting.house;
    CHECK(waiting.ask("+1 202 555 0100") == "number_not_allowed");
    CHECK(waiting.ask("call me") == "bad_phone");
    CHECK(waiting.ask() == "");
    CHECK(waiting.ask("13800002222") == "");
    CHECK(waiting.callback()->number == "+8613800002222");
    house.ready(house.ann);
    CHECK(waiting.ask() == "served_already");
    CHECK(reason_of(wait_for(app::request_callback(house.app(), house.bob, waiting.session,
                                                   their_number))) == "served_already");

    Waiting none(0);
    CHECK(none.ask() == "callback_not_offered");
}

TEST_CASE("a resting callback can be ended by its contact, and taken over") {
    Waiting waiting;
    House& house = waiting.house;
    CHECK(waiting.ask() == "");
    house.ready(house.ann);
    waiting.tried();
    expect(wait_for(app::end_session(house.app(), waiting.visitor)));
    CHECK(house.stored(waiting.session)->session.state == SessionState::closed);
    CHECK_FALSE(house.work_item(waiting.session));
    house.pass(60s);
    CHECK(house.stored(waiting.session)->session.state == SessionState::closed);

    Waiting taken;
    CHECK(taken.ask() == "");
    taken.house.ready(taken.house.ann);
    taken.tried();
    expect(
        wait_for(app::take_session(taken.house.app(), taken.house.administrator, taken.session)));
    CHECK(taken.house.stored(taken.session)->session.agent == taken.house.administrator.agent.id);
    CHECK(taken.callback()->state == CallbackState::waiting);
    taken.house.pass(60s);
    CHECK(taken.house.stored(taken.session)->session.state == SessionState::assigned);
}

// A hotline with one place to wait, which is taken.
struct FullHotline {
    Phones phones;
    House& house = phones.house;

    FullHotline(FullTreatment when_full, int attempts, int left_messages_max = 1) {
        app::QueuePatch patch;
        patch.waiting_max = 1;
        patch.when_full = when_full;
        patch.callback_attempts_max = attempts;
        patch.left_messages_max = left_messages_max;
        expect(
            wait_for(app::update_queue(house.app(), house.administrator, house.queue.id, patch)));
        house.ready(house.ann);
        phones.arrives("13800003333");
        house.accept(only_waiting());
        phones.arrives("13800004444");
    }

    SessionId only_waiting() { return waiting().at(0); }
    std::vector<SessionId> waiting() {
        std::vector<SessionId> found;
        for (const Event& event : house.stored_events()) {
            if (event.type != EventType::session_opened) continue;
            const auto item = house.work_item(event.session);
            if (item && item->state != WorkItemState::assigned) found.push_back(event.session);
        }
        return found;
    }
};

TEST_CASE("who calls while the queue is full is told so, and called back in their turn") {
    FullHotline hotline(FullTreatment::call_back, 2);
    House& house = hotline.house;
    hotline.phones.arrives();
    CHECK(reason_of(hotline.phones.opened) == "queue_full");
    auto waiting = hotline.waiting();
    REQUIRE(waiting.size() == 2);
    const SessionId session = waiting.back();
    CHECK(house.stored(session)->callback->number == their_whole_number);
    CHECK_FALSE(house.stored(session)->session.left_message);
    CHECK(house.work_item(session)->share == VoiceSettings{}.call_share);

    // As many beyond the places as messages at most, and none whose number is not told.
    hotline.phones.arrives("13800005555");
    CHECK(reason_of(hotline.phones.opened) == "queue_full");
    hotline.phones.arrives("anonymous");
    CHECK(reason_of(hotline.phones.opened) == "queue_full");
    CHECK(hotline.waiting().size() == 2);

    house.restart();
    REQUIRE(house.work_item(session));
    CHECK(house.work_item(session)->state == WorkItemState::waiting);
}

TEST_CASE("who calls before they are called back waits on the line, where they stand") {
    FullHotline hotline(FullTreatment::call_back, 2);
    House& house = hotline.house;
    hotline.phones.arrives();
    const SessionId session = hotline.waiting().back();
    const Instant entered = house.work_item(session)->entered_at;
    house.clock.advance(30s);
    const CallId call = hotline.phones.arrives();
    REQUIRE(hotline.phones.opened);
    CHECK(hotline.phones.call(call).call.session == session);
    CHECK(house.work_item(session)->entered_at == entered);
    CHECK(house.stored(session)->callback->state == CallbackState::reached);
}

TEST_CASE("a full queue calls nobody back that takes messages only, or that calls nobody") {
    for (const auto& [when_full, attempts] :
         {std::pair{FullTreatment::turn_away, 2}, std::pair{FullTreatment::leave_message, 2},
          std::pair{FullTreatment::call_back, 0}}) {
        FullHotline hotline(when_full, attempts);
        hotline.phones.arrives();
        CHECK(reason_of(hotline.phones.opened) == "queue_full");
        CHECK(hotline.waiting().size() == 1);
    }
}

// A hotline on which the key 1 asks for a call; nobody is there yet.
struct KeyedHotline {
    Phones phones;
    House& house = phones.house;

    explicit KeyedHotline(int attempts = 2) {
        app::QueuePatch patch;
        patch.callback_attempts_max = attempts;
        patch.callback_key = "1";
        expect(
            wait_for(app::update_queue(house.app(), house.administrator, house.queue.id, patch)));
    }
};

TEST_CASE("who waits on the line and presses the key is hung up, and waits on to be called back") {
    KeyedHotline hotline;
    House& house = hotline.house;
    const CallId asked = hotline.phones.arrives();
    const SessionId session = hotline.phones.call(asked).call.session;
    const Instant entered = house.work_item(session)->entered_at;
    house.clock.advance(20s);
    hotline.phones.pressed(asked, "2");
    hotline.phones.pressed(asked, "1", 1);  // Not by the contact.
    CHECK(hotline.phones.call(asked).call.state == CallState::waiting);
    hotline.phones.pressed(asked, "1");
    CHECK(hotline.phones.call(asked).call.state == CallState::ended);
    CHECK(hotline.phones.call(asked).call.cause == LegCause::called_back);
    hotline.phones.left(asked, 0, LegCause::removed);

    CHECK(house.stored(session)->session.state == SessionState::queued);
    CHECK(house.stored(session)->callback->state == CallbackState::waiting);
    CHECK(house.stored(session)->callback->number == their_whole_number);
    CHECK(house.work_item(session)->entered_at == entered);
    house.restart();
    house.ready(house.ann);
    const app::Staff agent = house.accept(session);
    app::Dialled dialled;
    dialled.callback = session;
    const auto call = expect(wait_for(app::dial(house.app(), hotline.phones.line, agent, dialled)));
    CHECK(call->call.number == their_whole_number);
    hotline.phones.joins(agent, call->call.id);
    hotline.phones.joined(call->call.id, 0);
    CHECK(hotline.phones.call(call->call.id).call.state == CallState::talking);
    CHECK(house.stored(session)->session.close_reason == CloseReason::none);
}

TEST_CASE("the key means nothing where nobody can be called back, or where somebody serves them") {
    KeyedHotline none(0);
    const CallId call = none.phones.arrives();
    none.phones.pressed(call, "1");
    CHECK(none.phones.call(call).call.state == CallState::waiting);

    KeyedHotline hotline;
    const CallId withheld = hotline.phones.arrives("anonymous");
    hotline.phones.pressed(withheld, "1");
    CHECK(hotline.phones.call(withheld).call.state == CallState::waiting);
    hotline.phones.left(withheld, 0, LegCause::hung_up);
    const auto [talks, agent] = hotline.phones.talking();
    hotline.phones.pressed(talks, "1");
    CHECK(hotline.phones.call(talks).call.state == CallState::talking);
}

TEST_CASE("a key of a queue is one that telephones have") {
    House house;
    app::QueuePatch patch;
    for (const char* key : {"x", "12", "A", "\xc2\xb1"}) {
        patch.callback_key = key;
        CHECK(reason_of(wait_for(app::update_queue(house.app(), house.administrator, house.queue.id,
                                                   patch))) == "bad_keys");
    }
    for (const char* key : {"*", "0", ""}) {
        patch.callback_key = key;
        CHECK(expect(wait_for(app::update_queue(house.app(), house.administrator, house.queue.id,
                                                patch)))
                  .callback_key == key);
    }
}

}  // namespace
}  // namespace parley::house
