// Tones of one or two frequencies: what is heard while it rings, and what tests listen for.
#pragma once

#include "voice/media/frame.hpp"

namespace parley::voice {

class Tone {
public:
    // Hz, below half the sample rate; a second of 0 is none. `level`: peak of each, of 32,767.
    Tone(double first, double second, std::int16_t level);

    // 20 ms more, without a seam.
    void next(Frame& to);

private:
    // A sine by recurrence: s[n] = 2 cos(w) s[n-1] - s[n-2].
    struct Sine {
        double factor = 0;
        double last = 0;
        double before = 0;
        double next();
    };
    static Sine sine(double frequency, std::int16_t level);

    Sine first_;
    Sine second_;
};

// How much of a frame's power lies at a frequency, 0 … 1 (Goertzel). Silence has none.
double share_at(double frequency, const std::int16_t* samples, std::size_t count);

}  // namespace parley::voice
