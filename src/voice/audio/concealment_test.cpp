#include "voice/audio/concealment.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "voice/media/tone.hpp"

namespace parley::voice {
namespace {

using Samples = std::vector<std::int16_t>;

Samples wave(double frequency, double level, std::size_t from, std::size_t count) {
    Samples samples;
    for (std::size_t at = from; at < from + count; ++at)
        samples.push_back(static_cast<std::int16_t>(
            level * std::sin(2 * std::numbers::pi * frequency * static_cast<double>(at) / 8'000)));
    return samples;
}

int highest_step(const Samples& samples) {
    int highest = 0;
    for (std::size_t at = 1; at < samples.size(); ++at)
        highest = std::max(highest, std::abs(samples[at] - samples[at - 1]));
    return highest;
}

// 100 ms are heard, so much is lost, 20 ms are heard again; all that comes out.
Samples over_gap(double frequency, std::size_t lost) {
    Concealment concealment;
    Samples all = wave(frequency, 8'000, 0, 800);
    concealment.heard(all);
    for (std::size_t at = 0; at < lost; at += frame_samples) {
        Samples invented(frame_samples);
        concealment.invent(invented);
        all.insert(all.end(), invented.begin(), invented.end());
    }
    Samples again = wave(frequency, 8'000, 800 + lost, 160);
    concealment.heard(again);
    all.insert(all.end(), again.begin(), again.end());
    return all;
}

TEST_CASE("a voice goes on in its pitch, without a seam") {
    for (const double frequency : {80.0, 123.0, 170.0, 199.0, 440.0, 1'000.0}) {
        CAPTURE(frequency);
        const Samples all = over_gap(frequency, 160);
        const int usual = highest_step(wave(frequency, 8'000, 0, 800));
        CHECK(highest_step(all) <= usual * 3 / 2 + 300);
        CHECK(share_at(frequency, &all[800], 160) > 0.8);
    }
}

TEST_CASE("it is as loud as it was at first, then fades, then is silent") {
    const Samples all = over_gap(150, 960);
    auto loudest = [&](std::size_t from) {
        return *std::max_element(all.begin() + static_cast<long>(800 + from),
                                 all.begin() + static_cast<long>(800 + from + 80));
    };
    CHECK(loudest(40) > 7'000);
    CHECK(loudest(320) < 6'500);
    CHECK(loudest(320) > 2'500);
    CHECK(loudest(480) < loudest(320));
    CHECK(loudest(720) == 0);
}

TEST_CASE("hiss goes on as hiss, not as a tone") {
    std::mt19937 random(3);
    std::normal_distribution<double> noise(0, 2'000);
    Samples heard;
    for (int at = 0; at < 800; ++at) heard.push_back(static_cast<std::int16_t>(noise(random)));
    Concealment concealment;
    concealment.heard(heard);
    Samples invented(160);
    concealment.invent(invented);
    double highest = 0;
    for (double frequency = 100; frequency < 3'900; frequency += 25)
        highest = std::max(highest, share_at(frequency, invented.data(), invented.size()));
    CHECK(highest < 0.25);
    double power = 0;
    for (const std::int16_t sample : invented) power += sample * sample;
    CHECK(std::sqrt(power / 160) == doctest::Approx(2'000).epsilon(0.3));
}

TEST_CASE("of nothing nothing is made, whatever the lengths") {
    Concealment concealment;
    for (const std::size_t size : {1UL, 0UL, 7UL, 160UL, 960UL, 3UL}) {
        Samples invented(size, 99);
        concealment.invent(invented);
        for (const std::int16_t sample : invented) CHECK(sample == 0);
    }
    Samples heard = wave(100, 30'000, 0, 5);
    concealment.heard(heard);
    Samples longer = wave(100, 32'767, 0, 960);
    concealment.heard(longer);
    Samples invented(960);
    concealment.invent(invented);
    CHECK(*std::ranges::max_element(invented) > 25'000);
}

}  // namespace
}  // namespace parley::voice
