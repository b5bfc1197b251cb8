#include "voice/media/tone.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

namespace parley::voice {
namespace {

std::vector<std::int16_t> second_of(Tone tone) {
    std::vector<std::int16_t> samples;
    for (int frame = 0; frame < 50; ++frame) {
        Frame next;
        tone.next(next);
        samples.insert(samples.end(), next.begin(), next.end());
    }
    return samples;
}

TEST_CASE("a tone is where it should be, as loud as it should be, and nowhere else") {
    const auto samples = second_of(Tone(440, 0, 10'000));
    CHECK(share_at(440, samples.data(), samples.size()) > 0.999);
    CHECK(share_at(480, samples.data(), samples.size()) < 0.001);
    CHECK(std::ranges::max(samples) == doctest::Approx(10'000).epsilon(0.001));
    CHECK(samples[0] == 0);
}

TEST_CASE("two tones share the power") {
    const auto samples = second_of(Tone(440, 480, 8'000));
    CHECK(share_at(440, samples.data(), samples.size()) == doctest::Approx(0.5).epsilon(0.01));
    CHECK(share_at(480, samples.data(), samples.size()) == doctest::Approx(0.5).epsilon(0.01));
}

TEST_CASE("silence is at no frequency") {
    CHECK(share_at(440, silence.data(), silence.size()) == 0);
}

}  // namespace
}  // namespace parley::voice
