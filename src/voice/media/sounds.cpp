#include "voice/media/sounds.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/time.hpp"
#include "voice/media/melody.hpp"
#include "voice/media/tone.hpp"

namespace parley::voice {
namespace {

using Samples = std::vector<std::int16_t>;

constexpr double call_progress_hz = 450;
constexpr std::pair confirmed_hz{660.0, 880.0};
constexpr std::int16_t call_progress_level = 6'000;

constexpr std::size_t frames_in(Duration duration) {
    return static_cast<std::size_t>(duration / tick);
}

void add(Samples& samples, Tone tone, std::size_t frames) {
    Frame frame{};
    for (std::size_t count = 0; count < frames; ++count) {
        tone.next(frame);
        samples.insert(samples.end(), frame.begin(), frame.end());
    }
}

Sound cadence(Duration on, Duration off) {
    Samples samples;
    add(samples, Tone(call_progress_hz, 0, call_progress_level), frames_in(on));
    samples.resize(samples.size() + frames_in(off) * frame_samples);
    return std::make_shared<const Samples>(std::move(samples));
}

Sound confirmation() {
    Samples samples;
    add(samples, Tone(confirmed_hz.first, 0, call_progress_level), frames_in(160ms));
    add(samples, Tone(confirmed_hz.second, 0, call_progress_level), frames_in(240ms));
    samples.resize(samples.size() + frames_in(100ms) * frame_samples);
    return std::make_shared<const Samples>(std::move(samples));
}

}  // namespace

Sounds::Sounds(Sound music)
    : music_(music ? std::move(music) : melody()),
      ringing_(cadence(1s, 4s)),
      busy_(cadence(340ms, 360ms)),
      confirmed_(confirmation()) {}

Result<Sound> Sounds::find(const std::string& name) {
    if (name == "music") return music_;
    if (name == "ringing") return ringing_;
    if (name == "busy") return busy_;
    if (name == "confirmed") return confirmed_;
    return find_file(name);
}

Result<Sound> Sounds::find_file(const std::string& path) {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    if (error) return refuse(Code::not_found, "no_such_file", path);
    if (bytes > file_bytes_max) return refuse(Code::over_limit, "sound_too_long", path);
    const auto changed = std::filesystem::last_write_time(path, error);
    const auto known = files_.find(path);
    if (known != files_.end() && known->second.changed == changed && known->second.bytes == bytes) {
        known->second.asked = ++asked_;
        return known->second.sound;
    }
    TRY(Sound sound, load_sound(path));
    if (known == files_.end() && files_.size() >= kept_max)
        files_.erase(std::ranges::min_element(files_, {},
                                              [](const auto& file) { return file.second.asked; }));
    files_[path] = {sound, changed, bytes, ++asked_};
    return sound;
}

}  // namespace parley::voice
