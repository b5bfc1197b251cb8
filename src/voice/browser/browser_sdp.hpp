// A browser's offer and our answer to it (RFC 8829): one stream of sound, ICE-lite, DTLS, one port.
//
// Pure. Read line by line, since the words are few and the same in all browsers; whatever else an
// offer says is passed over.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "voice/media/audio_terms.hpp"

namespace parley::voice {

struct BrowserOffer {
    std::string fragment;     // Of ICE, theirs.
    std::string fingerprint;  // Of SHA-256: "AB:CD:…".
    std::string mid;          // The name of the stream.
    LegFormat format;
};

constexpr std::size_t browser_sdp_max = 16'384;

// By preference. Of Opus a core carries a third of what it does of the first two.
constexpr std::array browser_codecs = {VoiceCodec::pcmu, VoiceCodec::pcma, VoiceCodec::opus,
                                       VoiceCodec::g722};

// Refuses "bad_sdp" what is longer, or lacks any of it, and "no_common_codec". `preferred`: empty
// takes what they like best of all we know.
Result<BrowserOffer> parse_browser_offer(std::string_view sdp,
                                         std::span<const VoiceCodec> preferred = browser_codecs);

struct BrowserAnswer {
    std::string address;  // Numeric, as the browser reaches us.
    std::uint16_t port = 0;
    std::string fragment;
    std::string password;
    std::string fingerprint;
    std::uint32_t ssrc = 0;
};

std::string browser_answer(const BrowserOffer& offer, const BrowserAnswer& answer);

}  // namespace parley::voice
