// What a WebSocket client sends (RFC 6455), for all load that is made here.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace parley::bench {

constexpr char text_opcode = 0x1;

// `more`: further headers, each with its end of line.
inline std::string upgrade_request(std::string_view host, std::string_view target,
                                   std::string_view more = {}) {
    return fmt::format(
        "GET {} HTTP/1.1\r\nHost: {}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{}\r\n",
        target, host, more);
}

// One final frame, masked as a client's must be. REQUIRES: a payload under 64 KiB.
inline void append_frame(std::string& to, char opcode, std::string_view payload) {
    constexpr std::string_view mask = "\x12\x34\x56\x78";
    to.push_back(static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
        to.push_back(static_cast<char>(0x80 | payload.size()));
    } else {
        to.push_back(static_cast<char>(0x80 | 126));
        to.push_back(static_cast<char>(payload.size() >> 8));
        to.push_back(static_cast<char>(payload.size() & 0xFF));
    }
    to += mask;
    for (std::size_t at = 0; at < payload.size(); ++at)
        to.push_back(static_cast<char>(payload[at] ^ mask[at % mask.size()]));
}

}  // namespace parley::bench
