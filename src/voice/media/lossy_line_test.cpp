// What is heard over a bad line, beside what simpler ways would make of the same packets: silence
// for what is missing, or the last frame once more. 0 dB of distance is what was said; what the
// codec costs without any loss is what none can get below.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>

#include "voice/media/audio_stream.hpp"
#include "voice/testing/score.hpp"
#include "voice/testing/speech.hpp"

namespace parley::voice {
namespace {

using Samples = std::vector<std::int16_t>;
using Packet = std::vector<std::uint8_t>;

constexpr double seconds = 10;

struct Line {
    double loss = 0;       // Share.
    double jitter_ms = 0;  // Each is held up so long at most.
    double burst = 1;      // Packets lost in a row, on average.
};

// Packets by the tick in which they are there: number and bytes.
using Arrivals = std::multimap<int, std::pair<std::size_t, Packet>>;

Arrivals sent_over(const Line& line, const Samples& said, VoiceCodec codec) {
    std::mt19937 random(99);
    std::uniform_real_distribution<double> unit(0, 1);
    AudioStream from({codec, 8, 0, 0}, 1, [](char) {});
    std::array<std::uint8_t, AudioStream::packet_max> room{};
    Arrivals arrivals;
    bool is_losing = false;
    const double end_of_burst = 1 / line.burst;
    const double begin_of_burst = line.loss * end_of_burst / (1 - line.loss);
    for (std::size_t at = 0; at + frame_samples <= said.size(); at += frame_samples) {
        Frame frame{};
        std::copy_n(said.begin() + static_cast<long>(at), frame_samples, frame.begin());
        const std::size_t size = from.next(frame, room);
        is_losing = unit(random) < (is_losing ? 1 - end_of_burst : begin_of_burst);
        const std::size_t number = at / frame_samples;
        const auto tick = static_cast<int>(number) +
                          static_cast<int>(std::ceil(unit(random) * line.jitter_ms / 20));
        if (!is_losing)
            arrivals.emplace(
                tick,
                std::pair(number, Packet(room.begin(), room.begin() + static_cast<long>(size))));
    }
    return arrivals;
}

Samples heard_by_us(const Arrivals& arrivals, VoiceCodec codec, int ticks) {
    AudioStream to({codec, 8, 0, 0}, 2, [](char) {});
    Samples heard;
    for (int tick = 0; tick < ticks; ++tick) {
        const auto [from, until] = arrivals.equal_range(tick);
        for (auto at = from; at != until; ++at) to.put(*parse_rtp(at->second.second), Moment{});
        if (const Frame* said = to.said()) heard.insert(heard.end(), said->begin(), said->end());
    }
    return heard;
}

enum class Filling { silence, repetition };

// A buffer of a fixed wait, which fills simply.
Samples heard_simply(const Arrivals& arrivals, VoiceCodec codec, int frames, int wait,
                     Filling filling) {
    std::map<std::size_t, Packet> there;
    const auto decoder = make_codec(codec);
    Samples heard;
    Samples frame(frame_samples);
    for (int tick = 0; tick < frames + wait; ++tick) {
        const auto [from, until] = arrivals.equal_range(tick);
        for (auto at = from; at != until; ++at) there.insert(at->second);
        if (tick < wait) continue;
        const auto packet = there.find(static_cast<std::size_t>(tick - wait));
        if (packet != there.end()) {
            frame.clear();
            decoder->decode(parse_rtp(packet->second)->payload, frame);
        } else if (filling == Filling::silence) {
            frame.assign(frame_samples, 0);
        }
        heard.insert(heard.end(), frame.begin(), frame.end());
    }
    return heard;
}

struct Scores {
    double ours = 0;
    double silence = 0;
    double repetition = 0;
    double ideal = 0;
};

Scores scores_of(const Line& line, VoiceCodec codec, int simple_wait) {
    const Samples said = testing::Speaker(12).say(seconds);
    const auto frames = static_cast<int>(said.size() / frame_samples);
    const Arrivals arrivals = sent_over(line, said, codec);
    auto score = [&](const Samples& heard) { return testing::distance(said, heard); };
    return {score(heard_by_us(arrivals, codec, frames + 20)),
            score(heard_simply(arrivals, codec, frames, simple_wait, Filling::silence)),
            score(heard_simply(arrivals, codec, frames, simple_wait, Filling::repetition)),
            score(heard_simply(sent_over({}, said, codec), codec, frames, 0, Filling::silence))};
}

// Shares of what the simpler ways cost beyond the codec.
struct Limits {
    double of_silence = 0;
    double of_repetition = 0;
};

void judge(const std::string& name, const Scores& scores, const Limits& limits) {
    INFO(name, ": ours ", scores.ours, ", silence ", scores.silence, ", repetition ",
         scores.repetition, ", no loss ", scores.ideal);
    const double ours = scores.ours - scores.ideal;
    CHECK(ours >= -0.01);  // Else the score says nothing.
    CHECK(ours <= limits.of_silence * (scores.silence - scores.ideal));
    CHECK(ours <= limits.of_repetition * (scores.repetition - scores.ideal));
}

TEST_CASE("lost packets are hardly missed") {
    for (const double loss : {0.01, 0.03, 0.05, 0.1}) {
        judge("PCMA", scores_of({loss, 0, 1}, VoiceCodec::pcma, 0), {0.6, 0.6});
        judge("G.722", scores_of({loss, 0, 1}, VoiceCodec::g722, 0), {0.7, 0.85});
        judge("Opus", scores_of({loss, 0, 1}, VoiceCodec::opus, 0), {0.5, 0.65});
    }
}

// Where several are missing in a row the sound fades, as it should; a frame that is repeated goes
// on as loud as it was, which this score likes better than ears do.
TEST_CASE("bursts of loss are better than silence") {
    for (const double loss : {0.03, 0.1}) {
        judge("PCMA", scores_of({loss, 0, 2.5}, VoiceCodec::pcma, 0), {0.45, 0.85});
        judge("Opus", scores_of({loss, 0, 2.5}, VoiceCodec::opus, 0), {0.55, 1.0});
    }
}

TEST_CASE("80 ms of jitter are hardly heard, with loss or without") {
    for (const double loss : {0.0, 0.01, 0.03, 0.05, 0.1}) {
        // Beside a buffer that waits 40 ms and no longer,
        judge("short wait", scores_of({loss, 80, 1}, VoiceCodec::pcma, 2), {0.1, 0.15});
        if (loss < 0.05) continue;
        // and one that was told how long it must.
        judge("right wait", scores_of({loss, 80, 1}, VoiceCodec::pcma, 4), {0.75, 0.75});
    }
    const Scores without_loss = scores_of({0, 80, 1}, VoiceCodec::pcma, 4);
    CHECK(without_loss.ours - without_loss.ideal < 0.1);
}

}  // namespace
}  // namespace parley::voice
