// Keys as tones within the sound (DTMF, ITU-T Q.23 and Q.24), for parties that did not agree on
// telling them apart from it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "voice/media/frame.hpp"

namespace parley::voice {

// The row's frequency and the column's, Hz. Nothing: no key.
std::optional<std::pair<double, double>> tones_of(char key);

// The `frame`th 20 ms of a key's tones, from 0. REQUIRES: it is a key.
Frame key_tone(char key, int frame);

// Finds keys in what a party says, by libspandsp. Ownership: one of a party, on its worker.
class KeyToneReceiver {
public:
    static constexpr int level_min = -45;        // dBm0 of each tone.
    static constexpr int twist_max = 8;          // dB, by which the row's may be louder,
    static constexpr int reverse_twist_max = 6;  // and the column's.

    KeyToneReceiver();
    ~KeyToneReceiver();

    // The keys that were found with this frame: at most one, but for sound from another world.
    std::string hear(const Frame& frame);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace parley::voice
