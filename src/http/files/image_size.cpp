#include "http/files/image_size.hpp"

#include "http/files/byte_reader.hpp"
#include "http/files/media_type.hpp"

namespace parley::http {
namespace {

std::optional<ImageSize> sized(std::uint32_t width, std::uint32_t height) {
    constexpr std::uint32_t side_max = 65'535;
    if (width == 0 || height == 0 || width > side_max || height > side_max) return std::nullopt;
    return ImageSize{static_cast<int>(width), static_cast<int>(height)};
}

bool is_frame_header(std::uint32_t marker) {
    const bool is_start_of_frame = marker >= 0xC0 && marker <= 0xCF;
    return is_start_of_frame && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// Steps from segment to segment until the frame header (ITU T.81, annex B).
std::optional<ImageSize> jpeg_size(const ByteReader& bytes) {
    std::size_t at = 2;
    while (bytes.has(at + 8)) {
        if (bytes.u8(at) != 0xFF) return std::nullopt;
        const std::uint32_t marker = bytes.u8(at + 1);
        if (marker == 0xFF) {
            ++at;  // A fill byte.
            continue;
        }
        if (is_frame_header(marker)) return sized(bytes.big16(at + 7), bytes.big16(at + 5));
        const std::uint32_t length = bytes.big16(at + 2);
        if (length < 2) return std::nullopt;
        at += 2 + length;
    }
    return std::nullopt;
}

// RFC 9649: lossy, lossless and extended files each hold it in their own way.
std::optional<ImageSize> webp_size(const ByteReader& bytes) {
    constexpr std::uint32_t side_bits = 0x3FFF;
    const std::string_view kind = bytes.text(12, 4);
    if (kind == "VP8 ") {
        return sized(bytes.little16(26) & side_bits, bytes.little16(28) & side_bits);
    }
    if (kind == "VP8L") {
        const std::uint32_t bits = bytes.little16(21) | bytes.little16(23) << 16;
        return sized((bits & side_bits) + 1, (bits >> 14 & side_bits) + 1);
    }
    if (kind == "VP8X") return sized(bytes.little24(24) + 1, bytes.little24(27) + 1);
    return std::nullopt;
}

}  // namespace

std::optional<ImageSize> image_size_of(std::string_view head) {
    const std::string_view media_type = media_type_of(head);
    const ByteReader bytes(head);
    if (media_type == "image/png" && bytes.text(12, 4) == "IHDR") {
        return sized(bytes.big32(16), bytes.big32(20));
    }
    if (media_type == "image/gif") return sized(bytes.little16(6), bytes.little16(8));
    if (media_type == "image/jpeg") return jpeg_size(bytes);
    if (media_type == "image/webp" && bytes.has(29)) return webp_size(bytes);
    return std::nullopt;
}

}  // namespace parley::http
