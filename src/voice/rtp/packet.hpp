// RTP packets (RFC 3550, section 5.1): bytes to fields and back.
//
// Pure and total: whatever the bytes, the answer is a packet within them, or none.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace parley::voice {

struct RtpPacket {
    std::uint8_t payload_type = 0;  // 0 … 127.
    bool marker = false;
    std::uint16_t sequence = 0;
    std::uint32_t timestamp = 0;  // In units of the codec's clock.
    std::uint32_t ssrc = 0;
    std::span<const std::uint8_t> payload;  // Within the bytes parsed; without padding.
};

constexpr std::size_t rtp_header_size = 12;

// Nothing: not version 2, or lengths that do not fit: contributors, extension, padding.
std::optional<RtpPacket> parse_rtp(std::span<const std::uint8_t> bytes);

// Which of the two a datagram is of, where RTP and RTCP share a port (RFC 5761): by its second
// byte.
constexpr bool is_rtcp(std::span<const std::uint8_t> bytes) {
    return bytes.size() > 1 && bytes[1] >= 192 && bytes[1] <= 223;
}

// Without contributors, extension and padding.
std::array<std::uint8_t, rtp_header_size> rtp_header(const RtpPacket& packet);

// How far `a` lies behind `b` of counters that wrap; negative: before it.
constexpr int sequence_distance(std::uint16_t a, std::uint16_t b) {
    return static_cast<std::int16_t>(static_cast<std::uint16_t>(a - b));
}

}  // namespace parley::voice
