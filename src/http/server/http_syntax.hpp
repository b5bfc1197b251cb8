// The character classes of RFC 9110 and 9112.
#pragma once

#include <algorithm>
#include <string_view>

namespace parley::http {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_alpha(char c) { return is_upper(c) || is_lower(c); }

constexpr bool is_token_char(char c) {
    return is_digit(c) || is_alpha(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

// Tab, visible ASCII and obs-text; no other control character.
constexpr bool is_field_char(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

constexpr bool is_target_char(char c) { return is_field_char(c) && c != ' ' && c != '\t'; }

// What may stand in an authority: unreserved, sub-delims, and the marks of escapes, ports and IPv6.
constexpr bool is_authority_char(char c) {
    return is_digit(c) || is_alpha(c) ||
           std::string_view("-._~!$&'()*+,;=%:[]").find(c) != std::string_view::npos;
}

// -1 where `c` is no hexadecimal digit.
constexpr int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

constexpr std::string_view trim_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

constexpr bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_token_char);
}

}  // namespace parley::http
