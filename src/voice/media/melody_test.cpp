#include "voice/media/melody.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

namespace parley::voice {
namespace {

TEST_CASE("the melody is heard all the time, clips nowhere, and begins again without a jump") {
    const Sound sound = melody();
    CHECK(sound->size() == 32 * sample_rate);
    const auto loudest = [](std::span<const std::int16_t> part) {
        int most = 0;
        for (const std::int16_t sample : part) most = std::max(most, std::abs(int{sample}));
        return most;
    };
    for (std::size_t second = 0; second < 32; ++second) {
        const int most = loudest(std::span(*sound).subspan(second * sample_rate, sample_rate));
        CHECK(most > 1'500);
        CHECK(most < INT16_MAX);
    }
    CHECK(std::abs(sound->front() - sound->back()) < 1'500);
}

}  // namespace
}  // namespace parley::voice
