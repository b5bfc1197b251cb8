// The file of a recording: sound of two channels, sealed second by second under a key of its own.
//
//     header   32 bytes: "PARLEYSD", version, channels, law, 0, samples a second, recording id
//     chunk 0  a second: a byte that is 1 in the last, then G.711 (mu-law) of both channels, left
//     chunk 1  and right by turns; sealed by XChaCha20-Poly1305
//     …
//     last     up to a second, may be empty
//
// The nonce is the recording's id and the chunk's number, and what is sealed along is the header:
// no chunk opens in another place or another file. All but the last are whole, so that each is
// found by counting. A file whose last chunk is missing was cut: its writer was killed, or somebody
// shortened it; whole seconds before the cut are heard, and that it was cut is told. Whatever else
// was changed does not open.
//
// Numbers are big-endian. Threads: a writer or reader belongs to one at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/seal.hpp"

namespace parley::sound {

constexpr std::size_t sealed_rate = 8'000;  // Moments a second; a moment has a sample of each side.
constexpr std::size_t sealed_channels = 2;
constexpr std::size_t sealed_header_size = 32;
// More is neither written nor read: a day. As a WAV it is 2.8 GB, below the format's 4.
constexpr std::uint64_t sealed_seconds_max = 86'400;

using Bytes = std::vector<std::uint8_t>;

// Makes the bytes of a file, piece by piece; the key is wiped from memory with it.
class SoundSealer {
public:
    SoundSealer(const SealingKey& key, const IdBytes& recording);
    ~SoundSealer();
    SoundSealer(const SoundSealer&) = delete;
    SoundSealer& operator=(const SoundSealer&) = delete;

    Bytes header() const;
    // The next chunk. `samples`: left and right by turns; a second of them unless it is the last.
    Bytes seal(std::span<const std::int16_t> samples, bool is_last);

private:
    SealingKey key_;
    const IdBytes recording_;
    std::uint64_t next_ = 0;
};

// Reads a file anywhere, as samples or as the WAV of 16 bits that it stands for.
class SealedSound {
public:
    // Fills `to` from place `at`; false: it cannot be read.
    using ReadAt = std::function<bool(std::uint64_t at, std::span<std::uint8_t> to)>;
    static constexpr std::size_t peaks_max = 800;

    // Refuses "recording_damaged": no such file, of another recording, or another key's.
    static Result<SealedSound> open(ReadAt read, std::uint64_t size, const SealingKey& key,
                                    const IdBytes& recording);
    // Refuses "recording_missing" besides.
    static Result<SealedSound> open(const std::filesystem::path& file, const SealingKey& key,
                                    const IdBytes& recording);
    ~SealedSound();
    SealedSound(SealedSound&&) noexcept;
    SealedSound& operator=(SealedSound&&) noexcept;

    std::uint64_t moments() const { return moments_; }
    std::chrono::milliseconds duration() const;
    bool is_cut() const { return is_cut_; }

    // From moment `first`, left and right by turns. Refuses "recording_damaged". REQUIRES: they are
    // there, and whole moments are asked for.
    Result<> read(std::uint64_t first, std::span<std::int16_t> to) const;

    // The WAV: header and samples, of exactly this size; any part of it.
    std::uint64_t wav_size() const;
    // Refuses "recording_damaged". REQUIRES: `to` ends within it.
    Result<> read_wav(std::uint64_t at, std::span<std::uint8_t> to) const;

    // The loudest of each of `count` equal parts, of 255. Refuses "recording_damaged". REQUIRES:
    // 1 … peaks_max. Fewer are given when there are fewer moments.
    struct Peaks {
        std::vector<std::uint8_t> left;
        std::vector<std::uint8_t> right;
    };
    Result<Peaks> peaks(std::size_t count) const;

private:
    SealedSound(ReadAt read, const SealingKey& key, const IdBytes& recording);
    bool find_end(std::uint64_t size);
    // The sound of a chunk, still by its law; nothing where it does not open.
    std::optional<Bytes> chunk(std::uint64_t number, std::size_t size, bool is_last) const;
    std::optional<Bytes> second(std::uint64_t number) const;

    ReadAt read_;
    struct Key;
    std::unique_ptr<Key> key_;
    IdBytes recording_;
    std::uint64_t moments_ = 0;
    std::uint64_t chunks_ = 0;
    bool is_cut_ = false;
};

}  // namespace parley::sound
