#include "voice/media/bridge.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"

namespace parley::voice {

void Bridge::join(std::size_t place, Seat seat) {
    PARLEY_ASSERT(place < parties_max && seat.party && seat.watch);
    seats_[place] = std::move(seat);
}

std::optional<Seat> Bridge::leave(const std::shared_ptr<Watch>& watch) {
    const auto seat = std::ranges::find(seats_, watch, &Seat::watch);
    if (seat == seats_.end()) return std::nullopt;
    return std::exchange(*seat, {});
}

Party* Bridge::of(const std::shared_ptr<Watch>& watch) {
    const auto seat = std::ranges::find(seats_, watch, &Seat::watch);
    return seat == seats_.end() ? nullptr : seat->party.get();
}

void Bridge::play(Player player, std::function<void()> ended) {
    player_ = std::move(player);
    played_ = std::move(ended);
}

void Bridge::look(Seat& seat, Instant now) const {
    Watch& watch = *seat.watch;
    watch.see(seat.party->stream().figures());
    const Instant heard = seat.party->last_heard();
    if (heard != Instant{} && !std::exchange(seat.has_sounded, true)) watch.tell(Sign::sounds);
    if (seat.is_lost) return;
    if (seat.party->has_gone(now)) {
        seat.is_lost = true;
        return watch.tell(Sign::gone);
    }
    if (seat.since == Instant{} || watch.is_patient() || has_jumped_) seat.since = now;
    const Instant since = heard > now ? seat.since : std::max(seat.since, heard);
    if (now - since < watch.silence_max()) return;
    seat.is_lost = true;
    watch.tell(Sign::silent);
}

void Bridge::tick(Instant now) {
    has_jumped_ = now < ticked_ || now - ticked_ > jump_min;
    ticked_ = now;
    std::array<const Frame*, places> said{};
    for (std::size_t place = 0; place < parties_max; ++place) {
        Seat& seat = seats_[place];
        if (!seat.party) continue;
        seat.party->receive(now);
        said[place] = seat.party->said();
        look(seat, now);
    }
    said[music] = player_.next();
    said[ringing] = ringer_.next();
    if (played_ && !player_.is_playing()) std::exchange(played_, nullptr)();

    Frame heard;  // NOLINT: mix() fills it.
    for (std::size_t place = 0; place < parties_max; ++place) {
        if (!seats_[place].party) continue;
        mix_.mix(place, said, heard);
        seats_[place].party->hear(heard);
    }
    if (!recording_) return;
    Frame others;  // NOLINT: mix() fills it.
    mix_.mix(recorded_left, said, heard);
    mix_.mix(recorded_right, said, others);
    recording_->add(heard, others);
}

}  // namespace parley::voice
