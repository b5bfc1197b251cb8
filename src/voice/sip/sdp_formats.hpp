// Codecs and keys as SDP speaks of them, to browsers and over SIP alike.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "voice/media/audio_terms.hpp"

namespace parley::voice {

// A payload type and what its rtpmap says.
struct OfferedType {
    std::uint8_t type = 0;
    std::string_view encoding;
    std::uint32_t clock = 0;
};

// What a payload type means without a rtpmap: a codec of ours whose type is fixed, or nothing.
OfferedType static_type(std::uint8_t type);

// The first of `preferred` that is offered; of all we know the first that is offered where nothing
// is preferred. With it the keys that have its clock, or any. Nothing: no codec in common.
std::optional<LegFormat> choose_format(std::span<const OfferedType> offered,
                                       std::span<const VoiceCodec> preferred);

// "0 101": for the m= line.
std::string types_of(const LegFormat& format);
// The a= lines of rtpmap and fmtp, of the codec and its keys.
std::string codec_lines(VoiceCodec codec, std::uint8_t type);
std::string event_lines(std::uint8_t type, std::uint32_t clock);
std::string format_lines(const LegFormat& format);

}  // namespace parley::voice
