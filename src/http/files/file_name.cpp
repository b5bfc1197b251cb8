#include "http/files/file_name.hpp"

#include "base/utf8.hpp"
#include "domain/attachment.hpp"

namespace parley::http {
namespace {

bool is_unwanted(char32_t point) {
    const bool is_control = point < 0x20 || (point >= 0x7F && point < 0xA0);
    // Right-to-left marks make "gpj.exe" read as "exe.jpg".
    const bool turns_text = (point >= 0x200E && point <= 0x200F) ||
                            (point >= 0x202A && point <= 0x202E) ||
                            (point >= 0x2066 && point <= 0x2069);
    return is_control || turns_text || point == U'/' || point == U'\\';
}

// attr-char of RFC 8187.
bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$&+-.^_`|~").find(c) != std::string_view::npos;
}

}  // namespace

std::string clean_file_name(std::string_view given) {
    const std::size_t slash = given.find_last_of("/\\");
    if (slash != std::string_view::npos) given.remove_prefix(slash + 1);
    std::string name;
    std::size_t length = 0;
    while (!given.empty() && length < Attachment::name_max) {
        const std::string_view before = given;
        const auto point = take_code_point(given);
        if (!point) {
            given.remove_prefix(1);
            continue;
        }
        if (is_unwanted(*point)) continue;
        name += before.substr(0, before.size() - given.size());
        ++length;
    }
    return name.empty() || name == "." || name == ".." ? "file" : name;
}

std::string disposition(std::string_view kind, std::string_view name) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string value(kind);
    value += "; filename*=UTF-8''";
    for (const char c : name) {
        if (is_plain(c)) {
            value += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        value += '%';
        value += digits[byte >> 4];
        value += digits[byte & 15];
    }
    return value;
}

}  // namespace parley::http
