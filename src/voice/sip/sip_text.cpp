#include "voice/sip/sip_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace parley::voice {
namespace {

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool starts_alike(std::string_view text, std::string_view start) {
    return text.size() >= start.size() &&
           std::ranges::equal(text.substr(0, start.size()), start, [](char a, char b) {
               return (a | ('A' <= a && a <= 'Z' ? 32 : 0)) ==
                      (b | ('A' <= b && b <= 'Z' ? 32 : 0));
           });
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::optional<char> key_of(std::string_view word) {
    if (word == "10") return '*';
    if (word == "11") return '#';
    if (word.size() != 1) return std::nullopt;
    const char key = word[0] >= 'a' && word[0] <= 'd' ? static_cast<char>(word[0] - 32) : word[0];
    constexpr std::string_view keys = "0123456789ABCD*#";
    if (keys.find(key) == std::string_view::npos) return std::nullopt;
    return key;
}

}  // namespace

std::string escape_user(std::string_view user) {
    constexpr std::string_view plain = "-_.!~*'()&=+$,";
    std::string escaped;
    for (const char c : user) {
        if (is_letter_or_digit(c) || plain.find(c) != std::string_view::npos)
            escaped += c;
        else
            escaped += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return escaped;
}

std::string unescape(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned value = 0;
        const char* digits = text.data() + at + 1;
        if (text[at] == '%' && at + 2 < text.size() &&
            std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2 && value != 0) {
            plain += static_cast<char>(value);
            at += 2;
        } else {
            plain += text[at];
        }
    }
    return plain;
}

std::string name_address(std::string_view name, std::string_view uri) {
    if (name.empty()) return fmt::format("<{}>", uri);
    std::string quoted;
    for (const char c : name) {
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') continue;
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return fmt::format("\"{}\" <{}>", quoted, uri);
}

std::optional<char> key_in(std::string_view content_type, std::string_view body) {
    if (starts_alike(content_type, "application/dtmf-relay")) {
        while (!body.empty()) {
            const auto end = std::min(body.find('\n'), body.size());
            const std::string_view line = trimmed(body.substr(0, end));
            body.remove_prefix(std::min(end + 1, body.size()));
            if (!starts_alike(line, "signal")) continue;
            const std::string_view rest = trimmed(line.substr(6));
            if (!rest.starts_with('=')) return std::nullopt;
            return key_of(trimmed(rest.substr(1)));
        }
        return std::nullopt;
    }
    if (starts_alike(content_type, "application/dtmf")) return key_of(trimmed(body));
    return std::nullopt;
}

std::optional<std::string> header_in_uri(std::string_view headers, std::string_view name) {
    while (!headers.empty()) {
        const auto end = std::min(headers.find('&'), headers.size());
        const std::string_view one = headers.substr(0, end);
        headers.remove_prefix(std::min(end + 1, headers.size()));
        if (starts_alike(one, name) && one.size() > name.size() && one[name.size()] == '=')
            return unescape(one.substr(name.size() + 1));
    }
    return std::nullopt;
}

}  // namespace parley::voice
