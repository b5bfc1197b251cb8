// What was agreed on with one party about its sound, and what is kept to agree anew.
#pragma once

#include <memory>
#include <optional>

#include "domain/call.hpp"
#include "voice/media/udp_socket.hpp"
#include "voice/media/watch.hpp"
#include "voice/sip/sdp.hpp"

namespace parley::voice {

struct LegTerms {
    std::shared_ptr<Watch> watch;     // Null: nothing was heard of it yet, and nothing can be.
    std::optional<UdpSocket> socket;  // Until its party has it.
    std::uint16_t port = 0;           // Ours; 0: a browser.
    std::optional<AudioOffer> theirs;
    std::uint64_t version = 0;  // Of our SDP.
    VoiceCodec codec{};
    bool is_encrypted = false;
};

inline VoiceCodec codec_of(const LegFormat& format) {
    return format.law == sound::G711Law::a ? VoiceCodec::pcma : VoiceCodec::pcmu;
}

}  // namespace parley::voice
