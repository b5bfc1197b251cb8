#include "voice/sip/sdp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "voice/audio/codec.hpp"
#include "voice/sip/sdp_reader.hpp"

namespace parley::voice {
namespace {

constexpr std::uint8_t first_event_type = 101;  // In our offers.
constexpr std::string_view plain_protocol = "RTP/AVP";
constexpr std::string_view secure_protocol = "RTP/SAVP";

std::string_view word_of(Direction direction) {
    switch (direction) {
        case Direction::both: return "sendrecv";
        case Direction::send: return "sendonly";
        case Direction::receive: return "recvonly";
        case Direction::none: return "inactive";
    }
    return "inactive";
}

// Whether it may be taken: as SRTP, as plain RTP, or neither.
enum class Manner { neither, plain, sealed };

Manner manner_of(const SdpStream& stream, Srtp srtp) {
    if (srtp != Srtp::off && !stream.cryptos.empty()) return Manner::sealed;
    return stream.is_secure || srtp == Srtp::required ? Manner::neither : Manner::plain;
}

std::string session_lines(std::string_view address, std::uint64_t session, std::uint64_t version) {
    const std::string_view family = address.contains(':') ? "IP6" : "IP4";
    return fmt::format("v=0\r\no=- {} {} IN {} {}\r\ns=-\r\nc=IN {} {}\r\nt=0 0\r\n", session,
                       version, family, address, family, address);
}

std::string common_lines(Direction direction, bool muxes) {
    return fmt::format("{}a=ptime:{}\r\na={}\r\n", muxes ? "a=rtcp-mux\r\n" : "", tick.count(),
                       word_of(direction));
}

SrtpKeys keys_of(const Crypto& theirs, const AudioTerms* before, Rng* rng) {
    SrtpKeys keys{theirs.profile, theirs.key, {}};
    const bool stays = before != nullptr && before->keys && before->keys->profile == keys.profile;
    if (stays)
        keys.ours = before->keys->ours;
    else
        keys.ours = draw_crypto(theirs.tag, keys.profile, *rng).key;
    return keys;
}

Result<AudioOffer> parse(std::string_view sdp, const AudioWishes& wishes, Rng* rng,
                         const AudioTerms* before) {
    TRY(const std::vector<SdpStream> streams, read_sdp(sdp));
    AudioOffer offer;
    Manner best = Manner::neither;
    bool is_codec_common = false;
    for (std::size_t at = 0; at < streams.size(); ++at) {
        const SdpStream& stream = streams[at];
        offer.streams.push_back(
            {std::string(stream.media), std::string(stream.protocol), std::string(stream.format)});
        const auto format =
            stream.is_sound ? choose_format(stream.types, wishes.codecs) : std::nullopt;
        if (!format) continue;
        is_codec_common = true;
        const Manner manner = manner_of(stream, wishes.srtp);
        if (manner <= best) continue;
        if (!stream.remote) return refuse(Code::invalid, "bad_sdp");
        best = manner;
        offer.taken = at;
        offer.format = *format;
        offer.remote = *stream.remote;
        offer.remote_rtcp = stream.remote_rtcp;
        offer.direction = stream.direction;
    }
    if (best == Manner::neither)
        return refuse(Code::invalid, is_codec_common ? "no_common_encryption" : "no_common_codec");
    if (best == Manner::sealed) {
        const auto chosen = choose_crypto(streams[offer.taken].cryptos);
        offer.crypto_tag = chosen->tag;
        offer.keys = keys_of(*chosen, before, rng);
    }
    return offer;
}

}  // namespace

Result<AudioOffer> parse_offer(std::string_view sdp, const AudioWishes& wishes, Rng& rng,
                               const AudioTerms* before) {
    return parse(sdp, wishes, &rng, before);
}

Result<AudioOffer> parse_offer(std::string_view sdp) { return parse(sdp, {}, nullptr, nullptr); }

std::string answer_to(const AudioOffer& offer, std::string_view address, std::uint16_t port,
                      std::uint64_t session, std::uint64_t version) {
    std::string sdp = session_lines(address, session, version);
    for (std::size_t at = 0; at < offer.streams.size(); ++at) {
        const AudioOffer::Stream& stream = offer.streams[at];
        if (at != offer.taken) {
            sdp += fmt::format("m={} 0 {} {}\r\n", stream.media, stream.protocol, stream.format);
            continue;
        }
        sdp += fmt::format("m=audio {} {} {}\r\n{}", port, stream.protocol, types_of(offer.format),
                           format_lines(offer.format));
        if (offer.keys)
            sdp += crypto_line({offer.crypto_tag, offer.keys->profile, offer.keys->ours});
        sdp += common_lines(offer.direction, offer.remote_rtcp == offer.remote);
    }
    return sdp;
}

OurOffer make_offer(const AudioWishes& wishes, Rng& rng) {
    OurOffer offer{wishes, {}};
    if (offer.wishes.codecs.empty())
        for (const CodecTerms& codec : known_codecs()) offer.wishes.codecs.push_back(codec.codec);
    if (wishes.srtp == Srtp::off) return offer;
    int tag = 0;
    for (const SrtpProfile profile :
         {SrtpProfile::aead_aes_128_gcm, SrtpProfile::aes_128_cm_sha1_80})
        offer.cryptos.push_back(draw_crypto(++tag, profile, rng));
    return offer;
}

std::string text_of(const OurOffer& offer, std::string_view address, std::uint16_t port,
                    std::uint64_t session, std::uint64_t version) {
    std::string types;
    std::string lines;
    std::vector<std::uint32_t> clocks;  // Keys of each.
    for (const VoiceCodec codec : offer.wishes.codecs) {
        const CodecTerms& terms = terms_of(codec);
        types += fmt::format(" {}", terms.payload_type);
        lines += codec_lines(codec, terms.payload_type);
        if (std::ranges::find(clocks, terms.clock) == clocks.end()) clocks.push_back(terms.clock);
    }
    std::uint8_t type = first_event_type;
    for (const std::uint32_t clock : clocks) {
        types += fmt::format(" {}", type);
        lines += event_lines(type++, clock);
    }
    for (const Crypto& crypto : offer.cryptos) lines += crypto_line(crypto);
    return fmt::format("{}m=audio {} {}{}\r\n{}{}", session_lines(address, session, version), port,
                       offer.wishes.srtp == Srtp::required ? secure_protocol : plain_protocol,
                       types, lines, common_lines(Direction::both, true));
}

Result<AudioTerms> parse_answer(std::string_view sdp, const OurOffer& offer) {
    TRY(const std::vector<SdpStream> streams, read_sdp(sdp));
    if (streams.empty()) return refuse(Code::invalid, "bad_sdp");
    const SdpStream& stream = streams.front();
    // What they like best of ours: they answer in their order.
    auto format = stream.is_sound ? choose_format(stream.types, {}) : std::nullopt;
    const auto& codecs = offer.wishes.codecs;
    if (format && std::ranges::find(codecs, format->codec) == codecs.end())
        format = choose_format(stream.types, codecs);
    if (!format) return refuse(Code::invalid, "no_common_codec");
    if (!stream.remote) return refuse(Code::invalid, "bad_sdp");
    AudioTerms terms{*stream.remote, stream.remote_rtcp, *format, stream.direction, {}};
    const auto theirs = choose_crypto(stream.cryptos);
    const auto ours = std::ranges::find_if(offer.cryptos, [&](const Crypto& one) {
        return theirs && one.tag == theirs->tag && one.profile == theirs->profile;
    });
    if (ours != offer.cryptos.end()) {
        terms.keys = SrtpKeys{theirs->profile, theirs->key, ours->key};
    } else if (stream.is_secure || offer.wishes.srtp == Srtp::required || theirs) {
        return refuse(Code::invalid, "no_common_encryption");
    }
    return terms;
}

}  // namespace parley::voice
