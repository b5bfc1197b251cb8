#include "sound/g711.hpp"

#include <array>
#include <bit>

#include "base/assert.hpp"

namespace parley::sound {
namespace {

// A code is a sign, three bits of segment and four of step; both laws send their bits inverted,
// A-law every second of them. Segments double in size; the middle of a step is what is heard.
constexpr std::int16_t decode_mu(std::uint8_t code) {
    constexpr int bias = 0x84;
    const int bits = static_cast<std::uint8_t>(~code);
    const int segment = bits >> 4 & 7;
    const int magnitude = ((((bits & 0x0f) << 3) + bias) << segment) - bias;
    return static_cast<std::int16_t>((bits & 0x80) != 0 ? -magnitude : magnitude);
}

constexpr std::int16_t decode_a(std::uint8_t code) {
    const int bits = code ^ 0x55;
    const int segment = bits >> 4 & 7;
    int magnitude = (bits & 0x0f) << 4 | 8;
    if (segment > 0) magnitude = (magnitude + 0x100) << (segment - 1);
    return static_cast<std::int16_t>((bits & 0x80) != 0 ? magnitude : -magnitude);
}

constexpr std::uint8_t encode_mu(std::int16_t sample) {
    constexpr int bias = 0x84;
    constexpr int clip = 32'635;
    const bool is_negative = sample < 0;
    int magnitude = is_negative ? -sample : sample;
    magnitude = (magnitude > clip ? clip : magnitude) + bias;
    const int segment = std::bit_width(static_cast<unsigned>(magnitude)) - 8;
    const int step = magnitude >> (segment + 3) & 0x0f;
    return static_cast<std::uint8_t>(~((is_negative ? 0x80 : 0) | segment << 4 | step));
}

constexpr std::uint8_t encode_a(std::int16_t sample) {
    const bool is_negative = sample < 0;
    const int magnitude = (is_negative ? ~sample : sample) >> 4;
    const int width = std::bit_width(static_cast<unsigned>(magnitude));
    const int segment = width > 5 ? width - 4 : (magnitude >= 16 ? 1 : 0);
    const int step = segment > 1 ? magnitude >> (segment - 1) & 0x0f : magnitude & 0x0f;
    const int bits = (is_negative ? 0 : 0x80) | segment << 4 | step;
    return static_cast<std::uint8_t>(bits ^ 0x55);
}

struct Tables {
    std::array<std::int16_t, 256> heard{};
    std::array<std::uint8_t, 1 << 14> sent{};  // By the upper 14 bits of the sample.
};

constexpr int dropped_bits = 2;

Tables tables_of(G711Law law) {
    Tables tables;
    for (std::size_t code = 0; code < tables.heard.size(); ++code) {
        const auto byte = static_cast<std::uint8_t>(code);
        tables.heard[code] = law == G711Law::mu ? decode_mu(byte) : decode_a(byte);
    }
    for (std::size_t at = 0; at < tables.sent.size(); ++at) {
        const auto sample =
            static_cast<std::int16_t>(static_cast<std::uint16_t>(at << dropped_bits));
        tables.sent[at] = law == G711Law::mu ? encode_mu(sample) : encode_a(sample);
    }
    return tables;
}

const Tables& tables(G711Law law) {
    static const Tables mu = tables_of(G711Law::mu);
    static const Tables a = tables_of(G711Law::a);
    return law == G711Law::mu ? mu : a;
}

std::uint8_t look_up(const Tables& tables, std::int16_t sample) {
    return tables.sent[static_cast<std::uint16_t>(sample) >> dropped_bits];
}

}  // namespace

std::int16_t g711_decode(G711Law law, std::uint8_t code) { return tables(law).heard[code]; }
std::uint8_t g711_encode(G711Law law, std::int16_t sample) { return look_up(tables(law), sample); }

void g711_decode(G711Law law, std::span<const std::uint8_t> from, std::span<std::int16_t> to) {
    PARLEY_ASSERT(from.size() == to.size());
    const auto& heard = tables(law).heard;
    for (std::size_t at = 0; at < from.size(); ++at) to[at] = heard[from[at]];
}

void g711_encode(G711Law law, std::span<const std::int16_t> from, std::span<std::uint8_t> to) {
    PARLEY_ASSERT(from.size() == to.size());
    const Tables& of_law = tables(law);
    for (std::size_t at = 0; at < from.size(); ++at) to[at] = look_up(of_law, from[at]);
}

}  // namespace parley::sound
