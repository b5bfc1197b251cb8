#include <turbojpeg.h>

#include <algorithm>
#include <memory>
#include <span>

#include "http/files/decoders.hpp"

namespace parley::http {
namespace {

// A picture cut off, or of hundreds of scans (each a pass over all of it), is not worth the work.
constexpr int flags = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS;

struct Destroy {
    void operator()(void* handle) const { tjDestroy(handle); }
};

// The smallest fraction that leaves enough.
ImageSize fraction_of(ImageSize size, int side_min) {
    int count = 0;
    const tjscalingfactor* factors = tjGetScalingFactors(&count);
    ImageSize best = size;
    for (const tjscalingfactor factor : std::span(factors, static_cast<std::size_t>(count))) {
        const ImageSize scaled{TJSCALED(size.width, factor), TJSCALED(size.height, factor)};
        if (std::max(scaled.width, scaled.height) < side_min) continue;
        if (scaled.pixels() < best.pixels()) best = scaled;
    }
    return best;
}

// Printers' inks, stored inverted as Adobe's programs do and so everybody.
Picture from_inks(const std::vector<std::uint8_t>& inks, ImageSize size) {
    constexpr std::size_t ink_count = 4;
    Picture picture(size.width, size.height);
    const std::size_t pixels = inks.size() / ink_count;
    for (std::size_t at = 0; at < pixels; ++at) {
        const unsigned black = inks[at * ink_count + 3];
        for (std::size_t c = 0; c < Picture::channels; ++c) {
            picture.bytes[at * Picture::channels + c] =
                static_cast<std::uint8_t>(inks[at * ink_count + c] * black / 255);
        }
    }
    return picture;
}

}  // namespace

std::optional<Picture> decode_jpeg(std::string_view bytes, ImageSize size, int side_min) {
    const std::unique_ptr<void, Destroy> handle(tjInitDecompress());
    if (!handle) return std::nullopt;
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    ImageSize told;
    int subsampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(handle.get(), data, bytes.size(), &told.width, &told.height,
                            &subsampling, &colours) != 0 ||
        told.width != size.width || told.height != size.height) {
        return std::nullopt;
    }
    const ImageSize small = fraction_of(size, side_min);
    const auto decode_into = [&](std::vector<std::uint8_t>& pixels, TJPF format) {
        return tjDecompress2(handle.get(), data, bytes.size(), pixels.data(), small.width, 0,
                             small.height, format, flags) == 0;
    };
    if (colours == TJCS_CMYK || colours == TJCS_YCCK) {
        std::vector<std::uint8_t> inks(static_cast<std::size_t>(small.pixels()) * 4);
        if (!decode_into(inks, TJPF_CMYK)) return std::nullopt;
        return from_inks(inks, small);
    }
    Picture picture(small.width, small.height);
    if (!decode_into(picture.bytes, TJPF_RGB)) return std::nullopt;
    return picture;
}

}  // namespace parley::http
