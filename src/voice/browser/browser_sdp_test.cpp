#include "voice/browser/browser_sdp.hpp"

#include <doctest/doctest.h>

namespace parley::voice {
namespace {

// As Chromium says it, shortened.
const std::string offer =
    "v=0\r\no=- 46117317 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
    "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126\r\nc=IN IP4 0.0.0.0\r\n"
    "a=ice-ufrag:4Zgt\r\na=ice-pwd:2cTrrVRO4pUX4n8hNGBFqwdI\r\na=ice-options:trickle\r\n"
    "a=fingerprint:sha-256 6B:8B:F0:65\r\na=setup:actpass\r\na=mid:0\r\na=sendrecv\r\n"
    "a=rtcp-mux\r\na=rtpmap:111 opus/48000/2\r\na=rtpmap:9 G722/8000\r\na=rtpmap:0 PCMU/8000\r\n"
    "a=rtpmap:8 PCMA/8000\r\na=rtpmap:110 telephone-event/48000\r\n"
    "a=rtpmap:126 telephone-event/8000\r\n";

std::string without(std::string_view line) {
    std::string text = offer;
    const std::size_t at = text.find(line);
    REQUIRE(at != text.npos);
    return text.erase(at, text.find('\n', at) + 1 - at);
}

TEST_CASE("what matters of a browser's offer is read") {
    const auto read = parse_browser_offer(offer);
    REQUIRE(read);
    CHECK(read->fragment == "4Zgt");
    CHECK(read->fingerprint == "6B:8B:F0:65");
    CHECK(read->mid == "0");
    CHECK(read->format.codec == VoiceCodec::pcmu);
    CHECK(read->format.audio_type == 0);
    CHECK(read->format.event_type == 126);  // The one whose clock is that of the sound.
}

TEST_CASE("the codec is ours to prefer, and its keys are of its clock") {
    const std::array opus = {VoiceCodec::opus, VoiceCodec::pcma};
    const auto read = parse_browser_offer(offer, opus);
    REQUIRE(read);
    CHECK(read->format == LegFormat{VoiceCodec::opus, 111, 110, 48'000});
    CHECK(parse_browser_offer(offer, {})->format.codec == VoiceCodec::opus);  // Their favourite.
    const std::string answer = browser_answer(*read, {});
    CHECK(answer.contains("UDP/TLS/RTP/SAVPF 111 110\r\n"));
    CHECK(answer.contains("a=rtpmap:111 opus/48000/2\r\n"));
    CHECK(answer.contains("useinbandfec=1"));
    CHECK(answer.contains("a=rtpmap:110 telephone-event/48000\r\n"));
}

TEST_CASE("what is said for the whole counts for the stream") {
    std::string text = without("a=ice-ufrag");
    text.insert(text.find("m=audio"), "a=ice-ufrag:whole\r\n");
    CHECK(parse_browser_offer(text)->fragment == "whole");
}

TEST_CASE("another stream's words are not ours") {
    const auto read = parse_browser_offer(
        offer + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=ice-ufrag:other\r\n");
    REQUIRE(read);
    CHECK(read->mid == "0");
    CHECK(read->fragment == "4Zgt");
}

TEST_CASE("an offer that lacks something is refused") {
    for (const char* line : {"m=audio", "a=ice-ufrag", "a=fingerprint", "a=mid"})
        CHECK(parse_browser_offer(without(line)).error().reason == "bad_sdp");
    CHECK(parse_browser_offer("").error().reason == "bad_sdp");
    CHECK(parse_browser_offer(offer + std::string(browser_sdp_max, 'x')).error().reason ==
          "bad_sdp");
    std::string spaced = offer;
    spaced.replace(spaced.find("a=mid:0"), 7, "a=mid:0 0");
    CHECK(parse_browser_offer(spaced).error().reason == "bad_sdp");
    std::string other_codecs = offer;
    other_codecs.replace(other_codecs.find("111 63 9 0 8 13 110 126"), 23, "63 13 110");
    CHECK(parse_browser_offer(other_codecs).error().reason == "no_common_codec");
}

TEST_CASE("the answer says where we are, who we are, and that we wait") {
    const auto read = parse_browser_offer(offer);
    REQUIRE(read);
    const std::string answer =
        browser_answer(*read, {"192.0.2.1", 30'000, "frag", "password", "AA:BB", 42});
    for (const char* line :
         {"a=ice-lite\r\n", "a=setup:passive\r\n", "a=ice-ufrag:frag\r\n", "a=mid:0\r\n",
          "m=audio 30000 UDP/TLS/RTP/SAVPF 0 126\r\n", "a=fingerprint:sha-256 AA:BB\r\n",
          "a=candidate:1 1 udp 2130706431 192.0.2.1 30000 typ host\r\n", "a=ssrc:42 "})
        CHECK_MESSAGE(answer.contains(line), line);
}

}  // namespace
}  // namespace parley::voice
