// The sound of one call: parties, what is played to them, who hears whom, and the recording.
//
// Places of the mix (mix.hpp): `parties_max` for parties, one for each channel of the recording,
// two for what is played: one party may hear music while another hears that a third is rung. Who
// hears whom is a matter of places: it stays as it was set, whoever comes and goes. Ownership: its
// worker, which calls tick() every 20 ms.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>

#include "voice/media/mix.hpp"
#include "voice/media/party.hpp"
#include "voice/media/recorder.hpp"
#include "voice/media/sound.hpp"
#include "voice/media/watch.hpp"

namespace parley::voice {

// A party, and what is seen of it.
struct Seat {
    std::unique_ptr<Party> party;
    std::shared_ptr<Watch> watch;
    Instant since{};  // Watched for silence; epoch: not yet.
    bool has_sounded = false;
    bool is_lost = false;  // Gone or silent: told.
};

class Bridge {
public:
    static constexpr std::size_t parties_max = 8;
    static constexpr std::size_t music = 8;
    static constexpr std::size_t recorded_left = 9;    // The contact.
    static constexpr std::size_t recorded_right = 10;  // All others.
    static constexpr std::size_t ringing = 11;
    static constexpr std::size_t places = 12;

    // In the place of whoever was there. REQUIRES: place < parties_max.
    void join(std::size_t place, Seat seat);
    // Whom `watch` watches, wherever they sit; nothing: they do not.
    std::optional<Seat> leave(const std::shared_ptr<Watch>& watch);
    // The same; null: they do not.
    Party* of(const std::shared_ptr<Watch>& watch);

    Mix& mix() { return mix_; }
    // At `music`. `ended` is called once, when it was played to its end.
    void play(Player player, std::function<void()> ended);
    void stop_playing() { play({}, {}); }
    // At `ringing`. An empty player: silence.
    void ring(Player player) { ringer_ = std::move(player); }

    void record(std::unique_ptr<Recording> recording) { recording_ = std::move(recording); }
    Recording* recording() { return recording_.get(); }

    void tick(Instant now);

private:
    static constexpr Duration jump_min = 1s;  // Between two ticks.
    void look(Seat& seat, Instant now) const;

    std::array<Seat, parties_max> seats_;
    Mix mix_;
    Player player_;
    Player ringer_;
    std::function<void()> played_;  // Null: nobody waits for its end.
    std::unique_ptr<Recording> recording_;
    Instant ticked_{};
    bool has_jumped_ = false;  // The clock was set, or all of us stood still: nobody was silent.
};

}  // namespace parley::voice
