// SDP as sofia-sip reads it, down to what matters of its streams of sound.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "voice/media/audio_terms.hpp"
#include "voice/sip/sdes.hpp"
#include "voice/sip/sdp_formats.hpp"

namespace parley::voice {

// One m= line. Texts are the reader's own.
struct SdpStream {
    std::string media;
    std::string protocol;
    std::string format;              // The first.
    bool is_sound = false;           // Audio over RTP that is wanted: its port is not 0.
    bool is_secure = false;          // RTP/SAVP.
    std::optional<Endpoint> remote;  // Nothing: no numeric address of one receiver.
    Endpoint remote_rtcp;
    Direction direction = Direction::both;  // As we see it.
    struct Type {
        std::uint8_t type = 0;
        std::string encoding;
        std::uint32_t clock = 0;
    };
    std::vector<Type> types;
    std::vector<Crypto> cryptos;

    std::optional<LegFormat> choose(std::span<const VoiceCodec> preferred) const;
};

constexpr std::size_t sdp_max = 16'384;  // Bytes.
constexpr std::size_t sdp_streams_max = 16;
constexpr std::size_t sdp_cryptos_max = 16;  // Of a stream; more are passed over.

// Refuses "bad_sdp".
Result<std::vector<SdpStream>> read_sdp(std::string_view text);

}  // namespace parley::voice
