#include "voice/sip/sdp_reader.hpp"

#include <strings.h>

#include "voice/sip/sdp_lines.hpp"

namespace parley::voice {
namespace {

bool is_word(std::string_view text, std::string_view word) {
    return text.size() == word.size() && strncasecmp(text.data(), word.data(), word.size()) == 0;
}

// Sent to all or to many: no place of one receiver.
bool is_receiver(const std::string& address) {
    if (address.contains(':')) return strncasecmp(address.c_str(), "ff", 2) != 0;
    const auto first = number_of(std::string_view(address).substr(0, address.find('.')), 255);
    return first && *first < 224;
}

// Nobody is whom those name who hold in the old way (RFC 2543).
bool is_nobody(std::string_view address) { return address == "0.0.0.0" || address == "::"; }

// What is said of one stream, or of all.
struct Words {
    std::string_view address;  // Of c=; empty: none, or of many receivers.
    std::string_view direction = "sendrecv";
    bool muxes = false;
    std::optional<std::uint32_t> rtcp_port;
};

void read_words(std::string_view line, Words& words) {
    if (line.starts_with("c=")) {
        const auto parts = split(line.substr(2), ' ');
        const bool is_one = parts.size() == 3 && parts[0] == "IN" && !parts[2].contains('/');
        words.address = is_one ? parts[2] : std::string_view{};
    }
    for (const std::string_view way : {"sendrecv", "sendonly", "recvonly", "inactive"})
        if (attribute(line, way)) words.direction = way;
    if (attribute(line, "rtcp-mux")) words.muxes = true;
    if (const auto value = attribute(line, "rtcp"))
        words.rtcp_port = number_of(value->substr(0, value->find(' ')), UINT16_MAX);
}

Direction ours(std::string_view theirs, bool is_held) {
    const bool sends = !is_held && (theirs == "recvonly" || theirs == "sendrecv");
    const bool receives = theirs == "sendonly" || theirs == "sendrecv";
    if (sends) return receives ? Direction::both : Direction::send;
    return receives ? Direction::receive : Direction::none;
}

// RTCP goes to the same port (RFC 5761), to one that is named (RFC 3605), or to the next.
std::uint16_t rtcp_port_of(const Words& words, std::uint16_t port) {
    if (words.muxes) return port;
    if (words.rtcp_port && *words.rtcp_port != 0)
        return static_cast<std::uint16_t>(*words.rtcp_port);
    return static_cast<std::uint16_t>(port + 1);
}

class Reader {
public:
    bool read(std::string_view line) {
        if (line.size() < 2 || line[1] != '=') return false;
        if (line.starts_with("m=")) return begin(line.substr(2));
        if (streams_.empty()) {
            read_words(line, whole_);
            return true;
        }
        SdpStream& stream = streams_.back();
        read_words(line, words_.back());
        if (const auto value = attribute(line, "rtpmap")) read_map(*value, stream);
        if (const auto value = attribute(line, "crypto"))
            if (stream.cryptos.size() < sdp_cryptos_max)
                if (auto crypto = parse_crypto(*value))
                    stream.cryptos.push_back(std::move(*crypto));
        return true;
    }

    std::vector<SdpStream> streams() {
        for (std::size_t at = 0; at < streams_.size(); ++at)
            if (streams_[at].is_sound) read_place(words_[at], ports_[at], streams_[at]);
        return std::move(streams_);
    }

private:
    // "audio 4000 RTP/AVP 8 101".
    bool begin(std::string_view text) {
        const auto parts = split(text, ' ');
        constexpr std::size_t first_format = 3;
        if (parts.size() <= first_format || streams_.size() == sdp_streams_max) return false;
        if (!std::ranges::all_of(parts, is_token)) return false;
        const auto port = number_of(parts[1].substr(0, parts[1].find('/')), UINT16_MAX);
        if (!port) return false;
        SdpStream& stream = streams_.emplace_back();
        words_.push_back(whole_);
        ports_.push_back(static_cast<std::uint16_t>(*port));
        stream.media = parts[0];
        stream.protocol = parts[2];
        stream.format = parts[first_format];
        stream.is_secure = is_word(stream.protocol, "RTP/SAVP");
        stream.is_sound = is_word(stream.media, "audio") && *port != 0 &&
                          (stream.is_secure || is_word(stream.protocol, "RTP/AVP"));
        for (std::size_t at = first_format; stream.is_sound && at < parts.size(); ++at) {
            const auto type = number_of(parts[at], 127);
            if (!type) return false;
            stream.types.push_back(static_type(static_cast<std::uint8_t>(*type)));
        }
        return true;
    }

    // "107 opus/48000/2".
    static void read_map(std::string_view text, SdpStream& stream) {
        const std::size_t space = text.find(' ');
        const auto type = number_of(text.substr(0, space), 127);
        if (!type || space == text.npos) return;
        const auto parts = split(text.substr(space + 1), '/');
        const auto clock = parts.size() > 1 ? number_of(parts[1], UINT32_MAX) : std::nullopt;
        for (OfferedType& known : stream.types)
            if (known.type == *type && clock) known = {known.type, parts[0], *clock};
    }

    static void read_place(const Words& words, std::uint16_t port, SdpStream& stream) {
        const std::string address(words.address);
        if (address.empty() || !is_receiver(address)) return;
        stream.remote = Endpoint::parse(address, port);
        if (!stream.remote) return;
        stream.remote_rtcp = *Endpoint::parse(address, rtcp_port_of(words, port));
        stream.direction = ours(words.direction, is_nobody(address));
    }

    Words whole_;
    std::vector<SdpStream> streams_;
    std::vector<Words> words_;  // Of each.
    std::vector<std::uint16_t> ports_;
};

}  // namespace

Result<std::vector<SdpStream>> read_sdp(std::string_view text) {
    if (text.size() > sdp_max) return refuse(Code::invalid, "bad_sdp");
    const auto lines = lines_of(text);
    if (lines.empty() || lines.front() != "v=0") return refuse(Code::invalid, "bad_sdp");
    Reader reader;
    for (const std::string_view line : lines)
        if (!line.empty() && !reader.read(line)) return refuse(Code::invalid, "bad_sdp");
    return reader.streams();
}

}  // namespace parley::voice
