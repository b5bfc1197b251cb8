// Calls on the floor, by the real core on a real store. What a voice process would tell is told
// here by hand; what it would be asked is in the calls' rows (app/calls/direction_test.cpp).
#include "app/calls/dialling.hpp"
#include "house/phones.hpp"

namespace parley::house {
namespace {

app::Dialled to(std::string number) {
    app::Dialled dialled;
    dialled.number = std::move(number);
    return dialled;
}

int count(const std::vector<Event>& events, EventType type) {
    return static_cast<int>(std::ranges::count(events, type, &Event::type));
}

TEST_CASE("a call is a session in its number's queue, offered, answered, recorded and ended") {
    Phones phones;
    House& house = phones.house;
    house.ready(house.ann);
    const CallId id = phones.arrives();
    REQUIRE(phones.opened);
    CallView view = phones.call(id);
    CHECK(view.call.state == CallState::waiting);
    CHECK(view.call.number == their_whole_number);
    const app::Staff agent = house.accept(view.call.session);
    CHECK(reason_of(wait_for(app::join_call(house.app(), phones.line, house.bob, id, "offer"))) ==
          "permission_missing");
    phones.joins(agent, id);
    view = phones.call(id);
    CHECK(view.call.state == CallState::talking);
    CHECK(phones.leg_at(view, 1).joined_at != Instant{});
    REQUIRE(view.recordings.size() == 1);
    CHECK(view.recordings[0].state == RecordingState::running);

    house.clock.advance(10s);
    phones.left(id, 0, LegCause::hung_up);
    view = phones.call(id);
    CHECK(view.call.state == CallState::ended);
    CHECK(view.call.cause == LegCause::hung_up);
    CHECK(view.recordings[0].state == RecordingState::kept);
    CHECK(phones.leg_at(view, 0).mos_percent == 430);
    const auto session = house.stored(view.call.session);
    REQUIRE(session);
    CHECK(session->session.state == SessionState::closed);
    CHECK(session->session.close_reason == CloseReason::by_visitor);
    CHECK(house.owner().workspace() == phones.workspace());
    CHECK(count(house.stored_events(), EventType::call_ended) == 1);
}

TEST_CASE("the number finds the contact again, also one who only wrote it in a chat") {
    Phones phones;
    House& house = phones.house;
    app::NewVisitor asserted;
    asserted.name = "Wang";
    asserted.phone = "138 0000 1111";
    asserted.locale = "en";
    const auto credential =
        expect(wait_for(app::create_visitor(house.app(), house.inbox.public_key, asserted)));
    const auto visitor = expect(
        wait_for(app::authenticate_visitor(house.app(), credential.visitor_id, credential.secret)));
    const CallId id = phones.arrives();
    CHECK(phones.call(id).call.contact == visitor.contact);
    const auto identities =
        house.app()
            .store.repository(phones.workspace())
            ->identities(IdentityKind::phone, their_whole_number, phones.inbox.id);
    REQUIRE(identities.size() == 2);
    CHECK_FALSE(identities[0].verified);

    // The same number while they are on the line is somebody else.
    const CallId other = phones.arrives();
    REQUIRE(phones.opened);
    CHECK(phones.call(other).call.contact != visitor.contact);
    phones.left(id, 0, LegCause::hung_up);
    CHECK(phones.call(phones.arrives()).call.contact == visitor.contact);
}

TEST_CASE(
    "withheld numbers are contacts of their own; unknown numbers and full lines are refused") {
    Phones phones;
    const CallId one = phones.arrives("anonymous");
    const CallId two = phones.arrives("");
    CHECK(phones.call(one).call.number.empty());
    CHECK(phones.call(one).call.contact != phones.call(two).call.contact);
    phones.arrives(their_number, "4000000000");
    CHECK(reason_of(phones.opened) == "number_unknown");
    app::VoiceSettingsPatch few;
    few.calls_max = 2;
    expect(
        wait_for(app::update_voice_settings(phones.house.app(), phones.house.administrator, few)));
    phones.arrives();
    CHECK(reason_of(phones.opened) == "too_many_calls");
}

TEST_CASE("closing the session ends the call, and hanging up closes the session") {
    Phones phones;
    auto [id, agent] = phones.talking();
    expect(wait_for(app::close_session(phones.house.app(), agent, phones.call(id).call.session,
                                       app::Ending{"", true, {}})));
    CHECK(phones.call(id).call.state == CallState::ended);

    const CallId next = phones.arrives();
    const app::Staff again = phones.house.accept(phones.call(next).call.session);
    phones.joins(again, next);
    expect(wait_for(app::hang_up(phones.house.app(), again, next)));
    const auto session = phones.house.stored(phones.call(next).call.session);
    CHECK(session->session.close_reason == CloseReason::by_agent);
    CHECK(reason_of(wait_for(app::hold_call(phones.house.app(), again, next, true))) ==
          "call_ended");
}

TEST_CASE("who gives up in the queue has abandoned it") {
    Phones phones;
    const CallId id = phones.arrives();
    phones.left(id, 0, LegCause::hung_up);
    const auto session = phones.house.stored(phones.call(id).call.session);
    CHECK(session->session.close_reason == CloseReason::abandoned);
    CHECK(phones.call(id).recordings.empty());
}

TEST_CASE("a colleague is consulted and takes the call over") {
    Phones phones;
    auto [id, agent] = phones.talking();
    House& house = phones.house;
    const app::Staff other = agent.agent.id == house.ann.agent.id ? house.bob : house.ann;
    CHECK(reason_of(wait_for(app::consult(house.app(), agent, id, {other.agent.id, {}, {}}))) ==
          "agent_away");
    house.ready(other);
    expect(wait_for(app::consult(house.app(), agent, id, {other.agent.id, {}, {}})));
    CHECK(phones.call(id).call.state == CallState::held);
    CHECK(reason_of(wait_for(app::transfer_call(house.app(), agent, id, {}))) ==
          "nobody_consulted");
    phones.joins(other, id);
    expect(wait_for(app::join_parties(house.app(), agent, id)));
    CHECK(phones.call(id).call.state == CallState::talking);
    expect(wait_for(app::transfer_call(house.app(), agent, id, {})));

    const CallView view = phones.call(id);
    CHECK(view.call.state == CallState::talking);
    CHECK(house.stored(view.call.session)->session.agent == other.agent.id);
    const auto own = std::ranges::find(view.legs, agent.agent.id, &Leg::agent);
    CHECK(own->state == LegState::leaving);
    CHECK(view.recordings.size() == 1);
    CHECK(reason_of(wait_for(app::hold_call(house.app(), agent, id, true))) ==
          "permission_missing");
}

TEST_CASE("a colleague who does not answer, or declines, leaves the call as it was") {
    Phones phones;
    auto [id, agent] = phones.talking();
    House& house = phones.house;
    const app::Staff other = agent.agent.id == house.ann.agent.id ? house.bob : house.ann;
    house.ready(other);
    expect(wait_for(app::consult(house.app(), agent, id, {other.agent.id, {}, {}})));
    house.pass(31s);
    CHECK(phones.leg_at(phones.call(id), 2).cause == LegCause::no_answer);
    expect(wait_for(app::consult(house.app(), agent, id, {other.agent.id, {}, {}})));
    const LegId asked = phones.leg_at(phones.call(id), 2).id;
    expect(wait_for(app::drop_leg(house.app(), other, id, asked)));
    CHECK(phones.leg_at(phones.call(id), 2).cause == LegCause::refused);
    expect(wait_for(app::hold_call(house.app(), agent, id, false)));
    CHECK(phones.call(id).call.state == CallState::talking);
}

TEST_CASE("handed on to a number, the call outlives its session; if nobody answers it comes back") {
    Phones phones;
    auto [id, agent] = phones.talking();
    House& house = phones.house;
    const app::CallTarget outside{{}, {}, "13900002222"};
    CHECK(reason_of(wait_for(app::transfer_call(
              house.app(), agent, id, {{}, {}, "+4915100000000"}))) == "number_not_allowed");
    expect(wait_for(app::transfer_call(house.app(), agent, id, outside)));
    CHECK(phones.leg_at(phones.call(id), 2).number == "+8613900002222");
    phones.left(id, 1, LegCause::removed);
    phones.left(id, 2, LegCause::busy);
    CallView view = phones.call(id);
    CHECK_FALSE(view.call.is_handed_on);
    CHECK(view.call.state == CallState::held);
    CHECK(house.stored(view.call.session)->session.state == SessionState::assigned);

    phones.joins(agent, id);
    expect(wait_for(app::transfer_call(house.app(), agent, id, outside)));
    view = phones.call(id);
    phones.joined(id, view.legs.back().place);
    view = phones.call(id);
    CHECK(view.call.state == CallState::talking);
    CHECK(house.stored(view.call.session)->session.state == SessionState::closed);
    phones.left(id, 0, LegCause::hung_up);
    CHECK(phones.call(id).call.state == CallState::ended);
}

TEST_CASE("an agent whose line breaks joins again; one who does not loses the call to the queue") {
    Phones phones;
    auto [id, agent] = phones.talking();
    House& house = phones.house;
    phones.left(id, 1, LegCause::dead_line);
    CHECK(phones.call(id).call.state == CallState::held);
    phones.joins(agent, id);
    CHECK(phones.call(id).call.state == CallState::talking);
    phones.left(id, phones.line.last_place, LegCause::dead_line);
    house.pass(31s);
    const auto session = house.stored(phones.call(id).call.session);
    CHECK(session->session.state != SessionState::assigned);
    CHECK(phones.call(id).call.state == CallState::held);
}

TEST_CASE("a line that fails is tried on the number's next trunk, a busy one is not") {
    Phones phones;
    House& house = phones.house;
    house.ready(house.ann);
    const auto dialled =
        expect(wait_for(app::dial(house.app(), phones.line, house.ann, to(their_number))));
    const CallId id = dialled->call.id;
    CHECK(dialled->call.state == CallState::dialling);
    CHECK(dialled->legs[0].trunk == phones.trunk.id);
    CHECK(house.stored(dialled->call.session)->session.agent == house.ann.agent.id);
    phones.left(id, 0, LegCause::unreachable);
    CHECK(phones.leg_at(phones.call(id), 0).trunk == phones.second.id);
    phones.left(id, 0, LegCause::busy);
    CHECK(phones.call(id).call.state == CallState::ended);
    CHECK(phones.call(id).call.cause == LegCause::busy);
    CHECK(house.stored(dialled->call.session)->session.state == SessionState::closed);
}

TEST_CASE("what is dialled is allowed, and within what the agent may use") {
    Phones phones;
    House& house = phones.house;
    const auto dial = [&](app::Dialled to) {
        return reason_of(wait_for(app::dial(house.app(), phones.line, house.ann, std::move(to))));
    };
    CHECK(dial(to("+4915100000000")) == "number_not_allowed");
    CHECK(dial(to("110")) == "bad_phone");
    CHECK(dial({}) == "missing_field");
    phones.line.up = false;
    CHECK(dial(to(their_number)) == "voice_unavailable");
    phones.line.up = true;
    CHECK(dial(to(their_number)) == "");
    CHECK(dial(to("13900002222")) == "agent_busy");
    CHECK(dial(to(their_number)) == "served_already");
    app::VoiceSettingsPatch few;
    few.agent_calls_max = 1;
    expect(wait_for(app::update_voice_settings(house.app(), house.administrator, few)));
    CHECK(dial(to("13900002222")) == "too_many_calls");
}

TEST_CASE("a voice process that died takes its calls along, over a restart too") {
    Phones phones;
    auto [id, agent] = phones.talking();
    House& house = phones.house;
    house.restart();
    CHECK(phones.call(id).call.state == CallState::talking);
    const auto unsettled = [&house] {
        return house.app().store.directory()->unsettled_calls("here");
    };
    const auto open = unsettled();
    REQUIRE(open.size() == 1);
    CHECK(open[0].call == id);
    Phones::wait_for_nothing(app::report_lost(house.app(), phones.workspace(), id));
    CHECK(phones.call(id).call.cause == LegCause::lost);
    CHECK(house.stored(phones.call(id).call.session)->session.state == SessionState::closed);

    // Somebody has to look what is in its recording: here, nothing.
    REQUIRE(unsettled().size() == 1);
    voice::RecordingEnded ended;
    ended.call = id;
    ended.recording = phones.call(id).recordings[0].id;
    Phones::wait_for_nothing(app::report(house.app(), phones.workspace(), ended));
    CHECK(phones.call(id).recordings[0].state == RecordingState::deleted);
    CHECK(unsettled().empty());
}

TEST_CASE("a desk phone rings with the offer, and picking it up accepts") {
    Phones phones;
    House& house = phones.house;
    app::PhonePatch desk;
    desk.name = "desk";
    desk.agent = house.ann.agent.id;
    const auto made = expect(wait_for(app::create_phone(house.app(), house.administrator, desk)));
    CHECK(made.password.size() >= 20);
    house.ready(house.ann);
    const CallId id = phones.arrives();
    CallView view = phones.call(id);
    REQUIRE(view.legs.size() == 2);
    CHECK(view.legs[1].phone == made.phone.id);
    CHECK(view.legs[1].state == LegState::ringing);
    phones.joined(id, 1);
    view = phones.call(id);
    CHECK(view.call.state == CallState::talking);
    CHECK(house.stored(view.call.session)->session.state == SessionState::assigned);
    phones.left(id, 1, LegCause::hung_up);
    CHECK(phones.call(id).call.state == CallState::ended);

    // Declined at the desk, it stops ringing.
    const CallId next = phones.arrives();
    const SessionId session = phones.call(next).call.session;
    const auto item = house.work_item(session);
    REQUIRE(item);
    expect(wait_for(app::decline_offer(house.app(), house.ann, session, item->offer)));
    CHECK(phones.leg_at(phones.call(next), 1).state == LegState::leaving);
}

TEST_CASE("keys go to the contact, or to whom one consults while they are held") {
    Phones phones;
    auto [id, agent] = phones.talking();
    House& house = phones.house;
    expect(wait_for(app::press_keys(house.app(), phones.line, agent, id, "12#")));
    CHECK(phones.line.pressed == "0:12#");
    CHECK(reason_of(wait_for(app::press_keys(house.app(), phones.line, agent, id, "1x"))) ==
          "bad_keys");
    expect(wait_for(app::consult(house.app(), agent, id, {{}, {}, "13900002222"})));
    phones.joined(id, 2);
    expect(wait_for(app::press_keys(house.app(), phones.line, agent, id, "9")));
    CHECK(phones.line.pressed == "2:9");
}

TEST_CASE("a recording is paused, heard by permission with a line in the spine, and deleted") {
    Phones phones;
    auto [id, agent] = phones.talking();
    House& house = phones.house;
    expect(wait_for(app::pause_recording(house.app(), agent, id, true)));
    CHECK(phones.call(id).recordings[0].state == RecordingState::paused);
    const RecordingId recording = phones.call(id).recordings[0].id;
    CHECK(reason_of(wait_for(app::play_recording(house.app(), house.administrator, recording))) ==
          "recording_not_ended");
    phones.left(id, 0, LegCause::hung_up);
    voice::RecordingEnded ended;
    ended.call = id;
    ended.recording = recording;
    ended.duration_ms = 4'200;
    ended.bytes = 67'232;
    Phones::wait_for_nothing(app::report(house.app(), phones.workspace(), ended));
    CHECK(phones.call(id).recordings[0].duration_ms == 4'200);

    CHECK(reason_of(wait_for(app::play_recording(house.app(), agent, recording))) ==
          "permission_missing");
    expect(wait_for(app::play_recording(house.app(), house.administrator, recording)));
    CHECK(count(house.stored_events(), EventType::recording_played) == 1);
    house.clock.advance(std::chrono::hours(24 * 91));
    auto sweep = [](app::App& app, WorkspaceId workspace) -> Task<Result<>> {
        co_await app::delete_due_recordings(app, workspace, "/nowhere");
        co_return Result<>{};
    };
    wait_for(sweep(house.app(), phones.workspace()));
    CHECK(phones.call(id).recordings[0].state == RecordingState::deleted);
    CHECK(reason_of(wait_for(app::play_recording(house.app(), house.administrator, recording))) ==
          "recording_not_found");
}

}  // namespace
}  // namespace parley::house
