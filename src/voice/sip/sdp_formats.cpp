#include "voice/sip/sdp_formats.hpp"

#include <fmt/format.h>
#include <strings.h>

#include <algorithm>

#include "voice/audio/codec.hpp"
#include "voice/audio/opus.hpp"

namespace parley::voice {
namespace {

bool is_called(const OfferedType& type, std::string_view encoding) {
    return type.encoding.size() == encoding.size() &&
           strncasecmp(type.encoding.data(), encoding.data(), encoding.size()) == 0;
}

bool is_of(const OfferedType& type, const CodecTerms& codec) {
    return type.clock == codec.clock && is_called(type, codec.encoding);
}

const OfferedType* find(std::span<const OfferedType> offered, const CodecTerms& codec) {
    const auto found =
        std::ranges::find_if(offered, [&](const OfferedType& type) { return is_of(type, codec); });
    return found == offered.end() ? nullptr : &*found;
}

void take_keys(std::span<const OfferedType> offered, LegFormat& format) {
    format.event_type = 0;
    format.event_clock = terms_of(format.codec).clock;
    for (const OfferedType& type : offered) {
        if (!is_called(type, "telephone-event") || type.type == 0) continue;
        const bool fits = type.clock == terms_of(format.codec).clock;
        // Of another clock they are keys all the same.
        if (!fits && (format.event_type != 0 || type.clock != 8'000)) continue;
        format.event_type = type.type;
        format.event_clock = type.clock;
        if (fits) return;
    }
}

}  // namespace

OfferedType static_type(std::uint8_t type) {
    constexpr std::uint8_t first_dynamic = 96;
    const auto known = std::ranges::find(known_codecs(), type, &CodecTerms::payload_type);
    if (type >= first_dynamic || known == known_codecs().end()) return {type, "", 0};
    return {type, known->encoding, known->clock};
}

std::optional<LegFormat> choose_format(std::span<const OfferedType> offered,
                                       std::span<const VoiceCodec> preferred) {
    std::optional<LegFormat> format;
    auto take = [&](const OfferedType* type, const CodecTerms& codec) {
        if (type != nullptr && !format) format = LegFormat{codec.codec, type->type, 0, 0};
    };
    for (const VoiceCodec codec : preferred) take(find(offered, terms_of(codec)), terms_of(codec));
    if (preferred.empty()) {
        for (const OfferedType& type : offered)
            for (const CodecTerms& codec : known_codecs())
                if (is_of(type, codec)) take(&type, codec);
    }
    if (format) take_keys(offered, *format);
    return format;
}

std::string types_of(const LegFormat& format) {
    if (format.event_type == 0) return fmt::format("{}", format.audio_type);
    return fmt::format("{} {}", format.audio_type, format.event_type);
}

std::string codec_lines(VoiceCodec codec, std::uint8_t type) {
    const CodecTerms& terms = terms_of(codec);
    if (codec != VoiceCodec::opus)
        return fmt::format("a=rtpmap:{} {}/{}\r\n", type, terms.encoding, terms.clock);
    return fmt::format(
        "a=rtpmap:{0} {1}/{2}/{3}\r\na=fmtp:{0} "
        "maxplaybackrate={4};sprop-maxcapturerate={4};maxaveragebitrate={5};useinbandfec=1\r\n",
        type, terms.encoding, terms.clock, terms.channels, sample_rate, Opus::bits_a_second);
}

std::string event_lines(std::uint8_t type, std::uint32_t clock) {
    return fmt::format("a=rtpmap:{0} telephone-event/{1}\r\na=fmtp:{0} 0-15\r\n", type, clock);
}

std::string format_lines(const LegFormat& format) {
    std::string lines = codec_lines(format.codec, format.audio_type);
    if (format.event_type != 0) lines += event_lines(format.event_type, format.event_clock);
    return lines;
}

}  // namespace parley::voice
