#include "voice/audio/codec.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <random>

#include "voice/media/tone.hpp"
#include "voice/testing/speech.hpp"

namespace parley::voice {
namespace {

using Samples = std::vector<std::int16_t>;

constexpr std::array all = {VoiceCodec::pcma, VoiceCodec::pcmu, VoiceCodec::g722, VoiceCodec::opus};

double share_of(double frequency, const Samples& samples, std::size_t from) {
    return share_at(frequency, samples.data() + from, samples.size() - from);
}

TEST_CASE("a tone comes through every codec as that tone") {
    for (const VoiceCodec which : all) {
        CAPTURE(terms_of(which).encoding);
        const auto codec = make_codec(which);
        Tone tone(440, 0, 8'000);
        Samples heard;
        Frame frame{};
        std::array<std::uint8_t, Codec::payload_max> payload{};
        for (int count = 0; count < 50; ++count) {
            tone.next(frame);
            const std::size_t size = codec->encode(frame, payload);
            codec->decode(std::span(payload).first(size), heard);
        }
        REQUIRE(heard.size() == 50 * frame_samples);
        CHECK(share_of(440, heard, 1'600) > 0.98);
        // As loud as it was, too.
        double power = 0;
        for (std::size_t at = 1'600; at < heard.size(); ++at) power += heard[at] * heard[at];
        const double level = std::sqrt(2 * power / static_cast<double>(heard.size() - 1'600));
        CHECK(level == doctest::Approx(8'000).epsilon(0.15));
    }
}

TEST_CASE("Opus costs a fraction of the others' bytes") {
    const auto codec = make_codec(VoiceCodec::opus);
    Tone tone(300, 1'100, 4'000);
    Frame frame{};
    std::array<std::uint8_t, Codec::payload_max> payload{};
    std::size_t bytes = 0;
    for (int count = 0; count < 100; ++count) {
        tone.next(frame);
        bytes += codec->encode(frame, payload);
    }
    CHECK(bytes * 8 / 2 <= 28'000);
    CHECK(bytes > 2'000);
}

TEST_CASE("a lost packet is concealed by as much sound") {
    for (const VoiceCodec which : all) {
        CAPTURE(terms_of(which).encoding);
        const auto codec = make_codec(which);
        Tone tone(200, 0, 8'000);
        Samples heard;
        Frame frame{};
        std::array<std::uint8_t, Codec::payload_max> payload{};
        for (int count = 0; count < 50; ++count) {
            tone.next(frame);
            const std::size_t size = codec->encode(frame, payload);
            if (count == 30)
                codec->conceal({}, heard);
            else
                codec->decode(std::span(payload).first(size), heard);
        }
        REQUIRE(heard.size() == 50 * frame_samples);
        const std::size_t lost_at = 30 * frame_samples;
        CHECK(share_at(200, &heard[lost_at], frame_samples) > 0.6);
    }
}

// How far what is heard lies from what was said, of its power; 1 is as silence would be.
double distance(std::span<const std::int16_t> heard, std::span<const std::int16_t> said) {
    double power = 0;
    double error = 0;
    for (std::size_t at = 0; at < said.size(); ++at) {
        power += static_cast<double>(said[at]) * said[at];
        error += std::pow(static_cast<double>(heard[at]) - said[at], 2);
    }
    return error / power;
}

TEST_CASE("Opus hears of a lost packet by the next") {
    const Samples said = testing::Speaker(3).say(8);
    auto heard_with = [&](bool has_loss, bool has_next) {
        const auto codec = make_codec(VoiceCodec::opus);
        codec->expect_loss(20);
        std::vector<std::vector<std::uint8_t>> packets;
        for (std::size_t at = 0; at + frame_samples <= said.size(); at += frame_samples) {
            Frame frame{};
            std::copy_n(said.begin() + static_cast<long>(at), frame_samples, frame.begin());
            std::array<std::uint8_t, Codec::payload_max> payload{};
            const std::size_t size = codec->encode(frame, payload);
            packets.emplace_back(payload.begin(), payload.begin() + static_cast<long>(size));
        }
        Samples heard;
        for (std::size_t at = 0; at < packets.size(); ++at) {
            if (!has_loss || at % 10 != 9)
                codec->decode(packets[at], heard);
            else if (has_next && at + 1 < packets.size())
                codec->conceal(packets[at + 1], heard);
            else
                codec->conceal({}, heard);
        }
        return heard;
    };
    const Samples whole = heard_with(false, false);
    const double by_next = distance(heard_with(true, true), whole);
    const double invented = distance(heard_with(true, false), whole);
    CHECK(by_next < invented / 2);
}

TEST_CASE("whatever a packet holds, bounded sound comes of it") {
    std::mt19937 random(5);
    for (const VoiceCodec which : all) {
        CAPTURE(terms_of(which).encoding);
        const auto codec = make_codec(which);
        Samples heard;
        codec->decode({}, heard);
        CHECK(heard.size() <= Codec::packet_samples_max);
        for (int count = 0; count < 500; ++count) {
            std::vector<std::uint8_t> payload(random() % 1'276);
            for (std::uint8_t& byte : payload) byte = static_cast<std::uint8_t>(random());
            heard.clear();
            if (count % 3 == 0)
                codec->conceal(payload, heard);
            else
                codec->decode(payload, heard);
            CHECK(heard.size() <= Codec::packet_samples_max);
            CHECK_FALSE(heard.empty());
        }
    }
}

}  // namespace
}  // namespace parley::voice
