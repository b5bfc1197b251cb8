#include "voice/sip/sdp.hpp"

#include <fmt/format.h>
#include <sofia-sip/sdp.h>
#include <strings.h>

#include <memory>
#include <optional>

namespace parley::voice {
namespace {

constexpr std::size_t streams_max = 16;

struct Parsed {
    explicit Parsed(std::string_view text)
        : parser(sdp_parse(home, text.data(), static_cast<issize_t>(text.size()), 0)) {}
    ~Parsed() {
        sdp_parser_free(parser);
        su_home_deinit(home);
    }
    Parsed(const Parsed&) = delete;
    Parsed& operator=(const Parsed&) = delete;

    su_home_t home[1] = {SU_HOME_INIT(home)};
    sdp_parser_t* parser;
};

bool is_called(const sdp_rtpmap_t& map, const char* encoding) {
    return map.rm_encoding != nullptr && strcasecmp(map.rm_encoding, encoding) == 0 &&
           map.rm_rate == sample_rate;
}

// Of the codecs we know the one they like best, and keys if they have them.
std::optional<LegFormat> format_of(const sdp_media_t& media) {
    std::optional<LegFormat> format;
    std::uint8_t event_type = 0;
    for (const sdp_rtpmap_t* map = media.m_rtpmaps; map != nullptr; map = map->rm_next) {
        const auto type = static_cast<std::uint8_t>(map->rm_pt);
        if (is_called(*map, "telephone-event")) event_type = type;
        if (format) continue;
        if (is_called(*map, "PCMA")) format = LegFormat{sound::G711Law::a, type, 0};
        if (is_called(*map, "PCMU")) format = LegFormat{sound::G711Law::mu, type, 0};
    }
    if (format) format->event_type = event_type;
    return format;
}

std::optional<Endpoint> remote_of(const sdp_media_t& media) {
    const sdp_connection_t* connection = sdp_media_connections(&media);
    if (connection == nullptr || connection->c_mcast || media.m_port > UINT16_MAX)
        return std::nullopt;
    return Endpoint::parse(connection->c_address, static_cast<std::uint16_t>(media.m_port));
}

Direction ours(unsigned theirs) {
    switch (theirs) {
        case sdp_sendonly: return Direction::receive;
        case sdp_recvonly: return Direction::send;
        case sdp_inactive: return Direction::none;
        default: return Direction::both;
    }
}

AudioOffer::Stream stream_of(const sdp_media_t& media) {
    auto text = [](const char* word) { return std::string(word == nullptr ? "" : word); };
    std::string format = "0";
    if (media.m_format != nullptr) format = text(media.m_format->l_text);
    if (media.m_rtpmaps != nullptr) format = std::to_string(media.m_rtpmaps->rm_pt);
    return {text(media.m_type_name), text(media.m_proto_name), format};
}

std::string_view word_of(Direction direction) {
    switch (direction) {
        case Direction::both: return "sendrecv";
        case Direction::send: return "sendonly";
        case Direction::receive: return "recvonly";
        case Direction::none: return "inactive";
    }
    return "inactive";
}

}  // namespace

Result<AudioOffer> parse_offer(std::string_view sdp) {
    const Parsed parsed(sdp);
    const sdp_session_t* session = sdp_session(parsed.parser);
    if (session == nullptr) return refuse(Code::invalid, "bad_sdp");
    AudioOffer offer;
    bool is_taken = false;
    for (const sdp_media_t* media = session->sdp_media; media != nullptr; media = media->m_next) {
        if (offer.streams.size() == streams_max) return refuse(Code::invalid, "bad_sdp");
        offer.streams.push_back(stream_of(*media));
        const bool is_audio = media->m_type == sdp_media_audio && media->m_proto == sdp_proto_rtp;
        if (is_taken || !is_audio || media->m_port == 0) continue;
        const auto format = format_of(*media);
        if (!format) continue;
        const auto remote = remote_of(*media);
        if (!remote) return refuse(Code::invalid, "bad_sdp");
        is_taken = true;
        offer.taken = offer.streams.size() - 1;
        offer.format = *format;
        offer.remote = *remote;
        offer.direction = ours(media->m_mode);
    }
    if (!is_taken) return refuse(Code::invalid, "no_common_codec");
    return offer;
}

std::string answer_to(const AudioOffer& offer, std::string_view address, std::uint16_t port,
                      std::uint64_t session, std::uint64_t version) {
    const std::string_view family = address.contains(':') ? "IP6" : "IP4";
    std::string sdp = fmt::format("v=0\r\no=- {} {} IN {} {}\r\ns=-\r\nc=IN {} {}\r\nt=0 0\r\n",
                                  session, version, family, address, family, address);
    for (std::size_t at = 0; at < offer.streams.size(); ++at) {
        const AudioOffer::Stream& stream = offer.streams[at];
        if (at != offer.taken) {
            sdp += fmt::format("m={} 0 {} {}\r\n", stream.media, stream.protocol, stream.format);
            continue;
        }
        const int audio = offer.format.audio_type;
        const int event = offer.format.event_type;
        const std::string_view codec = offer.format.law == sound::G711Law::a ? "PCMA" : "PCMU";
        sdp +=
            fmt::format("m=audio {} {} {}{}\r\na=rtpmap:{} {}/{}\r\n", port, stream.protocol, audio,
                        event == 0 ? "" : fmt::format(" {}", event), audio, codec, sample_rate);
        if (event != 0)
            sdp += fmt::format("a=rtpmap:{} telephone-event/{}\r\na=fmtp:{} 0-15\r\n", event,
                               sample_rate, event);
        sdp += fmt::format("a=ptime:{}\r\na={}\r\n", tick.count(), word_of(offer.direction));
    }
    return sdp;
}

}  // namespace parley::voice
