// SDP down to what matters of its streams (RFC 8866, RFC 3264). Pure and total.
//
// Read by ourselves: sofia-sip's reader (1.12.11) never comes back from "m=audio 0 RT@/AVP 0".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "voice/media/audio_terms.hpp"
#include "voice/sip/sdes.hpp"
#include "voice/sip/sdp_formats.hpp"

namespace parley::voice {

// One m= line and what follows of it. Views into the text.
struct SdpStream {
    std::string_view media;
    std::string_view protocol;
    std::string_view format;         // The first.
    bool is_sound = false;           // Audio over RTP that is wanted: its port is not 0.
    bool is_secure = false;          // RTP/SAVP.
    std::optional<Endpoint> remote;  // Nothing: no numeric address of one receiver.
    Endpoint remote_rtcp;
    Direction direction = Direction::both;  // As we see it.
    std::vector<OfferedType> types;
    std::vector<Crypto> cryptos;
};

constexpr std::size_t sdp_max = 16'384;  // Bytes.
constexpr std::size_t sdp_streams_max = 16;
constexpr std::size_t sdp_cryptos_max = 16;  // Of a stream; more are passed over.

// Refuses "bad_sdp".
Result<std::vector<SdpStream>> read_sdp(std::string_view text);

}  // namespace parley::voice
