#include "voice/rtp/packet.hpp"

#include "voice/rtp/bytes.hpp"

namespace parley::voice {

std::optional<RtpPacket> parse_rtp(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t extension_header = 4;
    if (bytes.size() < rtp_header_size || bytes[0] >> 6 != 2) return std::nullopt;
    const bool is_padded = (bytes[0] & 0x20) != 0;
    const bool is_extended = (bytes[0] & 0x10) != 0;
    const std::size_t contributors = bytes[0] & 0x0f;

    RtpPacket packet;
    packet.marker = (bytes[1] & 0x80) != 0;
    packet.payload_type = bytes[1] & 0x7f;
    packet.sequence = read_u16(bytes, 2);
    packet.timestamp = read_u32(bytes, 4);
    packet.ssrc = read_u32(bytes, 8);

    std::size_t begin = rtp_header_size + 4 * contributors;
    if (begin > bytes.size()) return std::nullopt;
    if (is_extended) {
        if (bytes.size() - begin < extension_header) return std::nullopt;
        begin += extension_header + 4UL * read_u16(bytes, begin + 2);
        if (begin > bytes.size()) return std::nullopt;
    }
    std::size_t size = bytes.size() - begin;
    if (is_padded) {
        const std::size_t padding = bytes.back();
        if (padding == 0 || padding > size) return std::nullopt;
        size -= padding;
    }
    packet.payload = bytes.subspan(begin, size);
    return packet;
}

std::array<std::uint8_t, rtp_header_size> rtp_header(const RtpPacket& packet) {
    std::array<std::uint8_t, rtp_header_size> bytes{};
    bytes[0] = 2 << 6;
    bytes[1] = static_cast<std::uint8_t>((packet.marker ? 0x80 : 0) | packet.payload_type);
    write_u16(bytes, 2, packet.sequence);
    write_u32(bytes, 4, packet.timestamp);
    write_u32(bytes, 8, packet.ssrc);
    return bytes;
}

}  // namespace parley::voice
