// Speech over a bad line: what is heard of it by us, and what simpler ways would make of the same
// packets, silence for what is missing or the last frame once more, by score.hpp.
#pragma once

#include <cmath>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "voice/media/audio_stream.hpp"
#include "voice/testing/score.hpp"
#include "voice/testing/speech.hpp"

namespace parley::voice::testing {

using Samples = std::vector<std::int16_t>;
using Packet = std::vector<std::uint8_t>;

constexpr double line_seconds = 10;

struct BadLine {
    double loss = 0;       // Share.
    double jitter_ms = 0;  // Each is held up so long at most.
    double burst = 1;      // Packets lost in a row, on average.
};

// Packets by the tick in which they are there: number and bytes.
using Arrivals = std::multimap<int, std::pair<std::size_t, Packet>>;

inline Arrivals sent_over(const BadLine& line, const Samples& said, VoiceCodec codec) {
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

inline Samples heard_by_us(const Arrivals& arrivals, VoiceCodec codec, int ticks) {
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
inline Samples heard_simply(const Arrivals& arrivals, VoiceCodec codec, int frames, int wait,
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

// dB; 0 is what was said, and what the codec costs without any loss none can get below.
struct Scores {
    double ours = 0;
    double silence = 0;
    double repetition = 0;
    double ideal = 0;  // Without loss.
};

// `simple_wait`: so many frames the simpler ways wait before they play.
inline Scores scores_of(const BadLine& line, VoiceCodec codec, int simple_wait) {
    const Samples said = Speaker(12).say(line_seconds);
    const auto frames = static_cast<int>(said.size() / frame_samples);
    const Arrivals arrivals = sent_over(line, said, codec);
    auto score = [&](const Samples& heard) { return distance(said, heard); };
    return {score(heard_by_us(arrivals, codec, frames + 20)),
            score(heard_simply(arrivals, codec, frames, simple_wait, Filling::silence)),
            score(heard_simply(arrivals, codec, frames, simple_wait, Filling::repetition)),
            score(heard_simply(sent_over({}, said, codec), codec, frames, 0, Filling::silence))};
}

}  // namespace parley::voice::testing
