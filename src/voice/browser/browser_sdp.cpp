#include "voice/browser/browser_sdp.hpp"

#include <fmt/format.h>

#include <strings.h>
#include <charconv>
#include <map>
#include <optional>
#include <vector>

namespace parley::voice {
namespace {

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

    Result<BrowserOffer> offer() {
        constexpr std::size_t first_type = 3;  // Behind kind, port and protocol.
        if (types_.size() <= first_type || offer_.fragment.empty() || offer_.fingerprint.empty() ||
            offer_.mid.empty())
            return refuse(Code::invalid, "bad_sdp");
        std::optional<LegFormat> format;
        std::uint8_t event_type = 0;
        for (std::size_t at = first_type; at < types_.size(); ++at) {
            const auto type = payload_type(types_[at]);
            if (!type) return refuse(Code::invalid, "bad_sdp");
            const std::string name = name_of(types_[at]);
            if (name == "telephone-event/8000") event_type = *type;
            if (format) continue;
            if (name == "PCMA/8000") format = LegFormat{sound::G711Law::a, *type, 0};
            if (name == "PCMU/8000") format = LegFormat{sound::G711Law::mu, *type, 0};
        }
        if (!format) return refuse(Code::invalid, "no_common_codec");
        offer_.format = *format;
        offer_.format.event_type = event_type;
        return std::move(offer_);
    }

private:
    std::string name_of(std::string_view type) const {
        const auto named = names_.find(std::string(type));
        if (named != names_.end()) return named->second;
        if (type == "0") return "PCMU/8000";
        return type == "8" ? "PCMA/8000" : "";
    }

    BrowserOffer offer_;
    bool is_whole_ = true;
    bool is_ours_ = false;
    bool is_over_ = false;
    std::vector<std::string_view> types_;  // Of the m= line.
    std::map<std::string, std::string> names_;
};

}  // namespace

Result<BrowserOffer> parse_browser_offer(std::string_view sdp) {
    if (sdp.size() > browser_sdp_max) return refuse(Code::invalid, "bad_sdp");
    Reader reader;
    for (std::string_view line : split(sdp, '\n')) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        reader.read(line);
    }
    return reader.offer();
}

std::string browser_answer(const BrowserOffer& offer, const BrowserAnswer& answer) {
    const std::string_view family = answer.address.contains(':') ? "IP6" : "IP4";
    const int audio = offer.format.audio_type;
    const int event = offer.format.event_type;
    const std::string_view codec = offer.format.law == sound::G711Law::a ? "PCMA" : "PCMU";
    std::string sdp = fmt::format(
        "v=0\r\no=- 1 1 IN {0} {1}\r\ns=-\r\nt=0 0\r\na=ice-lite\r\na=group:BUNDLE {2}\r\n"
        "a=msid-semantic: WMS *\r\n"
        "m=audio {3} UDP/TLS/RTP/SAVPF {4}{5}\r\nc=IN {0} {1}\r\na=rtcp-mux\r\na=mid:{2}\r\n"
        "a=sendrecv\r\na=ice-ufrag:{6}\r\na=ice-pwd:{7}\r\na=fingerprint:sha-256 {8}\r\n"
        "a=setup:passive\r\na=rtpmap:{4} {9}/8000\r\n",
        family, answer.address, offer.mid, answer.port, audio,
        event == 0 ? "" : fmt::format(" {}", event), answer.fragment, answer.password,
        answer.fingerprint, codec);
    if (event != 0)
        sdp += fmt::format("a=rtpmap:{0} telephone-event/8000\r\na=fmtp:{0} 0-15\r\n", event);
    sdp += fmt::format(
        "a=ptime:20\r\na=ssrc:{0} cname:parley\r\na=msid:parley parley\r\n"
        "a=candidate:1 1 udp 2130706431 {1} {2} typ host\r\na=end-of-candidates\r\n",
        answer.ssrc, answer.address, answer.port);
    return sdp;
}

}  // namespace parley::voice
