// What was agreed on with one party about its sound, and what is kept to agree anew.
#pragma once

#include <memory>
#include <optional>

#include "voice/media/udp_socket.hpp"
#include "voice/media/watch.hpp"
#include "voice/sip/sdp.hpp"
#include "voice/sip/sip_stack.hpp"

namespace parley::voice {

struct LegTerms {
    std::shared_ptr<Watch> watch;
    VoiceCodec codec{};
    bool is_encrypted = false;

    // Of SIP alone.
    AudioWishes wishes;
    std::optional<UdpSocket> socket;  // Until its party has it.
    std::string address;              // Ours, as they reach it, and the port.
    std::uint16_t port = 0;
    std::uint64_t version = 0;         // Of our SDP.
    Endpoint signalled_from;           // Where their signalling comes from.
    std::optional<AudioOffer> theirs;  // Not answered yet.
    std::optional<OurOffer> ours;      // The last that we made.
    std::optional<AudioTerms> agreed;  // What holds; nothing: nothing does yet.
    // What may be asked once more, with SRTP alone, since many who want it take no offer that
    // leaves it open.
    std::optional<Dialling> dialling;
};

}  // namespace parley::voice
