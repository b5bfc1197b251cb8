#include "voice/browser/browser_sdp.hpp"

#include <fmt/format.h>

#include <strings.h>
#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <vector>

#include "voice/audio/codec.hpp"
#include "voice/sip/sdp_formats.hpp"

namespace parley::voice {
namespace {

constexpr std::uint8_t first_dynamic_type = 96;

// "a=NAME:VALUE" → VALUE.
std::optional<std::string_view> attribute(std::string_view line, std::string_view name) {
    if (!line.starts_with("a=")) return std::nullopt;
    line.remove_prefix(2);
    if (!line.starts_with(name) || line.substr(name.size(), 1) != ":") return std::nullopt;
    return line.substr(name.size() + 1);
}

std::optional<std::uint8_t> payload_type(std::string_view text) {
    int type = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), type);
    if (error != std::errc{} || end != text.data() + text.size() || type < 0 || type > 127)
        return std::nullopt;
    return static_cast<std::uint8_t>(type);
}

std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t at = text.find(by);
        if (at != 0) parts.push_back(text.substr(0, at));
        text = at == text.npos ? std::string_view{} : text.substr(at + 1);
    }
    return parts;
}

bool is_token(std::string_view text) {
    constexpr std::size_t letters_max = 256;
    return !text.empty() && text.size() <= letters_max &&
           std::ranges::all_of(text, [](char letter) { return letter > ' ' && letter <= '~'; });
}

// What an attribute says for the whole, or for the first stream of sound, which counts more.
class Reader {
public:
    void read(std::string_view line) {
        if (line.starts_with("m=")) {
            is_over_ = !types_.empty();
            is_ours_ = line.starts_with("m=audio ") && !is_over_;
            is_whole_ = false;
            if (is_ours_) types_ = split(line.substr(2), ' ');
            return;
        }
        if (!is_whole_ && !is_ours_) return;
        if (const auto value = attribute(line, "ice-ufrag")) offer_.fragment = *value;
        if (const auto value = attribute(line, "mid")) offer_.mid = *value;
        if (const auto value = attribute(line, "fingerprint")) {
            constexpr std::string_view kind = "sha-256 ";
            if (value->size() > kind.size() &&
                strncasecmp(value->data(), kind.data(), kind.size()) == 0)
                offer_.fingerprint = value->substr(kind.size());
        }
        if (const auto value = attribute(line, "rtpmap")) {
            const std::size_t space = value->find(' ');
            if (space != value->npos)
                names_[std::string(value->substr(0, space))] = value->substr(space + 1);
        }
    }

    Result<BrowserOffer> offer(std::span<const VoiceCodec> preferred) {
        constexpr std::size_t first_type = 3;  // Behind kind, port and protocol.
        if (types_.size() <= first_type || offer_.fingerprint.empty() ||
            !is_token(offer_.fragment) || !is_token(offer_.mid))
            return refuse(Code::invalid, "bad_sdp");
        std::vector<OfferedType> offered;
        for (std::size_t at = first_type; at < types_.size(); ++at) {
            const auto type = payload_type(types_[at]);
            if (!type) return refuse(Code::invalid, "bad_sdp");
            offered.push_back(named(*type, types_[at]));
        }
        const auto format = choose_format(offered, preferred);
        if (!format) return refuse(Code::invalid, "no_common_codec");
        offer_.format = *format;
        return std::move(offer_);
    }

private:
    // "opus/48000/2".
    OfferedType named(std::uint8_t type, std::string_view text) const {
        const auto name = names_.find(std::string(text));
        if (name == names_.end()) {
            for (const CodecTerms& codec : known_codecs())
                if (codec.payload_type == type && type < first_dynamic_type)
                    return {type, codec.encoding, codec.clock};
            return {type, "", 0};
        }
        const auto parts = split(name->second, '/');
        std::uint32_t clock = 0;
        if (parts.size() > 1)
            std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), clock);
        return {type, parts.empty() ? "" : parts[0], clock};
    }

    BrowserOffer offer_;
    bool is_whole_ = true;
    bool is_ours_ = false;
    bool is_over_ = false;
    std::vector<std::string_view> types_;  // Of the m= line.
    std::map<std::string, std::string_view> names_;
};

}  // namespace

Result<BrowserOffer> parse_browser_offer(std::string_view sdp,
                                         std::span<const VoiceCodec> preferred) {
    if (sdp.size() > browser_sdp_max) return refuse(Code::invalid, "bad_sdp");
    Reader reader;
    for (std::string_view line : split(sdp, '\n')) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        reader.read(line);
    }
    return reader.offer(preferred);
}

std::string browser_answer(const BrowserOffer& offer, const BrowserAnswer& answer) {
    const std::string_view family = answer.address.contains(':') ? "IP6" : "IP4";
    return fmt::format(
        "v=0\r\no=- 1 1 IN {0} {1}\r\ns=-\r\nt=0 0\r\na=ice-lite\r\na=group:BUNDLE {2}\r\n"
        "a=msid-semantic: WMS *\r\n"
        "m=audio {3} UDP/TLS/RTP/SAVPF {4}\r\nc=IN {0} {1}\r\na=rtcp-mux\r\na=mid:{2}\r\n"
        "a=sendrecv\r\na=ice-ufrag:{5}\r\na=ice-pwd:{6}\r\na=fingerprint:sha-256 {7}\r\n"
        "a=setup:passive\r\n{8}a=ptime:{9}\r\na=ssrc:{10} cname:parley\r\na=msid:parley parley\r\n"
        "a=candidate:1 1 udp 2130706431 {1} {3} typ host\r\na=end-of-candidates\r\n",
        family, answer.address, offer.mid, answer.port, types_of(offer.format), answer.fragment,
        answer.password, answer.fingerprint, format_lines(offer.format), tick.count(), answer.ssrc);
}

}  // namespace parley::voice
