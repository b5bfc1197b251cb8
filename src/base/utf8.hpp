// UTF-8 (RFC 3629): strict, no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace parley {

// Takes one code point off the front of `text`; nullopt (and `text` unchanged) where malformed.
std::optional<char32_t> take_code_point(std::string_view& text);
// Number of code points, or nullopt where `text` is not UTF-8.
std::optional<std::size_t> utf8_length(std::string_view text);

}  // namespace parley
