#include "base/id.hpp"

namespace parley {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

bool is_dash_at(std::size_t position) {
    return position == 8 || position == 13 || position == 18 || position == 23;
}

int value_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string format_id(const IdBytes& bytes) {
    std::string text;
    text.reserve(36);
    for (const std::uint8_t byte : bytes) {
        if (is_dash_at(text.size())) text.push_back('-');
        text.push_back(digits[byte >> 4]);
        text.push_back(digits[byte & 15]);
    }
    return text;
}

std::optional<IdBytes> parse_id(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    IdBytes bytes{};
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_dash_at(i)) {
            if (text[i] != '-') return std::nullopt;
            continue;
        }
        const int value = value_of(text[i]);
        if (value < 0) return std::nullopt;
        bytes[nibble / 2] = static_cast<std::uint8_t>(bytes[nibble / 2] << 4 | value);
        ++nibble;
    }
    return bytes;
}

IdBytes make_id_bytes(Instant now, Rng& rng) {
    IdBytes bytes{};
    rng.fill(bytes);
    const auto ms = static_cast<std::uint64_t>(to_ms(now));
    for (int i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    bytes[6] = static_cast<std::uint8_t>(0x70 | (bytes[6] & 0x0f));  // Version 7.
    bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3f));  // Variant 10.
    return bytes;
}

}  // namespace parley
