#include "http/files/picture.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace parley::http {
namespace {

// Lays `from` sources over `to` targets: give(source, target, share) for every overlap. In units of
// 1/to of a source a target is `from` units long, so all shares are whole numbers.
template <class Give>
void spread(int from, int to, Give give) {
    int target = 0;
    int room = from;  // What the target still takes.
    for (int source = 0; source < from; ++source) {
        for (int left = to; left > 0;) {
            const int share = std::min(left, room);
            give(source, target, static_cast<std::uint32_t>(share));
            left -= share;
            room -= share;
            if (room == 0) {
                ++target;
                room = from;
            }
        }
    }
}

struct Place {
    int x;
    int y;
};

// Where the pixel that belongs at (x, y) is stored, in a picture of that size.
Place stored_at(int orientation, int x, int y, int width, int height) {
    const int right = width - 1;
    const int bottom = height - 1;
    switch (orientation) {
        case 2: return {right - x, y};
        case 3: return {right - x, bottom - y};
        case 4: return {x, bottom - y};
        case 5: return {y, x};
        case 6: return {y, bottom - x};
        case 7: return {right - y, bottom - x};
        case 8: return {right - y, x};
        default: return {x, y};
    }
}

}  // namespace

Picture::Picture(int picture_width, int picture_height)
    : width(picture_width), height(picture_height) {
    PARLEY_ASSERT(width > 0 && height > 0);
    bytes.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * channels,
                 0xFF);
}

Picture scaled_down(const Picture& picture, int width, int height) {
    PARLEY_ASSERT(width <= picture.width && height <= picture.height);
    Picture small(width, height);
    const std::size_t row_size = static_cast<std::size_t>(width) * Picture::channels;
    const std::uint64_t area =
        static_cast<std::uint64_t>(picture.width) * static_cast<std::uint64_t>(picture.height);
    std::vector<std::uint32_t> row(row_size);
    std::vector<std::uint64_t> sums(row_size);
    int row_of = -1;
    std::uint32_t filled = 0;  // Of the target row; full at picture.height.
    spread(picture.height, height, [&](int source, int target, std::uint32_t share) {
        if (source != row_of) {
            row_of = source;
            std::ranges::fill(row, 0u);
            spread(picture.width, width, [&](int from, int to, std::uint32_t part) {
                const std::uint8_t* pixel = picture.pixel(from, source);
                std::uint32_t* sum = row.data() + static_cast<std::size_t>(to) * Picture::channels;
                for (std::size_t c = 0; c < Picture::channels; ++c) sum[c] += part * pixel[c];
            });
        }
        for (std::size_t at = 0; at < row_size; ++at) sums[at] += std::uint64_t{share} * row[at];
        filled += share;
        if (filled != static_cast<std::uint32_t>(picture.height)) return;
        std::uint8_t* out = small.pixel(0, target);
        for (std::size_t at = 0; at < row_size; ++at)
            out[at] = static_cast<std::uint8_t>((sums[at] + area / 2) / area);
        std::ranges::fill(sums, 0u);
        filled = 0;
    });
    return small;
}

Picture turned(const Picture& picture, int orientation) {
    const bool lies_on_its_side = orientation >= 5 && orientation <= 8;
    Picture upright(lies_on_its_side ? picture.height : picture.width,
                    lies_on_its_side ? picture.width : picture.height);
    for (int y = 0; y < upright.height; ++y) {
        for (int x = 0; x < upright.width; ++x) {
            const Place from = stored_at(orientation, x, y, picture.width, picture.height);
            std::copy_n(picture.pixel(from.x, from.y), Picture::channels, upright.pixel(x, y));
        }
    }
    return upright;
}

}  // namespace parley::http
