// What Q.24 asks of a receiver of keys, each condition with every key five times, over the whole
// way: coded, in packets, through the jitter buffer, decoded.
#include "voice/audio/key_tones.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <string>

#include "voice/media/audio_stream.hpp"
#include "voice/testing/speech.hpp"

namespace parley::voice {
namespace {

constexpr std::string_view all_keys = "1234567890*#ABCD";
constexpr int times = 5;
constexpr int wanted = 80;
constexpr int needed = 78;

struct Condition {
    const char* name;
    double row_level = -10;  // dBm0.
    double column_level = -10;
    double duration_ms = 50;
    double pause_ms = 50;
    double noise_level = -99;  // dBm0.
    double row_error = 0;      // Share of its frequency.
    double column_error = 0;
    VoiceCodec codec = VoiceCodec::pcma;
};

// A sine of 0 dBm0 lies 3.17 dB below the loudest (G.711).
double amplitude(double level) { return 32'767 * std::pow(10, (level - 3.17) / 20); }

std::vector<std::int16_t> sound_of(const Condition& condition, std::string& sent) {
    std::mt19937 random(4711);
    std::normal_distribution<double> noise(0, amplitude(condition.noise_level) / std::sqrt(2));
    std::vector<std::int16_t> samples(sample_rate / 4);
    auto add = [&](double length_ms, double first, double second) {
        const auto count = static_cast<std::size_t>(length_ms * sample_rate / 1'000);
        for (std::size_t at = 0; at < count; ++at) {
            const double angle = 2 * std::numbers::pi * static_cast<double>(at) / sample_rate;
            double sample = noise(random);
            if (first > 0)
                sample += amplitude(condition.row_level) * std::sin(angle * first) +
                          amplitude(condition.column_level) * std::sin(angle * second);
            samples.push_back(saturated(static_cast<std::int32_t>(std::lround(sample))));
        }
    };
    for (int time = 0; time < times; ++time) {
        for (const char key : all_keys) {
            const auto tones = *tones_of(key);
            add(condition.duration_ms, tones.first * (1 + condition.row_error),
                tones.second * (1 + condition.column_error));
            // So that keys begin anywhere in a frame.
            add(condition.pause_ms + static_cast<double>(random() % 20), 0, 0);
            sent += key;
        }
    }
    samples.resize((samples.size() + sample_rate / 2) / frame_samples * frame_samples);
    return samples;
}

// What one stream hears of what another says.
std::string keys_heard(const std::vector<std::int16_t>& samples, VoiceCodec codec) {
    const LegFormat format{codec, 8, 0, 0};
    std::string keys;
    AudioStream from(format, 1, [](char) {});
    AudioStream to(format, 2, [&](char key) { keys += key; });
    std::array<std::uint8_t, AudioStream::packet_max> room{};
    for (std::size_t at = 0; at + frame_samples <= samples.size(); at += frame_samples) {
        Frame frame{};
        std::copy_n(samples.begin() + static_cast<long>(at), frame_samples, frame.begin());
        const std::size_t size = from.next(frame, room);
        to.put(*parse_rtp(std::span(room).first(size)), Moment{});
        to.said();
    }
    return keys;
}

// The longest common subsequence: what was heard in its place.
int matches(const std::string& sent, const std::string& heard) {
    std::vector<std::vector<int>> best(sent.size() + 1, std::vector<int>(heard.size() + 1));
    for (std::size_t i = 1; i <= sent.size(); ++i)
        for (std::size_t j = 1; j <= heard.size(); ++j)
            best[i][j] = sent[i - 1] == heard[j - 1] ? best[i - 1][j - 1] + 1
                                                     : std::max(best[i - 1][j], best[i][j - 1]);
    return best[sent.size()][heard.size()];
}

TEST_CASE("keys are found among levels, twist, noise and durations") {
    const Condition conditions[] = {
        {.name = "as usual"},
        {.name = "loud", .row_level = -3, .column_level = -3},
        {.name = "quiet", .row_level = -25, .column_level = -25},
        {.name = "very quiet", .row_level = -36, .column_level = -36},
        {.name = "column 4 dB above", .row_level = -14, .column_level = -10},
        {.name = "row 6 dB above", .row_level = -10, .column_level = -16},
        {.name = "noise 20 dB below", .noise_level = -30},
        {.name = "noise 15 dB below", .noise_level = -25},
        {.name = "short", .duration_ms = 40, .pause_ms = 40},
        {.name = "long", .duration_ms = 400, .pause_ms = 200},
        {.name = "row 1.5 % too high", .row_error = 0.015},
        {.name = "column 1.5 % too low", .column_error = -0.015},
        {.name = "mu-law, quiet and noisy",
         .row_level = -20,
         .column_level = -20,
         .noise_level = -38,
         .codec = VoiceCodec::pcmu},
        {.name = "G.722", .codec = VoiceCodec::g722},
        {.name = "Opus", .duration_ms = 80, .pause_ms = 80, .codec = VoiceCodec::opus},
    };
    for (const Condition& condition : conditions) {
        std::string sent;
        const std::string heard = keys_heard(sound_of(condition, sent), condition.codec);
        REQUIRE(sent.size() == wanted);
        const int found = matches(sent, heard);
        MESSAGE(std::string(condition.name), ": ", found, " of ", wanted);
        CHECK_MESSAGE(found >= needed, std::string(condition.name), ": ", heard);
        CHECK_MESSAGE(heard.size() <= wanted, std::string(condition.name), ": ", heard);
    }
}

TEST_CASE("what is no key is none") {
    for (const Condition& condition :
         {Condition{.name = "3.5 % too high", .row_error = 0.035, .column_error = 0.035},
          Condition{.name = "short as a click", .duration_ms = 15},
          Condition{.name = "column 15 dB above", .row_level = -25, .column_level = -10}}) {
        std::string sent;
        const std::string heard = keys_heard(sound_of(condition, sent), condition.codec);
        CHECK_MESSAGE(heard.size() <= 2, std::string(condition.name), ": ", heard);
    }
}

TEST_CASE("nobody's speech presses keys") {
    for (unsigned seed = 1; seed <= 4; ++seed)
        CHECK(keys_heard(testing::Speaker(seed).say(60), VoiceCodec::pcmu).empty());
}

TEST_CASE("keys that we press are heard as tones where nothing else was agreed on") {
    for (const VoiceCodec codec : {VoiceCodec::pcma, VoiceCodec::pcmu, VoiceCodec::g722}) {
        const LegFormat format{codec, 8, 0, 0};
        std::string keys;
        AudioStream from(format, 1, [](char) {});
        AudioStream to(format, 2, [&](char key) { keys += key; });
        for (const char key : std::string("11") + std::string(all_keys)) from.press(key);
        from.press('x');
        std::array<std::uint8_t, AudioStream::packet_max> room{};
        const auto speech = testing::Speaker(1).say(6);  // It gives way.
        for (std::size_t at = 0; at + frame_samples <= speech.size(); at += frame_samples) {
            Frame frame{};
            std::copy_n(speech.begin() + static_cast<long>(at), frame_samples, frame.begin());
            to.put(*parse_rtp(std::span(room).first(from.next(frame, room))), Moment{});
            to.said();
        }
        CHECK(keys == "11" + std::string(all_keys));
    }
}

TEST_CASE("what is no key has no tones") {
    CHECK_FALSE(tones_of('E'));
    CHECK_FALSE(tones_of('\0'));
    CHECK(tones_of('5') == std::pair(770.0, 1'336.0));
    CHECK(tones_of('D') == std::pair(941.0, 1'633.0));
}

}  // namespace
}  // namespace parley::voice
