// Sounds by name, as a command names them: what everybody knows, or a file.
//
//     "music"     what was given at the start; else a melody of ours
//     "ringing"   450 Hz, one second of five, and "busy", 0.35 of 0.7 s (GB/T 3380)
//     "confirmed" two short tones, the second higher: it was understood
//     "/a/b.wav"  a WAV of 8,000 samples a second
//
// Files are kept while they stay as they are. Ownership: one thread. Bounds: `kept_max` files of
// `file_bytes_max`; the one that was not asked for longest makes room.
#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>

#include "voice/media/sound.hpp"

namespace parley::voice {

class Sounds {
public:
    static constexpr std::size_t kept_max = 64;
    static constexpr std::uintmax_t file_bytes_max = 16 << 20;  // Some 17 minutes.

    explicit Sounds(Sound music);  // Null: the melody.

    const Sound& music() const { return music_; }
    // Refuses what load_sound() does, "no_such_file" and "sound_too_long".
    Result<Sound> find(const std::string& name);

private:
    struct File {
        Sound sound;
        std::filesystem::file_time_type changed;
        std::uintmax_t bytes = 0;
        std::uint64_t asked = 0;
    };
    Result<Sound> find_file(const std::string& path);

    Sound music_;
    Sound ringing_;
    Sound busy_;
    Sound confirmed_;
    std::uint64_t asked_ = 0;
    std::unordered_map<std::string, File> files_;
};

}  // namespace parley::voice
