// The file of one recording, plain (WAV) or sealed (sound/sealed_sound.hpp), made when its first
// second comes. Ownership: the recorder's thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "base/id.hpp"
#include "base/seal.hpp"

namespace parley::voice {

class RecordingFile {
public:
    // `samples`: left and right by turns; a second of them unless they are the last, then fewer or
    // none. False: they are not in the file, nor will any later ones be.
    bool write(std::span<const std::int16_t> samples, bool is_last);

    std::uint64_t moments() const { return moments_; }
    std::uint64_t bytes() const { return bytes_; }

    explicit RecordingFile(std::filesystem::path path) : path_(std::move(path)) {}
    virtual ~RecordingFile();
    RecordingFile(const RecordingFile&) = delete;
    RecordingFile& operator=(const RecordingFile&) = delete;

protected:
    // Whether what was there before plays on when the process is killed between any two writes.
    virtual bool put(std::span<const std::int16_t> samples, bool is_last) = 0;
    bool is_new() const { return bytes_ == 0; }
    bool write_at(std::uint64_t at, std::span<const std::uint8_t> bytes);

private:
    const std::filesystem::path path_;
    int handle_ = -1;
    bool is_broken_ = false;
    std::uint64_t moments_ = 0;
    std::uint64_t bytes_ = 0;
};

// Of a call without sound there is no file.
std::unique_ptr<RecordingFile> wav_file(std::filesystem::path path);
// There is one, whatever was said. It wipes the key.
std::unique_ptr<RecordingFile> sealed_file(std::filesystem::path path, const SealingKey& key,
                                           const IdBytes& recording);

}  // namespace parley::voice
