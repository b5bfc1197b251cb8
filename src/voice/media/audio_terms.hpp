// What was agreed on with a party about its sound, by whatever signalling: all that who carries it
// needs to know.
#pragma once

#include <cstdint>
#include <optional>

#include "domain/call.hpp"
#include "voice/media/udp_socket.hpp"
#include "voice/rtp/srtp.hpp"

namespace parley::voice {

struct LegFormat {
    VoiceCodec codec = VoiceCodec::pcma;
    std::uint8_t audio_type = 8;        // Payload types of RTP.
    std::uint8_t event_type = 101;      // Keys; 0: none are agreed on.
    std::uint32_t event_clock = 8'000;  // Of the keys' durations.

    friend bool operator==(const LegFormat&, const LegFormat&) = default;
};

enum class Direction { both, send, receive, none };  // As we see it.

constexpr bool may_send(Direction direction) {
    return direction == Direction::both || direction == Direction::send;
}
constexpr bool may_receive(Direction direction) {
    return direction == Direction::both || direction == Direction::receive;
}

struct AudioTerms {
    Endpoint remote;
    Endpoint remote_rtcp;  // The same as `remote` where one port serves both.
    LegFormat format;
    Direction direction = Direction::both;  // What we may do.
    std::optional<SrtpKeys> keys;           // Of SRTP; without them sound travels plain.
    // Where their signalling comes from, if that is known: who sits behind a router names an
    // address in SDP that nobody sees them at. The port does not matter.
    Endpoint signalled_from{};
};

}  // namespace parley::voice
