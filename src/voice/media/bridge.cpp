#include "voice/media/bridge.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"

namespace parley::voice {

void Bridge::join(std::size_t place, std::unique_ptr<Party> party) {
    PARLEY_ASSERT(place < parties_max);
    parties_[place] = std::move(party);
}

std::unique_ptr<Party> Bridge::leave(std::size_t place) {
    PARLEY_ASSERT(place < parties_max);
    mix_.clear(place);
    return std::move(parties_[place]);
}

void Bridge::watch(std::size_t place, Duration patience, std::function<void()> silent) {
    watch_ = Watch{place, patience, std::move(silent), {}};
}

void Bridge::look(Watch& watch, Instant now) {
    if (watch.since == Instant{}) watch.since = now;
    const Party* party = at(watch.place);
    const Instant heard = party == nullptr ? now : std::max(watch.since, party->last_heard());
    if (now - heard < watch.patience) return;
    const auto silent = std::move(watch.silent);
    watch_.reset();
    silent();
}

void Bridge::tick(Instant now) {
    std::array<const Frame*, places> said{};
    for (std::size_t place = 0; place < parties_max; ++place) {
        if (!parties_[place]) continue;
        parties_[place]->receive(now);
        said[place] = parties_[place]->said();
    }
    if (watch_) look(*watch_, now);
    said[music] = player_.next();

    Frame heard;  // NOLINT: mix() fills it.
    for (std::size_t place = 0; place < parties_max; ++place) {
        if (!parties_[place]) continue;
        mix_.mix(place, said, heard);
        parties_[place]->hear(heard);
    }
    if (!recording_) return;
    Frame others;  // NOLINT: mix() fills it.
    mix_.mix(recorded_left, said, heard);
    mix_.mix(recorded_right, said, others);
    recording_->add(heard, others);
}

}  // namespace parley::voice
