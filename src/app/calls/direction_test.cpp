#include "app/calls/direction.hpp"

#include <doctest/doctest.h>

#include "codec/json.hpp"

namespace parley::app {
namespace {

const Instant noon = from_ms(1'700'000'000'000);

template <class I>
I id_of(std::uint8_t number) {
    IdBytes bytes{};
    bytes[15] = number;
    return I(bytes);
}

Leg leg(std::uint8_t number, int place, LegKind kind, LegMedium medium, LegState state) {
    Leg made;
    made.id = id_of<LegId>(number);
    made.place = place;
    made.kind = kind;
    made.medium = medium;
    made.state = state;
    return made;
}

Leg contact(LegState state = LegState::joined) {
    return leg(1, contact_place, LegKind::contact, LegMedium::trunk, state);
}
Leg agent(LegState state = LegState::joined) {
    return leg(2, 1, LegKind::agent, LegMedium::browser, state);
}
Leg outside(LegState state = LegState::joined) {
    return leg(3, 2, LegKind::outside, LegMedium::trunk, state);
}

CallView call_of(std::vector<Leg> legs) {
    CallView view;
    view.call.id = id_of<CallId>(9);
    view.call.state = CallState::talking;
    view.call.started_at = noon;
    view.legs = std::move(legs);
    return view;
}

// "0<1 1<0": who hears whom, with m for music, b for a ringing tone, l and r for the recording's
// channels.
std::string heard(const CallView& view) {
    std::string text;
    const auto name = [](std::int64_t place) -> std::string {
        if (place == sound_place) return "m";
        if (place == ringing_place) return "b";
        if (place == recorded_left_place) return "l";
        if (place == recorded_right_place) return "r";
        return std::to_string(place);
    };
    for (const voice::Hearing& one : hearings_of(view))
        text += (text.empty() ? "" : " ") + name(one.listener) + "<" + name(one.source);
    return text;
}

// "set_hearing leave_call": what is said, by its types.
std::string said(const CallView* before, const CallView& now) {
    std::string text;
    const auto commands = direct(
        before, now, [](const Recording&) { return RecordingPlace{"/recordings/one", "00"}; });
    for (const voice::Command& command : commands) {
        std::visit(
            [&](const auto& one) {
                const std::string_view word = std::remove_cvref_t<decltype(one.type)>::word;
                text += (text.empty() ? "" : " ") + std::string(word);
            },
            command);
    }
    return text;
}

TEST_CASE("whoever waits hears music, and is not heard by anybody") {
    CHECK(heard(call_of({contact()})) == "0<m l<0");
    CHECK(plays_music(call_of({contact()})));
}

TEST_CASE("two who talk hear each other, and each has a side of the recording") {
    const CallView view = call_of({contact(), agent()});
    CHECK(heard(view) == "0<1 1<0 l<0 r<1");
    CHECK_FALSE(plays_music(view));
}

TEST_CASE("while the contact is held, the others hear each other, and none of it is recorded") {
    CallView view = call_of({contact(), agent(), outside()});
    view.call.is_held = true;
    CHECK(heard(view) == "0<m 1<2 2<1 l<0");
}

TEST_CASE("who waits for somebody who is rung hears it, while the contact hears music") {
    CallView view = call_of({contact(), agent(), outside(LegState::ringing)});
    CHECK(heard(view) == "0<1 1<0 l<0 r<1");
    const CallView talks = view;
    view.call.is_held = true;
    CHECK(heard(view) == "0<m 1<b l<0");
    CHECK(said(&talks, view) == "play_sound play_sound set_hearing");
    view.legs[2].has_sound = true;
    CHECK(heard(view) == "0<m 1<2 l<0");
    CHECK_FALSE(plays_ringing(view));
}

// A desk phone with two lines: by place 1 with the contact, by place 2 with whom they consult.
CallView consulting(LegState first, LegState second, LegState far) {
    Leg one = leg(2, 1, LegKind::agent, LegMedium::phone, first);
    Leg other = leg(3, 2, LegKind::agent, LegMedium::phone, second);
    one.phone = other.phone = id_of<PhoneId>(7);
    return call_of({contact(), one, other, leg(4, 3, LegKind::outside, LegMedium::trunk, far)});
}

TEST_CASE("by a phone's two lines the agent hears one or the other, who do not hear each other") {
    using enum LegState;
    CHECK(heard(consulting(held, joined, joined)) == "0<m 2<3 3<2 l<0");
    CHECK(heard(consulting(joined, held, joined)) == "0<1 1<0 l<0 r<1");
    CHECK(heard(consulting(held, joined, ringing)) == "0<m 2<b l<0");
    CHECK(heard(consulting(leaving, leaving, joined)) == "0<3 3<0 l<0 r<3");
    CHECK(heard(consulting(left, joined, joined)) == "0<2 0<3 2<0 2<3 3<0 3<2 l<0 r<2 r<3");
}

TEST_CASE("a phone's second line is answered when there is somebody to hear") {
    using enum LegState;
    const CallView rings = consulting(held, joining, ringing);
    CHECK_FALSE(answers_second_line(rings));
    const CallView joins = consulting(held, joining, joined);
    CHECK(answers_second_line(joins));
    CHECK(said(&rings, joins) == "answer_call");
    CHECK(said(&joins, consulting(held, joined, joined)) == "set_hearing");
    CallView sounds = rings;
    sounds.legs[3].has_sound = true;
    CHECK(answers_second_line(sounds));
}

TEST_CASE("who is to be called back hears that it was understood, and is hung up after that") {
    CallView waits = call_of({contact()});
    waits.call.state = CallState::waiting;
    CallView over = waits;
    over.call.state = CallState::ended;
    over.legs[0].state = LegState::left;
    CHECK(said(&waits, over) == "end_call");
    over.call.cause = LegCause::called_back;
    CHECK(said(&waits, over) == "play_sound");
    CHECK(said(&over, over) == "");
    // By their own hand they hear nothing now.
    waits.legs[0].state = LegState::held;
    CHECK(said(&waits, over) == "end_call");
}

TEST_CASE("in a conference everybody hears everybody but themselves") {
    CHECK(heard(call_of({contact(), agent(), outside()})) == "0<1 0<2 1<0 1<2 2<0 2<1 l<0 r<1 r<2");
}

Leg supervisor(Supervision mode, LegState state = LegState::joined) {
    Leg made = leg(5, 4, LegKind::supervisor, LegMedium::browser, state);
    made.supervision = mode;
    return made;
}

TEST_CASE("a supervisor hears all, and is heard by nobody, the agent alone, or all") {
    using enum Supervision;
    const auto with = [](Supervision mode) {
        return heard(call_of({contact(), agent(), supervisor(mode)}));
    };
    CHECK(with(listen) == "0<1 1<0 4<0 4<1 l<0 r<1");
    CHECK(with(whisper) == "0<1 1<0 1<4 4<0 4<1 l<0 r<1");
    CHECK(with(barge) == "0<1 0<4 1<0 1<4 4<0 4<1 l<0 r<1 r<4");
}

TEST_CASE("a whisper is for agents, not for a number outside, and never for a held contact") {
    CallView view = call_of({contact(), agent(), outside(), supervisor(Supervision::whisper)});
    CHECK(heard(view) == "0<1 0<2 1<0 1<2 1<4 2<0 2<1 4<0 4<1 4<2 l<0 r<1 r<2");
    view.call.is_held = true;
    CHECK(heard(view) == "0<m 1<2 1<4 2<1 4<1 4<2 l<0");
    view.legs[3].supervision = Supervision::barge;
    CHECK(heard(view) == "0<m 1<2 1<4 2<1 2<4 4<1 4<2 l<0");
}

TEST_CASE("a supervisor alone is nobody to talk to: the contact hears music") {
    CHECK(heard(call_of({contact(), supervisor(Supervision::barge)})) == "0<4 0<m 4<0 l<0 r<4");
    CHECK(heard(call_of({contact(), supervisor(Supervision::listen)})) == "0<m 4<0 l<0");
    CHECK(
        heard(call_of({contact(), agent(), supervisor(Supervision::listen, LegState::joining)})) ==
        "0<1 1<0 l<0 r<1");
}

TEST_CASE("a supervisor beside a phone's second line is on the contact's") {
    using enum LegState;
    CallView view = consulting(held, joined, joined);
    view.legs.push_back(supervisor(Supervision::listen));
    CHECK(heard(view) == "0<m 2<3 3<2 4<0 l<0");
}

TEST_CASE("who rings is heard only by its own sound, and hears nobody") {
    Leg ringing = contact(LegState::ringing);
    CHECK(heard(call_of({ringing, agent()})) == "1<b l<0");
    CHECK(plays_ringing(call_of({ringing, agent()})));
    ringing.has_sound = true;
    CHECK(heard(call_of({ringing, agent()})) == "1<0 l<0");
}

TEST_CASE("who holds us by their own hand, joins, leaves or has left is not heard") {
    for (const LegState state :
         {LegState::held, LegState::joining, LegState::leaving, LegState::left})
        CHECK(heard(call_of({contact(), agent(state)})) == "0<m l<0");
}

TEST_CASE("a call that arrives is answered, with music") {
    CHECK(said(nullptr, call_of({contact()})) == "answer_call play_sound set_hearing");
}

TEST_CASE("a call that is dialled is opened, and rung from our number") {
    CallView view = call_of({contact(LegState::ringing)});
    view.call.own_number = "+861088886666";
    view.legs[0].number = "+8613800001111";
    const auto commands = direct(nullptr, view, nullptr);
    REQUIRE(commands.size() == 3);
    const auto* dial = std::get_if<voice::DialTrunk>(&commands[1]);
    REQUIRE(dial != nullptr);
    CHECK(dial->number == "+8613800001111");
    CHECK(dial->caller_id == "+861088886666");
}

TEST_CASE("only what changed is said") {
    const CallView waits = call_of({contact()});
    CHECK(said(&waits, waits).empty());
    const CallView joins = call_of({contact(), agent(LegState::joining)});
    CHECK(said(&waits, joins).empty());
    const CallView talks = call_of({contact(), agent()});
    CHECK(said(&joins, talks) == "stop_sound set_hearing");
    const CallView leaves = call_of({contact(), agent(LegState::leaving)});
    CHECK(said(&talks, leaves) == "leave_call play_sound set_hearing");
    CHECK(said(&leaves, leaves).empty());
    const CallView asks = call_of({contact(), agent(), outside(LegState::ringing)});
    CHECK(said(&talks, asks) == "dial_trunk");
}

TEST_CASE("a recording starts, pauses, goes on and stops") {
    const CallView none = call_of({contact(), agent()});
    CallView runs = none;
    runs.recordings.push_back({});
    CHECK(said(&none, runs) == "start_recording");
    CallView paused = runs;
    paused.recordings[0].state = RecordingState::paused;
    CHECK(said(&runs, paused) == "pause_recording");
    CHECK(said(&paused, runs) == "pause_recording");
    CHECK(said(&none, paused) == "start_recording pause_recording");
    CallView kept = runs;
    kept.recordings[0].state = RecordingState::kept;
    CHECK(said(&paused, kept) == "stop_recording");
    CHECK(said(&none, kept).empty());
}

TEST_CASE("a call that ended is ended once, and nothing more is said of it") {
    const CallView talks = call_of({contact(), agent()});
    CallView over = talks;
    over.call.state = CallState::ended;
    CHECK(said(&talks, over) == "end_call");
    CHECK(said(&over, over).empty());
    CHECK(said(nullptr, over) == "end_call");
}

}  // namespace
}  // namespace parley::app
