// Something like speech, for tests: syllables of a voice with a pitch that moves and three formants
// that glide from vowel to vowel, hissing between some of them, and pauses (the source-filter model
// of Fant, 1960). The same seed says the same.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <vector>

#include "voice/media/frame.hpp"

namespace parley::voice::testing {

class Speaker {
public:
    explicit Speaker(unsigned seed) : random_(seed) {}

    std::vector<std::int16_t> say(double seconds) {
        const auto wanted = static_cast<std::size_t>(seconds * sample_rate);
        std::vector<double> sound;
        while (sound.size() < wanted) {
            if (chance(0.3)) hiss(sound, between(0.05, 0.11));
            syllable(sound, between(0.12, 0.28));
            if (chance(0.2)) sound.resize(sound.size() + length(between(0.05, 0.25)));
        }
        sound.resize(wanted);
        double loudest = 1e-9;
        for (const double sample : sound) loudest = std::max(loudest, std::abs(sample));
        std::vector<std::int16_t> samples;
        for (const double sample : sound)
            samples.push_back(static_cast<std::int16_t>(std::lround(sample / loudest * 12'000)));
        return samples;
    }

private:
    using Vowel = std::array<double, 3>;  // Hz of its formants.
    static constexpr std::array<Vowel, 5> vowels = {{{730, 1'090, 2'440},
                                                     {530, 1'840, 2'480},
                                                     {270, 2'290, 3'010},
                                                     {570, 840, 2'410},
                                                     {300, 870, 2'240}}};

    struct Resonance {
        double last = 0;
        double before = 0;
        double pass(double input, double frequency, double width) {
            const double radius = std::exp(-std::numbers::pi * width / sample_rate);
            const double turn = 2 * std::numbers::pi * frequency / sample_rate;
            const double now = input * (1 - radius) + 2 * radius * std::cos(turn) * last -
                               radius * radius * before;
            before = last;
            last = now;
            return now;
        }
    };

    double between(double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random_);
    }
    bool chance(double share) { return between(0, 1) < share; }
    static std::size_t length(double seconds) {
        return static_cast<std::size_t>(seconds * sample_rate);
    }
    // Swells and fades within 30 ms.
    static double swell(std::size_t at, std::size_t count) {
        const auto edge = static_cast<double>(std::min(at, count - at)) / (0.03 * sample_rate);
        return std::min(1.0, edge);
    }

    void hiss(std::vector<double>& to, double seconds) {
        const std::size_t count = length(seconds);
        double before = 0;
        for (std::size_t at = 0; at < count; ++at) {
            const double noise = between(-1, 1);
            to.push_back(0.12 * (noise - before) * swell(at, count));
            before = noise;
        }
    }

    void syllable(std::vector<double>& to, double seconds) {
        const std::size_t count = length(seconds);
        const Vowel target = vowels[random_() % vowels.size()];
        const double pitch_from = between(95, 160);
        const double pitch_to = pitch_from * between(0.8, 1.15);
        const Vowel from = vowel_;
        for (std::size_t at = 0; at < count; ++at) {
            const double share = static_cast<double>(at) / static_cast<double>(count);
            phase_ += (pitch_from + (pitch_to - pitch_from) * share) / sample_rate;
            const bool opens = phase_ >= 1;
            if (opens) phase_ -= 1;
            glottis_ = 0.9 * glottis_ + (opens ? 1 : 0) + between(-0.005, 0.005);
            double sample = 0;
            const double glide = std::min(1.0, share * 2.5);
            for (std::size_t which = 0; which < 3; ++which) {
                const double frequency = from[which] + (target[which] - from[which]) * glide;
                sample += resonances_[which].pass(glottis_, frequency,
                                                  60 + 40 * static_cast<double>(which)) /
                          static_cast<double>(which + 1);
            }
            to.push_back(sample * swell(at, count));
        }
        vowel_ = target;
    }

    std::mt19937 random_;
    Vowel vowel_ = vowels[0];
    std::array<Resonance, 3> resonances_;
    double phase_ = 0;
    double glottis_ = 0;
};

}  // namespace parley::voice::testing
