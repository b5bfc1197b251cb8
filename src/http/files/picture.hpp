// A decoded picture, and what is done to one without knowing any file format.
//
// Pure. Eight bits each of red, green and blue, rows from the top, without padding.
#pragma once

#include <cstdint>
#include <vector>

namespace parley::http {

struct Picture {
    static constexpr std::size_t channels = 3;

    // White all over. REQUIRES: both sides at least 1.
    Picture(int picture_width, int picture_height);

    std::uint8_t* pixel(int x, int y) { return bytes.data() + offset(x, y); }
    const std::uint8_t* pixel(int x, int y) const { return bytes.data() + offset(x, y); }

    int width;
    int height;
    std::vector<std::uint8_t> bytes;

private:
    std::size_t offset(int x, int y) const {
        return (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                static_cast<std::size_t>(x)) *
               channels;
    }
};

// Each pixel is the average of the area it stands for, to the nearest.
// REQUIRES: neither side grows, and at most 2^40 pixels in `picture`.
Picture scaled_down(const Picture& picture, int width, int height);

// Upright, for a picture stored with that EXIF orientation (orientation.hpp).
Picture turned(const Picture& picture, int orientation);

}  // namespace parley::http
