// Text that comes line by line and word by word, as SDP does (RFC 8866). Views into it; no copies.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace parley::voice {

// Without those that are empty.
inline std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t at = text.find(by);
        if (at != 0) parts.push_back(text.substr(0, at));
        text = at == text.npos ? std::string_view{} : text.substr(at + 1);
    }
    return parts;
}

// Without their ends, whichever those are.
inline std::vector<std::string_view> lines_of(std::string_view text) {
    auto lines = split(text, '\n');
    for (std::string_view& line : lines)
        if (line.ends_with('\r')) line.remove_suffix(1);
    return lines;
}

// All of it, as a number of at most `max`.
inline std::optional<std::uint32_t> number_of(std::string_view text, std::uint32_t max) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number > max)
        return std::nullopt;
    return number;
}

// Printable, without spaces: fit to be said back.
inline bool is_token(std::string_view text) {
    constexpr std::size_t letters_max = 256;
    return !text.empty() && text.size() <= letters_max &&
           std::ranges::all_of(text, [](char letter) { return letter > ' ' && letter <= '~'; });
}

// "a=NAME:VALUE" → VALUE; "a=NAME" → empty.
inline std::optional<std::string_view> attribute(std::string_view line, std::string_view name) {
    if (!line.starts_with("a=")) return std::nullopt;
    line.remove_prefix(2);
    if (!line.starts_with(name)) return std::nullopt;
    line.remove_prefix(name.size());
    if (line.empty()) return line;
    if (line.front() != ':') return std::nullopt;
    return line.substr(1);
}

}  // namespace parley::voice
