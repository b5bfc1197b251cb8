// The size of a PNG, JPEG, GIF or WebP image, read from its head without decoding anything: what a
// decoder would have to allocate is known before it is asked to.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace parley::http {

struct ImageSize {
    int width = 0;
    int height = 0;

    std::int64_t pixels() const { return std::int64_t{width} * height; }
};

// Nothing where the head is of no such image, is broken, or does not reach to the size.
std::optional<ImageSize> image_size_of(std::string_view head);

}  // namespace parley::http
