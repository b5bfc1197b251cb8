#include "voice/media/recording_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/log.hpp"
#include "sound/sealed_sound.hpp"
#include "sound/wav.hpp"
#include "voice/media/frame.hpp"

namespace parley::voice {
namespace {

constexpr int channels = 2;
constexpr std::uint64_t moments_max = sound::sealed_seconds_max * sample_rate;
static_assert(sound::sealed_rate == sample_rate && sound::sealed_channels == channels);

class WavFile final : public RecordingFile {
public:
    using RecordingFile::RecordingFile;

private:
    bool put(std::span<const std::int16_t> samples, bool) override {
        if (samples.empty()) return true;
        const std::span bytes(reinterpret_cast<const std::uint8_t*>(samples.data()),
                              samples.size_bytes());
        const std::uint64_t before = is_new() ? 0 : this->bytes() - sound::wav_header_size;
        const auto header = sound::wav_header(sample_rate, channels,
                                              static_cast<std::uint32_t>(before + bytes.size()));
        // First the sound, then the header that speaks of it.
        return write_at(sound::wav_header_size + before, bytes) && write_at(0, header);
    }
};

class SealedFile final : public RecordingFile {
public:
    SealedFile(std::filesystem::path path, const SealingKey& key, const IdBytes& recording)
        : RecordingFile(std::move(path)), sealer_(key, recording) {}

private:
    bool put(std::span<const std::int16_t> samples, bool is_last) override {
        sound::Bytes bytes = is_new() ? sealer_.header() : sound::Bytes{};
        const sound::Bytes chunk = sealer_.seal(samples, is_last);
        bytes.insert(bytes.end(), chunk.begin(), chunk.end());
        return write_at(this->bytes(), bytes);
    }

    sound::SoundSealer sealer_;
};

}  // namespace

RecordingFile::~RecordingFile() {
    if (handle_ >= 0) ::close(handle_);
}

bool RecordingFile::write(std::span<const std::int16_t> samples, bool is_last) {
    if (is_broken_) return false;
    const std::uint64_t more = samples.size() / channels;
    if (more > moments_max - moments_) {
        write({}, true);
        is_broken_ = true;
        return false;
    }
    if (!put(samples, is_last)) {
        is_broken_ = true;
        log_error("recording_failed", {{"file", path_.string()}, {"why", strerror(errno)}});
        return false;
    }
    moments_ += more;
    return true;
}

bool RecordingFile::write_at(std::uint64_t at, std::span<const std::uint8_t> bytes) {
    if (handle_ < 0) {
        handle_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (handle_ < 0) return false;
    }
    const std::uint64_t end = at + bytes.size();
    while (!bytes.empty()) {
        const ssize_t written =
            ::pwrite(handle_, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        at += static_cast<std::uint64_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    bytes_ = std::max(bytes_, end);
    return true;
}

std::unique_ptr<RecordingFile> wav_file(std::filesystem::path path) {
    return std::make_unique<WavFile>(std::move(path));
}

std::unique_ptr<RecordingFile> sealed_file(std::filesystem::path path, const SealingKey& key,
                                           const IdBytes& recording) {
    return std::make_unique<SealedFile>(std::move(path), key, recording);
}

}  // namespace parley::voice
