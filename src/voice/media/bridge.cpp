#include "voice/media/bridge.hpp"

#include "base/assert.hpp"

namespace parley::voice {

void Bridge::join(std::size_t place, std::unique_ptr<Leg> leg) {
    PARLEY_ASSERT(place < parties_max && !legs_[place]);
    legs_[place] = std::move(leg);
}

std::unique_ptr<Leg> Bridge::leave(std::size_t place) {
    PARLEY_ASSERT(place < parties_max);
    mix_.clear(place);
    return std::move(legs_[place]);
}

void Bridge::tick(Instant now) {
    std::array<const Frame*, places> said{};
    for (std::size_t place = 0; place < parties_max; ++place) {
        if (!legs_[place]) continue;
        legs_[place]->receive(now);
        said[place] = legs_[place]->said();
    }
    said[music] = player_.next();

    Frame heard;  // NOLINT: mix() fills it.
    for (std::size_t place = 0; place < parties_max; ++place) {
        if (!legs_[place]) continue;
        mix_.mix(place, said, heard);
        legs_[place]->hear(heard);
    }
    if (!recording_) return;
    Frame others;  // NOLINT: mix() fills it.
    mix_.mix(recorded_left, said, heard);
    mix_.mix(recorded_right, said, others);
    recording_->add(heard, others);
}

}  // namespace parley::voice
