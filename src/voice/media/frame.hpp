// Sound as it is mixed: 20 ms of samples, 16 bits each, one channel.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

namespace parley::voice {

constexpr int sample_rate = 8'000;  // A second.
constexpr std::chrono::milliseconds tick{20};
constexpr std::uint32_t ticks_a_second = 50;
constexpr std::size_t frame_samples = 160;

using Frame = std::array<std::int16_t, frame_samples>;
constexpr Frame silence{};

// What does not fit 16 bits is clipped.
constexpr std::int16_t saturated(std::int32_t sample) {
    if (sample > INT16_MAX) return INT16_MAX;
    if (sample < INT16_MIN) return INT16_MIN;
    return static_cast<std::int16_t>(sample);
}

}  // namespace parley::voice
