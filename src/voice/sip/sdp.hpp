// Offer and answer over SIP (RFC 3264): what of an offered session we take, what we offer, and what
// they take of it, in the words of SDP.
//
//     parse_offer(theirs, wishes, rng) -> AudioOffer;   answer_to(offer, …) -> text
//     make_offer(wishes, rng) -> OurOffer;   text_of(offer, …) -> text;   parse_answer(theirs,
//     offer)
//
// Of what is offered one stream of audio is taken; everything else is refused by port 0, in its
// place. What comes of either way is AudioTerms, which a Leg agrees on.
//
// SRTP, its keys by a=crypto (sdes.hpp): a secure stream (RTP/SAVP) is taken or offered where it is
// required; `optional` takes whatever comes and offers both at once, a plain stream with keys (RFC
// 8643), which others may leave.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/trunk.hpp"
#include "voice/media/audio_terms.hpp"
#include "voice/sip/sdes.hpp"

namespace parley::voice {

// What may be agreed on.
struct AudioWishes {
    std::vector<VoiceCodec> codecs;  // By preference; empty: all, in the offerer's order.
    Srtp srtp = Srtp::off;
};

struct AudioOffer : AudioTerms {
    struct Stream {
        std::string media;     // "audio"
        std::string protocol;  // "RTP/AVP"
        std::string format;    // The first of them.
    };

    std::vector<Stream> streams;  // All that are offered.
    std::size_t taken = 0;        // Which of them.
    int crypto_tag = 0;           // Of its keys.
};

// Refuses "bad_sdp" what cannot be read or names no numeric address of one receiver,
// "no_common_codec", and "no_common_encryption" where they want SRTP and we not, or the other way.
// `before`: what was agreed on in the same dialogue; our key stays where it can.
Result<AudioOffer> parse_offer(std::string_view sdp, const AudioWishes& wishes, Rng& rng,
                               const AudioTerms* before = nullptr);
// Of any codec, without SRTP.
Result<AudioOffer> parse_offer(std::string_view sdp);

// `address` is ours, as others reach it. `session` is a number of the dialogue, `version` grows
// with each offer or answer in it.
std::string answer_to(const AudioOffer& offer, std::string_view address, std::uint16_t port,
                      std::uint64_t session, std::uint64_t version);

struct OurOffer {
    AudioWishes wishes;
    std::vector<Crypto> cryptos;  // Empty: no SRTP.
};
OurOffer make_offer(const AudioWishes& wishes, Rng& rng);
std::string text_of(const OurOffer& offer, std::string_view address, std::uint16_t port,
                    std::uint64_t session, std::uint64_t version);
// Refuses as parse_offer does. May come more than once (183, 200), each time of the same offer.
Result<AudioTerms> parse_answer(std::string_view sdp, const OurOffer& offer);

}  // namespace parley::voice
