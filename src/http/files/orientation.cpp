#include "http/files/orientation.hpp"

#include "http/files/byte_reader.hpp"

namespace parley::http {
namespace {

using namespace std::string_view_literals;

constexpr int upright = 1;

// TIFF 6.0, section 2: a head that names the byte order, then directories of 12-byte entries. Only
// the first directory describes the picture itself.
int orientation_in_tiff(std::string_view tiff) {
    constexpr std::uint32_t orientation_tag = 0x0112;
    constexpr std::uint32_t short_type = 3;
    constexpr std::size_t entry_size = 12;
    const bool little = tiff.starts_with("II*\0"sv);
    if (!little && !tiff.starts_with("MM\0*"sv)) return upright;
    const ByteReader bytes(tiff);
    const auto u16 = [&](std::size_t at) { return little ? bytes.little16(at) : bytes.big16(at); };
    const std::size_t directory = little ? bytes.little32(4) : bytes.big32(4);
    const std::size_t entries = u16(directory);
    for (std::size_t at = 0; at < entries; ++at) {
        const std::size_t entry = directory + 2 + at * entry_size;
        if (!bytes.has(entry + entry_size - 1)) break;
        if (u16(entry) != orientation_tag || u16(entry + 2) != short_type) continue;
        const std::uint32_t value = u16(entry + 8);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : upright;
    }
    return upright;
}

}  // namespace

int orientation_of(std::string_view jpeg) {
    constexpr std::uint32_t app1 = 0xE1;
    constexpr std::uint32_t start_of_scan = 0xDA;
    constexpr std::string_view signature = "Exif\0\0"sv;
    const ByteReader bytes(jpeg);
    std::size_t at = 2;
    while (bytes.has(at + 3) && bytes.u8(at) == 0xFF) {
        const std::uint32_t marker = bytes.u8(at + 1);
        if (marker == 0xFF) {
            ++at;  // A fill byte.
            continue;
        }
        const std::uint32_t length = bytes.big16(at + 2);
        if (marker == start_of_scan || length < 2) break;
        const std::string_view segment = bytes.text(at + 4, length - 2);
        if (marker == app1 && segment.starts_with(signature))
            return orientation_in_tiff(segment.substr(signature.size()));
        at += 2 + length;
    }
    return upright;
}

}  // namespace parley::http
