// What a file is, by its first bytes and never by its name or a sender's claim.
//
// Pure. Anything that reads as text is text/plain, HTML and SVG included: what a browser might run
// is never served as such.
#pragma once

#include <string_view>

namespace parley::http {

// Bytes of the beginning that are enough for media_type_of and, mostly, image_size_of.
constexpr std::size_t head_bytes = 64 * 1024;

std::string_view media_type_of(std::string_view head);

// The images browsers show safely inside a page.
bool is_shown_inline(std::string_view media_type);

}  // namespace parley::http
