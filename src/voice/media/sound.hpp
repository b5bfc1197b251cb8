// A sound kept in memory, such as a prompt or music on hold, shared by all who play it.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/result.hpp"
#include "voice/media/frame.hpp"

namespace parley::voice {

using Sound = std::shared_ptr<const std::vector<std::int16_t>>;

// Refuses "bad_wav", "no_such_file", and "bad_rate": what is not 8,000 samples a second. Of several
// channels the first is taken.
Result<Sound> load_sound(const std::filesystem::path& file);

// Plays a sound a frame a tick, once or again and again.
class Player {
public:
    enum class Times { once, forever };

    Player() = default;
    Player(Sound sound, Times times) : sound_(std::move(sound)), times_(times) {}

    // Null: the end was reached before.
    const Frame* next();
    bool is_playing() const { return sound_ != nullptr; }

private:
    Sound sound_;
    Times times_ = Times::once;
    std::size_t at_ = 0;
    Frame frame_{};
};

}  // namespace parley::voice
