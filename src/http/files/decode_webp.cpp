#include <webp/decode.h>

#include "http/files/decoders.hpp"

namespace parley::http {
namespace {

constexpr std::size_t with_alpha = 4;

// White shows through as far as the pixel is transparent.
std::uint8_t on_white(unsigned value, unsigned alpha) {
    return static_cast<std::uint8_t>((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

}  // namespace

std::optional<Picture> decode_webp(std::string_view bytes, ImageSize size) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    WebPBitstreamFeatures told;
    if (WebPGetFeatures(data, bytes.size(), &told) != VP8_STATUS_OK || told.width != size.width ||
        told.height != size.height || told.has_animation != 0) {
        return std::nullopt;
    }
    Picture picture(size.width, size.height);
    if (told.has_alpha == 0) {
        const int stride = size.width * static_cast<int>(Picture::channels);
        if (WebPDecodeRGBInto(data, bytes.size(), picture.bytes.data(), picture.bytes.size(),
                              stride) == nullptr)
            return std::nullopt;
        return picture;
    }
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(size.pixels()) * with_alpha);
    const int stride = size.width * static_cast<int>(with_alpha);
    if (WebPDecodeRGBAInto(data, bytes.size(), pixels.data(), pixels.size(), stride) == nullptr)
        return std::nullopt;
    for (std::size_t at = 0; at < pixels.size() / with_alpha; ++at) {
        const std::uint8_t* from = pixels.data() + at * with_alpha;
        for (std::size_t c = 0; c < Picture::channels; ++c)
            picture.bytes[at * Picture::channels + c] = on_white(from[c], from[3]);
    }
    return picture;
}

}  // namespace parley::http
