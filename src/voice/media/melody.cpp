#include "voice/media/melody.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace parley::voice {
namespace {

constexpr double beat_seconds = 0.5;
constexpr double fades_in_seconds = 1.6;  // To a third.
constexpr double level = 5'200;
// Semitones above A3, a broken chord a bar: Am, F, C, G, Am, F, G, C; eight quavers each.
constexpr std::array chords = {
    std::array{0, 7, 12, 15},  std::array{-4, 3, 8, 12}, std::array{3, 10, 15, 19},
    std::array{-2, 5, 10, 14}, std::array{0, 7, 12, 15}, std::array{-4, 3, 8, 12},
    std::array{-2, 5, 10, 14}, std::array{3, 7, 10, 15},
};
constexpr std::array order = {0, 1, 2, 3, 2, 1, 2, 1};

double frequency(int semitones) { return 220.0 * std::pow(2.0, semitones / 12.0); }

// A string that is plucked: the second and third partials fade faster.
double pluck(double hertz, double seconds) {
    const double turn = 2 * std::numbers::pi * hertz * seconds;
    const double fading = std::exp(-seconds / fades_in_seconds);
    return fading * (std::sin(turn) + 0.4 * fading * std::sin(2 * turn) +
                     0.2 * fading * fading * std::sin(3 * turn));
}

}  // namespace

Sound melody() {
    constexpr std::size_t notes = chords.size() * order.size();
    const auto note_samples = static_cast<std::size_t>(beat_seconds * sample_rate);
    const std::size_t samples = notes * note_samples;
    std::vector<double> sum(samples, 0.0);
    for (std::size_t note = 0; note < notes; ++note) {
        const auto& chord = chords[note / order.size()];
        const double hertz = frequency(chord[order[note % order.size()]]);
        // What rings on past the end is heard at the beginning.
        for (std::size_t at = 0; at < 6 * note_samples; ++at) {
            const double seconds = static_cast<double>(at) / sample_rate;
            sum[(note * note_samples + at) % samples] += pluck(hertz, seconds);
        }
    }
    auto made = std::make_shared<std::vector<std::int16_t>>();
    made->reserve(samples);
    for (const double sample : sum)
        made->push_back(saturated(static_cast<std::int32_t>(level * sample / 2)));
    return made;
}

}  // namespace parley::voice
