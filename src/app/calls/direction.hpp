// What the voice process is told so that a call becomes what its rows say: the difference between
// the call as it was last told and as it is now.
//
//     direct(nothing, call)    a call that is new: it is answered or opened, and dialled
//     direct(before, call)     who comes, who goes, who hears whom, what is recorded
//
// Pure. Rows are the truth: whatever a command was lost with (a process, a node) is directed again
// from them. Start with: direction_test.cpp.
#pragma once

#include <functional>
#include <vector>

#include "app/calls/words.hpp"
#include "ports/views.hpp"

namespace parley::app {

struct RecordingPlace {
    std::string file;
    std::string key;  // Hex of 32 bytes.
};

using PlaceOf = std::function<RecordingPlace(const Recording&)>;

// Who hears whom. Places of parties, of music and of the recording's channels: see below.
std::vector<voice::Hearing> hearings_of(const CallView& view);
bool plays_music(const CallView& view);    // To the contact.
bool plays_ringing(const CallView& view);  // To whoever waits for somebody who is rung.

// An agent may have two lines with us by one desk phone: with the contact by the first, with whom
// they consult by the second. Who is on which follows from the order in which they came: the leg at
// this index is the agent's second line, all after it are on that line, too. legs.size(): there is
// none.
std::size_t second_line_of(const CallView& view);
// The phone that called us by its second line has our answer once there is somebody to hear.
bool answers_second_line(const CallView& view);

// Who is to be called back hears that it was understood, where they heard music: the call is over
// with that sound.
bool says_goodbye(const CallView* before, const CallView& now);

std::vector<voice::Command> direct(const CallView* before, const CallView& now,
                                   const PlaceOf& place_of);

// Of a bridge (voice/media/bridge.hpp says the same, and a test compares).
constexpr int contact_place = 0;
constexpr int phone_call_place = 1;  // Of a phone, in a call that it opened.
constexpr int places_max = 8;
constexpr int sound_place = 8;
constexpr int recorded_left_place = 9;    // The contact.
constexpr int recorded_right_place = 10;  // What the contact hears, but for music.
constexpr int ringing_place = 11;

bool is_supervising(const Leg& leg);
bool is_there(const Leg& leg);  // It was not told to leave, and has not left.
bool is_heard(const Leg& leg);  // It joined, and holds nobody.

}  // namespace parley::app
