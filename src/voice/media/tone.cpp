#include "voice/media/tone.hpp"

#include <cmath>
#include <numbers>

namespace parley::voice {
namespace {

double angle_of(double frequency) { return 2 * std::numbers::pi * frequency / sample_rate; }

}  // namespace

Tone::Sine Tone::sine(double frequency, std::int16_t level) {
    if (frequency == 0) return {};
    const double angle = angle_of(frequency);
    return {2 * std::cos(angle), -level * std::sin(angle), -level * std::sin(2 * angle)};
}

double Tone::Sine::next() {
    const double now = factor * last - before;
    before = last;
    last = now;
    return now;
}

Tone::Tone(double first, double second, std::int16_t level)
    : first_(sine(first, level)), second_(sine(second, level)) {}

void Tone::next(Frame& to) {
    for (std::int16_t& sample : to)
        sample = saturated(static_cast<std::int32_t>(std::lround(first_.next() + second_.next())));
}

double share_at(double frequency, const std::int16_t* samples, std::size_t count) {
    const double factor = 2 * std::cos(angle_of(frequency));
    double last = 0;
    double before = 0;
    double power = 0;
    for (std::size_t at = 0; at < count; ++at) {
        const double now = samples[at] + factor * last - before;
        before = last;
        last = now;
        power += static_cast<double>(samples[at]) * samples[at];
    }
    if (power == 0) return 0;
    const double at_frequency = last * last + before * before - factor * last * before;
    return 2 * at_frequency / (static_cast<double>(count) * power);
}

}  // namespace parley::voice
