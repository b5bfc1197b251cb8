// The sound of one call: parties, what is played to them, who hears whom, and the recording.
//
// Places of the mix (mix.hpp): `parties_max` for parties, one for music, one for each channel of
// the recording. Ownership: its worker, which calls tick() every 20 ms.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>

#include "voice/media/mix.hpp"
#include "voice/media/party.hpp"
#include "voice/media/recorder.hpp"
#include "voice/media/sound.hpp"

namespace parley::voice {

class Bridge {
public:
    static constexpr std::size_t parties_max = 8;
    static constexpr std::size_t music = 8;
    static constexpr std::size_t recorded_left = 9;    // The customer.
    static constexpr std::size_t recorded_right = 10;  // All others.
    static constexpr std::size_t places = 11;

    // In the place of whoever was there, who hears and is heard as they were. REQUIRES: place <
    // parties_max.
    void join(std::size_t place, std::unique_ptr<Party> party);
    // Null: nobody was there.
    std::unique_ptr<Party> leave(std::size_t place);
    Party* at(std::size_t place) { return place < parties_max ? parties_[place].get() : nullptr; }

    Mix& mix() { return mix_; }
    void play(Sound sound, Player::Times times) { player_ = Player(std::move(sound), times); }
    void stop_playing() { player_ = {}; }
    bool is_playing() const { return player_.is_playing(); }

    // `silent` is called once, when the party at `place` has sent nothing for `patience`: its line
    // is dead, whatever the signalling believes.
    void watch(std::size_t place, Duration patience, std::function<void()> silent);

    void record(std::unique_ptr<Recording> recording) { recording_ = std::move(recording); }
    Recording* recording() { return recording_.get(); }

    void tick(Instant now);

private:
    std::array<std::unique_ptr<Party>, parties_max> parties_;
    Mix mix_;
    Player player_;
    std::unique_ptr<Recording> recording_;

    struct Watch {
        std::size_t place = 0;
        Duration patience{};
        std::function<void()> silent;
        Instant since;  // Epoch: not looked yet.
    };
    void look(Watch& watch, Instant now);
    std::optional<Watch> watch_;
};

}  // namespace parley::voice
