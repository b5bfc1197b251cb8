#include "voice/audio/concealment.hpp"

#include <algorithm>
#include <cmath>

#include "voice/media/frame.hpp"

namespace parley::voice {
namespace {

constexpr std::size_t compared = 160;   // Samples, in search of the pitch.
constexpr std::size_t cycle_for = 160;  // So much of the gap for each cycle more.
constexpr float likeness_min = 0.4F;    // Below it is no voice, but hiss.
// What a cycle's beginning lies off from where the sound was, is taken back so quickly.
constexpr float step_left = 0.6F;
constexpr std::size_t join_min = 10;  // Samples that are blended when sound comes again,
constexpr std::size_t join_max = 80;  // by how long it was away.

std::int16_t sample_of(float value) {
    return saturated(static_cast<std::int32_t>(std::lround(value)));
}

float loudness(std::size_t missing) {
    if (missing <= Concealment::whole_for) return 1;
    if (missing >= Concealment::faded_at) return 0;
    return static_cast<float>(Concealment::faded_at - missing) /
           static_cast<float>(Concealment::faded_at - Concealment::whole_for);
}

}  // namespace

void Concealment::remember(std::span<const std::int16_t> samples) {
    const std::size_t count = std::min(samples.size(), history_size);
    std::copy(history_.begin() + static_cast<std::ptrdiff_t>(count), history_.end(),
              history_.begin());
    std::ranges::copy(samples.last(count), history_.end() - static_cast<std::ptrdiff_t>(count));
}

// The lag at which the end of what was heard is most like itself; the longest where nothing is.
std::size_t Concealment::find_pitch() const {
    float best = likeness_min;
    std::size_t pitch = pitch_max;
    for (std::size_t lag = pitch_min; lag <= pitch_max; ++lag) {
        float product = 0;
        float power = 0;
        float power_before = 0;
        for (std::size_t back = 1; back <= compared; ++back) {
            const float now = past(back);
            const float then = past(back + lag);
            product += now * then;
            power += now * now;
            power_before += then * then;
        }
        // Twice the pitch is as alike: of equals the shortest counts.
        constexpr float for_length = 0.0002F;
        const float likeness = product / std::sqrt(power * power_before + 1) *
                               (1 - for_length * static_cast<float>(lag));
        if (likeness > best) {
            best = likeness;
            pitch = lag;
        }
    }
    return pitch;
}

// Its end is led over into its beginning by what came before that.
void Concealment::make_cycle(std::size_t cycles) {
    length_ = cycles * pitch_;
    const std::size_t blend = pitch_ / 4;
    const auto newest = before_.end();
    for (std::size_t at = 0; at < length_; ++at)
        cycle_[at] = *(newest - static_cast<std::ptrdiff_t>(length_ - at));
    for (std::size_t at = 0; at < blend; ++at) {
        const float share = static_cast<float>(at + 1) / static_cast<float>(blend + 1);
        const float earlier = *(newest - static_cast<std::ptrdiff_t>(length_ + blend - at));
        float& sample = cycle_[length_ - blend + at];
        sample = sample * (1 - share) + earlier * share;
    }
}

float Concealment::next_invented() {
    if (missing_ > 0 && missing_ % cycle_for == 0 && length_ < cycles_max * pitch_) {
        // More of the past: the same place in the last of its cycles.
        make_cycle(length_ / pitch_ + 1);
        at_ = (at_ + length_ - pitch_) % length_;
    }
    const float sample = cycle_[at_] * loudness(missing_);
    at_ = (at_ + 1) % length_;
    ++missing_;
    return sample;
}

void Concealment::invent(std::span<std::int16_t> to) {
    float step = 0;
    if (missing_ == 0) {
        before_ = history_;
        pitch_ = find_pitch();
        make_cycle(1);
        at_ = 0;
        step = past(1) - past(1 + pitch_);
    }
    for (std::int16_t& sample : to) {
        sample = sample_of(next_invented() + step);
        step *= step_left;
    }
    remember(to);
}

void Concealment::heard(std::span<std::int16_t> samples) {
    if (missing_ > 0) {
        const std::size_t wanted = std::min(join_max, join_min + missing_ / 80 * 4);
        const std::size_t count = std::min(wanted, samples.size());
        for (std::size_t at = 0; at < count; ++at) {
            const float share = static_cast<float>(at + 1) / static_cast<float>(count + 1);
            samples[at] = sample_of(samples[at] * share + next_invented() * (1 - share));
        }
        missing_ = 0;
    }
    remember(samples);
}

}  // namespace parley::voice
