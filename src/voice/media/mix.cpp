#include "voice/media/mix.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace parley::voice {
namespace {

constexpr int gain_bits = 8;
static_assert(1 << gain_bits == Mix::unity);

using Sum = std::array<std::int32_t, frame_samples>;

void add(Sum& sum, const Frame& frame, int gain) {
    for (std::size_t at = 0; at < frame_samples; ++at) sum[at] += frame[at] * gain;
}

}  // namespace

void Mix::set_gain(std::size_t listener, std::size_t source, int gain) {
    PARLEY_ASSERT(listener < places_max && source < places_max);
    PARLEY_ASSERT(gain >= 0 && gain <= 4 * unity);
    gains_[listener][source] = static_cast<std::int16_t>(gain);
}

void Mix::clear(std::size_t place) {
    PARLEY_ASSERT(place < places_max);
    gains_[place] = {};
    for (auto& of_listener : gains_) of_listener[place] = 0;
}

bool Mix::mix(std::size_t listener, std::span<const Frame* const> sources, Frame& to) const {
    PARLEY_ASSERT(listener < places_max && sources.size() <= places_max);
    Sum sum{};
    const Frame* only = nullptr;  // One source at unity is copied.
    int heard = 0;
    for (std::size_t source = 0; source < sources.size(); ++source) {
        const int gain = gains_[listener][source];
        if (gain == 0 || sources[source] == nullptr) continue;
        only = ++heard == 1 && gain == unity ? sources[source] : nullptr;
        add(sum, *sources[source], gain);
    }
    if (only != nullptr) {
        to = *only;
    } else {
        std::ranges::transform(sum, to.begin(),
                               [](std::int32_t sample) { return saturated(sample >> gain_bits); });
    }
    return heard > 0;
}

}  // namespace parley::voice
