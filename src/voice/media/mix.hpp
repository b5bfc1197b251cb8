// Who hears whom: one mix for each listener, from every source, by a matrix of gains.
//
//     heard[listener] = sum over sources of gain(listener, source) * frame[source], clipped
//
// Parties of a call are listeners and sources at once; prompts and music are sources only, a
// recording's channels are listeners only. Monitoring, whispering, barging in, holding, consulting
// and conferences are matrices, nothing else.
//
// Ownership: one of a call, on its worker. Bounds: `places_max` places.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "voice/media/frame.hpp"

namespace parley::voice {

class Mix {
public:
    static constexpr std::size_t places_max = 16;
    static constexpr int unity = 256;  // A gain of 1.

    // 0 … 4 * unity. REQUIRES: both below places_max.
    void set_gain(std::size_t listener, std::size_t source, int gain);
    int gain(std::size_t listener, std::size_t source) const { return gains_[listener][source]; }
    // Neither heard nor hearing.
    void clear(std::size_t place);

    // A null source is silent. False: nothing is heard, and `to` is left silent.
    bool mix(std::size_t listener, std::span<const Frame* const> sources, Frame& to) const;

private:
    std::array<std::array<std::int16_t, places_max>, places_max> gains_{};
};

}  // namespace parley::voice
