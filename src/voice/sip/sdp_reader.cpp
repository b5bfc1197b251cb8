#include "voice/sip/sdp_reader.hpp"

#include <sofia-sip/sdp.h>
#include <strings.h>

#include <charconv>
#include <string>

namespace parley::voice {
namespace {

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

std::string word_of(const char* word) { return word == nullptr ? "" : word; }

// Sent to all, to many or to nobody: no place of one receiver. Nobody is who holds in the old way.
bool is_receiver(std::string_view address) {
    int first = 0;
    const auto [end, error] =
        std::from_chars(address.data(), address.data() + address.size(), first);
    if (address.contains(':')) return strncasecmp(address.data(), "ff", 2) != 0;
    return error == std::errc{} && *end == '.' && first < 224;
}

bool is_nobody(std::string_view address) { return address == "0.0.0.0" || address == "::"; }

Direction ours(unsigned theirs, bool is_held) {
    bool sends = theirs == sdp_recvonly || theirs == sdp_sendrecv;
    const bool receives = theirs == sdp_sendonly || theirs == sdp_sendrecv;
    if (is_held) sends = false;
    if (sends) return receives ? Direction::both : Direction::send;
    return receives ? Direction::receive : Direction::none;
}

std::optional<std::uint16_t> port_in(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || port == 0) return std::nullopt;
    return port;
}

// RTCP goes to the same port (RFC 5761), to one that is named (RFC 3605), or to the next.
Endpoint rtcp_of(const sdp_media_t& media, const std::string& address, std::uint16_t port) {
    if (sdp_attribute_find(media.m_attributes, "rtcp-mux") == nullptr) {
        const sdp_attribute_t* named = sdp_attribute_find(media.m_attributes, "rtcp");
        const auto other = named == nullptr ? std::nullopt : port_in(word_of(named->a_value));
        port = other.value_or(static_cast<std::uint16_t>(port + 1));
    }
    return *Endpoint::parse(address, port);
}

void read_place(const sdp_media_t& media, SdpStream& stream) {
    const sdp_connection_t* connection = sdp_media_connections(&media);
    if (connection == nullptr || connection->c_mcast || media.m_port > UINT16_MAX) return;
    const std::string address = word_of(connection->c_address);
    const auto port = static_cast<std::uint16_t>(media.m_port);
    if (address.empty() || !is_receiver(address)) return;
    stream.remote = Endpoint::parse(address, port);
    if (!stream.remote) return;
    stream.remote_rtcp = rtcp_of(media, address, port);
    stream.direction = ours(media.m_mode, is_nobody(address));
}

SdpStream stream_of(const sdp_media_t& media) {
    SdpStream stream;
    stream.media = word_of(media.m_type_name);
    stream.protocol = word_of(media.m_proto_name);
    stream.format = "0";
    if (media.m_format != nullptr) stream.format = word_of(media.m_format->l_text);
    if (media.m_rtpmaps != nullptr) stream.format = std::to_string(media.m_rtpmaps->rm_pt);
    stream.is_secure = media.m_proto == sdp_proto_srtp;
    stream.is_sound = media.m_type == sdp_media_audio && media.m_port != 0 &&
                      (media.m_proto == sdp_proto_rtp || stream.is_secure);
    if (!stream.is_sound) return stream;
    read_place(media, stream);
    for (const sdp_rtpmap_t* map = media.m_rtpmaps; map != nullptr; map = map->rm_next)
        stream.types.push_back({static_cast<std::uint8_t>(map->rm_pt), word_of(map->rm_encoding),
                                static_cast<std::uint32_t>(map->rm_rate)});
    const sdp_attribute_t* named = media.m_attributes;
    for (; named != nullptr && stream.cryptos.size() < sdp_cryptos_max; named = named->a_next) {
        if (named->a_name == nullptr || strcasecmp(named->a_name, "crypto") != 0) continue;
        if (auto crypto = parse_crypto(word_of(named->a_value)))
            stream.cryptos.push_back(std::move(*crypto));
    }
    return stream;
}

}  // namespace

std::optional<LegFormat> SdpStream::choose(std::span<const VoiceCodec> preferred) const {
    std::vector<OfferedType> offered;
    for (const Type& one : types) offered.push_back({one.type, one.encoding, one.clock});
    return choose_format(offered, preferred);
}

Result<std::vector<SdpStream>> read_sdp(std::string_view text) {
    if (text.size() > sdp_max) return refuse(Code::invalid, "bad_sdp");
    const Parsed parsed(text);
    const sdp_session_t* session = sdp_session(parsed.parser);
    if (session == nullptr) return refuse(Code::invalid, "bad_sdp");
    std::vector<SdpStream> streams;
    for (const sdp_media_t* media = session->sdp_media; media != nullptr; media = media->m_next) {
        if (streams.size() == sdp_streams_max) return refuse(Code::invalid, "bad_sdp");
        streams.push_back(stream_of(*media));
    }
    return streams;
}

}  // namespace parley::voice
