#include "sound/wav.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace parley::sound {
namespace {

using WavBytes = std::span<const std::uint8_t>;

// Numbers of RIFF are little-endian.
std::uint32_t number(WavBytes bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t byte = size; byte-- > 0;) value = value << 8 | bytes[at + byte];
    return value;
}

bool is_word(WavBytes bytes, std::size_t at, std::string_view word) {
    return bytes.size() >= at + word.size() &&
           std::ranges::equal(bytes.subspan(at, word.size()), word, [](std::uint8_t a, char b) {
               return a == static_cast<std::uint8_t>(b);
           });
}

Result<Wav> bad() { return refuse(Code::invalid, "bad_wav"); }

}  // namespace

Result<Wav> parse_wav(WavBytes bytes) {
    constexpr std::size_t chunk_header = 8;
    constexpr std::size_t format_size = 16;
    if (!is_word(bytes, 0, "RIFF") || !is_word(bytes, 8, "WAVE")) return bad();
    Wav wav;
    std::size_t at = 12;
    while (bytes.size() - at >= chunk_header) {
        const std::size_t said = number(bytes, at + 4, 4);
        const std::size_t begin = at + chunk_header;
        const std::size_t size = std::min(said, bytes.size() - begin);
        if (is_word(bytes, at, "fmt ")) {
            if (size < format_size) return bad();
            const bool is_pcm = number(bytes, begin, 2) == 1 && number(bytes, begin + 14, 2) == 16;
            wav.channels = static_cast<int>(number(bytes, begin + 2, 2));
            wav.rate = static_cast<int>(number(bytes, begin + 4, 4) & 0x7fffffff);
            if (!is_pcm || wav.channels == 0 || wav.rate == 0) return bad();
        } else if (is_word(bytes, at, "data")) {
            if (wav.channels == 0) return bad();
            const std::size_t whole = 2 * static_cast<std::size_t>(wav.channels);
            wav.samples.resize(size / whole * static_cast<std::size_t>(wav.channels));
            for (std::size_t sample = 0; sample < wav.samples.size(); ++sample)
                wav.samples[sample] =
                    static_cast<std::int16_t>(number(bytes, begin + 2 * sample, 2));
            return wav;
        }
        // Chunks begin at even places.
        const std::size_t next = begin + size + (size & 1);
        if (next > bytes.size()) break;
        at = next;
    }
    return bad();
}

std::array<std::uint8_t, wav_header_size> wav_header(int rate, int channels,
                                                     std::uint32_t data_bytes) {
    std::array<std::uint8_t, wav_header_size> bytes{};
    std::size_t at = 0;
    auto word = [&](std::string_view text) {
        for (const char letter : text) bytes[at++] = static_cast<std::uint8_t>(letter);
    };
    auto put = [&](std::uint32_t value, std::size_t size) {
        for (std::size_t byte = 0; byte < size; ++byte)
            bytes[at++] = static_cast<std::uint8_t>(value >> (8 * byte));
    };
    const auto bytes_a_moment = static_cast<std::uint32_t>(2 * channels);
    word("RIFF");
    put(data_bytes + static_cast<std::uint32_t>(wav_header_size - 8), 4);
    word("WAVE");
    word("fmt ");
    put(16, 4);
    put(1, 2);
    put(static_cast<std::uint32_t>(channels), 2);
    put(static_cast<std::uint32_t>(rate), 4);
    put(static_cast<std::uint32_t>(rate) * bytes_a_moment, 4);
    put(bytes_a_moment, 2);
    put(16, 2);
    word("data");
    put(data_bytes, 4);
    return bytes;
}

}  // namespace parley::sound
