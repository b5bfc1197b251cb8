// Offer and answer (RFC 3264): what of an offered session we take, in the words of SDP.
//
// Of what is offered one stream of audio is taken, in the offerer's own order of codecs; everything
// else is refused by port 0, in its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "voice/media/leg.hpp"

namespace parley::voice {

enum class Direction { both, send, receive, none };  // As we see it.

struct AudioOffer {
    struct Stream {
        std::string media;     // "audio"
        std::string protocol;  // "RTP/AVP"
        std::string format;    // The first of them.
    };

    Endpoint remote;
    LegFormat format;
    Direction direction = Direction::both;  // What we may do.
    std::vector<Stream> streams;            // All that are offered.
    std::size_t taken = 0;                  // Which of them.
};

// Refuses "bad_sdp" what cannot be read or names no numeric address, and "no_common_codec".
Result<AudioOffer> parse_offer(std::string_view sdp);

// `address` is ours, as others reach it. `session` is a number of the dialogue, `version` grows
// with each answer in it.
std::string answer_to(const AudioOffer& offer, std::string_view address, std::uint16_t port,
                      std::uint64_t session, std::uint64_t version);

}  // namespace parley::voice
