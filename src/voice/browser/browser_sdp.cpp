#include "voice/browser/browser_sdp.hpp"

#include <fmt/format.h>

#include <strings.h>
#include <map>
#include <optional>
#include <vector>

#include "voice/media/frame.hpp"
#include "voice/sip/sdp_formats.hpp"
#include "voice/sip/sdp_lines.hpp"

namespace parley::voice {
namespace {

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
            const auto type = number_of(types_[at], 127);
            if (!type) return refuse(Code::invalid, "bad_sdp");
            offered.push_back(named(static_cast<std::uint8_t>(*type), types_[at]));
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
        if (name == names_.end()) return static_type(type);
        const auto parts = split(name->second, '/');
        const auto clock = parts.size() > 1 ? number_of(parts[1], UINT32_MAX) : std::nullopt;
        return {type, parts.empty() ? "" : parts[0], clock.value_or(0)};
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
    for (const std::string_view line : lines_of(sdp)) reader.read(line);
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
