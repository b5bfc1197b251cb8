// WAV files of 16 bits (RIFF, format 1): prompts are read, recordings written.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "base/result.hpp"

namespace parley::sound {

struct Wav {
    int rate = 0;      // Samples a second.
    int channels = 0;  // Samples of one moment lie side by side.
    std::vector<std::int16_t> samples;
};

constexpr std::size_t wav_header_size = 44;

// Refuses "bad_wav": not RIFF/WAVE, not 16 bits PCM, or chunks that do not fit. A data chunk longer
// than the file, as of a writer that was killed, is as long as what is there.
Result<Wav> parse_wav(std::span<const std::uint8_t> bytes);

// Of a file with so many bytes of samples, at most 4 GiB less the header.
std::array<std::uint8_t, wav_header_size> wav_header(int rate, int channels,
                                                     std::uint32_t data_bytes);

}  // namespace parley::sound
