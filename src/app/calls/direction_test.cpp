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

// "0<1 1<0": who hears whom, with m for music, l and r for the recording's channels.
std::string heard(const CallView& view) {
    std::string text;
    const auto name = [](std::int64_t place) -> std::string {
        if (place == sound_place) return "m";
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
    CHECK(sound_of(call_of({contact()})) == "music");
}

TEST_CASE("two who talk hear each other, and each has a side of the recording") {
    const CallView view = call_of({contact(), agent()});
    CHECK(heard(view) == "0<1 1<0 l<0 r<1");
    CHECK(sound_of(view).empty());
}

TEST_CASE("while the contact is held, the others hear each other, and none of it is recorded") {
    CallView view = call_of({contact(), agent(), outside()});
    view.call.is_held = true;
    CHECK(heard(view) == "0<m 1<2 2<1 l<0");
}

TEST_CASE("in a conference everybody hears everybody but themselves") {
    CHECK(heard(call_of({contact(), agent(), outside()})) == "0<1 0<2 1<0 1<2 2<0 2<1 l<0 r<1 r<2");
}

TEST_CASE("who rings is heard only by its own sound, and hears nobody") {
    Leg ringing = contact(LegState::ringing);
    CHECK(heard(call_of({ringing, agent()})) == "1<m l<0");
    CHECK(sound_of(call_of({ringing, agent()})) == "ringing");
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
