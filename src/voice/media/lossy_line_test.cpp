// What is heard over a bad line, beside what simpler ways would make of the same packets: silence
// for what is missing, or the last frame once more. 0 dB of distance is what was said; what the
// codec costs without any loss is what none can get below.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <string>

#include "voice/testing/lossy_line.hpp"

namespace parley::voice {
namespace {

using testing::Scores;
using testing::scores_of;

// Shares of what the simpler ways cost beyond the codec.
struct Limits {
    double of_silence = 0;
    double of_repetition = 0;
};

std::string named(const char* codec, double loss) {
    return fmt::format("{}, {} % lost", codec, std::lround(100 * loss));
}

void judge(const std::string& name, const Scores& scores, const Limits& limits) {
    MESSAGE(name, ": ours ", scores.ours, " dB, silence ", scores.silence, ", repetition ",
            scores.repetition, ", no loss ", scores.ideal);
    const double ours = scores.ours - scores.ideal;
    CHECK(ours >= -0.01);  // Else the score says nothing.
    CHECK(ours <= limits.of_silence * (scores.silence - scores.ideal));
    CHECK(ours <= limits.of_repetition * (scores.repetition - scores.ideal));
}

TEST_CASE("lost packets are hardly missed") {
    for (const double loss : {0.01, 0.03, 0.05, 0.1}) {
        judge(named("PCMA", loss), scores_of({loss, 0, 1}, VoiceCodec::pcma, 0), {0.6, 0.6});
        judge(named("G.722", loss), scores_of({loss, 0, 1}, VoiceCodec::g722, 0), {0.7, 0.85});
        judge(named("Opus", loss), scores_of({loss, 0, 1}, VoiceCodec::opus, 0), {0.5, 0.65});
    }
}

// Where several are missing in a row the sound fades, as it should; a frame that is repeated goes
// on as loud as it was, which this score likes better than ears do.
TEST_CASE("bursts of loss are better than silence") {
    for (const double loss : {0.03, 0.1}) {
        judge(named("PCMA in bursts", loss), scores_of({loss, 0, 2.5}, VoiceCodec::pcma, 0),
              {0.45, 0.85});
        judge(named("Opus in bursts", loss), scores_of({loss, 0, 2.5}, VoiceCodec::opus, 0),
              {0.55, 1.0});
    }
}

TEST_CASE("80 ms of jitter are hardly heard, with loss or without") {
    for (const double loss : {0.0, 0.01, 0.03, 0.05, 0.1}) {
        // Beside a buffer that waits 40 ms and no longer,
        judge(named("80 ms, beside a short wait", loss),
              scores_of({loss, 80, 1}, VoiceCodec::pcma, 2), {0.1, 0.15});
        if (loss == 0) continue;
        // and one that was told how long it must.
        const Limits few{0.8, 0.8};
        const Limits many{0.75, 0.75};
        judge(named("80 ms, beside the right wait", loss),
              scores_of({loss, 80, 1}, VoiceCodec::pcma, 4), loss < 0.05 ? few : many);
        judge(named("80 ms, Opus, beside the right wait", loss),
              scores_of({loss, 80, 1}, VoiceCodec::opus, 4), {0.7, 0.9});
    }
    const Scores without_loss = scores_of({0, 80, 1}, VoiceCodec::pcma, 4);
    CHECK(without_loss.ours - without_loss.ideal < 0.1);
}

}  // namespace
}  // namespace parley::voice
