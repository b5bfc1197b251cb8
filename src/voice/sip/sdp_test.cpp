#include "voice/sip/sdp.hpp"

#include <doctest/doctest.h>

#include <tuple>
#include <utility>

#include "voice/audio/codec.hpp"

namespace parley::voice {
namespace {

std::string offer_with(std::string_view streams) {
    return "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n" +
           std::string(streams);
}

constexpr std::string_view audio =
    "m=audio 4000 RTP/AVP 3 0 8 96\r\na=rtpmap:96 telephone-event/8000\r\n";
constexpr std::string_view gcm_key = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3OA==";
constexpr std::string_view cm_key = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";

std::string secure(std::string_view protocol, std::string_view lines) {
    return offer_with("m=audio 4000 " + std::string(protocol) + " 8\r\n" + std::string(lines));
}
std::string gcm() { return "a=crypto:2 AEAD_AES_128_GCM inline:" + std::string(gcm_key) + "\r\n"; }
std::string cm() {
    return "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + std::string(cm_key) + "|2^20\r\n";
}

std::string reason(const std::string& sdp, Srtp srtp = Srtp::off,
                   std::vector<VoiceCodec> codecs = {}) {
    SeededRng rng(1);
    const auto offer = parse_offer(sdp, {std::move(codecs), srtp}, rng);
    return offer ? std::string("taken") : offer.error().reason;
}

TEST_CASE("the offerer's favourite of the codecs we know is taken") {
    const auto offer = parse_offer(offer_with(audio));
    REQUIRE(offer);
    CHECK(offer->remote.address() == "192.0.2.7");
    CHECK(offer->remote.port() == 4'000);
    CHECK(offer->format == LegFormat{VoiceCodec::pcmu, 0, 96, 8'000});
    CHECK(offer->remote_rtcp.port() == 4'001);
    CHECK(offer->direction == Direction::both);
}

TEST_CASE("the answer names what is taken, and refuses the rest in its place") {
    const auto offer = parse_offer(
        offer_with("m=video 5000 RTP/AVP 99\r\na=rtpmap:99 H264/90000\r\n" + std::string(audio)));
    REQUIRE(offer);
    CHECK(answer_to(*offer, "198.51.100.1", 20'000, 5, 6) ==
          "v=0\r\no=- 5 6 IN IP4 198.51.100.1\r\ns=-\r\nc=IN IP4 198.51.100.1\r\nt=0 0\r\n"
          "m=video 0 RTP/AVP 99\r\n"
          "m=audio 20000 RTP/AVP 0 96\r\na=rtpmap:0 PCMU/8000\r\n"
          "a=rtpmap:96 telephone-event/8000\r\na=fmtp:96 0-15\r\na=ptime:20\r\na=sendrecv\r\n");
}

TEST_CASE("whoever puts us on hold is answered so") {
    for (const auto& [said, understood, answered] :
         {std::tuple{"sendonly", Direction::receive, "a=recvonly"},
          std::tuple{"recvonly", Direction::send, "a=sendonly"},
          std::tuple{"inactive", Direction::none, "a=inactive"}}) {
        const auto offer =
            parse_offer(offer_with("m=audio 4000 RTP/AVP 8\r\na=" + std::string(said) + "\r\n"));
        REQUIRE(offer);
        CHECK(offer->direction == understood);
        CHECK(answer_to(*offer, "::1", 20'000, 1, 1).contains(answered));
    }
}

TEST_CASE("a stream's own address counts, also of IPv6") {
    const auto offer =
        parse_offer(offer_with("m=audio 4000 RTP/AVP 8\r\nc=IN IP6 2001:db8::5\r\n"));
    REQUIRE(offer);
    CHECK(offer->remote.address() == "2001:db8::5");
    CHECK(answer_to(*offer, "2001:db8::1", 20'000, 1, 1).contains("c=IN IP6 2001:db8::1\r\n"));
}

TEST_CASE("held in the old way, nobody is sent to") {
    const auto offer = parse_offer(offer_with("m=audio 4000 RTP/AVP 8\r\nc=IN IP4 0.0.0.0\r\n"));
    REQUIRE(offer);
    CHECK(offer->direction == Direction::receive);
}

TEST_CASE("what we prefer counts more than what they do") {
    const std::string sdp = offer_with(
        "m=audio 4000 RTP/AVP 8 0 9 107 101 102\r\na=rtpmap:107 opus/48000/2\r\n"
        "a=rtpmap:101 telephone-event/8000\r\na=rtpmap:102 telephone-event/48000\r\n");
    SeededRng rng(1);
    using enum VoiceCodec;
    auto chosen = [&](std::vector<VoiceCodec> codecs) {
        return parse_offer(sdp, {std::move(codecs), Srtp::off}, rng)->format;
    };
    CHECK(chosen({}) == LegFormat{pcma, 8, 101, 8'000});
    CHECK(chosen({g722, pcma}) == LegFormat{g722, 9, 101, 8'000});
    CHECK(chosen({opus}) == LegFormat{opus, 107, 102, 48'000});
    const auto offer = parse_offer(sdp, {{opus}, Srtp::off}, rng);
    const std::string answer = answer_to(*offer, "192.0.2.1", 4'002, 1, 1);
    CHECK(answer.contains("m=audio 4002 RTP/AVP 107 102\r\na=rtpmap:107 opus/48000/2\r\n"));
    CHECK(answer.contains("a=rtpmap:102 telephone-event/48000\r\n"));
}

TEST_CASE("RTCP goes to the next port, to one that is named, or to the same") {
    auto port = [](std::string_view line) {
        return parse_offer(offer_with("m=audio 4000 RTP/AVP 8\r\n" + std::string(line)))
            ->remote_rtcp.port();
    };
    CHECK(port("") == 4'001);
    CHECK(port("a=rtcp:5001\r\n") == 5'001);
    CHECK(port("a=rtcp-mux\r\na=rtcp:5001\r\n") == 4'000);
    const auto muxed = parse_offer(offer_with("m=audio 4000 RTP/AVP 8\r\na=rtcp-mux\r\n"));
    CHECK(answer_to(*muxed, "192.0.2.1", 4'002, 1, 1).contains("a=rtcp-mux\r\n"));
    CHECK_FALSE(
        answer_to(*parse_offer(offer_with("m=audio 4000 RTP/AVP 8\r\n")), "192.0.2.1", 4'002, 1, 1)
            .contains("mux"));
}

TEST_CASE("SRTP is taken as the trunk's terms have it") {
    const std::string plain = secure("RTP/AVP", "");
    const std::string sealed = secure("RTP/SAVP", cm());
    const std::string either = secure("RTP/AVP", cm());  // RFC 8643.
    using enum Srtp;
    for (const Srtp srtp : {off, optional}) CHECK(reason(plain, srtp) == "taken");
    CHECK(reason(plain, required) == "no_common_encryption");
    CHECK(reason(sealed, off) == "no_common_encryption");
    for (const Srtp srtp : {optional, required}) CHECK(reason(sealed, srtp) == "taken");
    for (const Srtp srtp : {off, optional, required}) CHECK(reason(either, srtp) == "taken");
    CHECK(reason(secure("RTP/SAVP", ""), optional) == "no_common_encryption");
    SeededRng rng(1);
    CHECK_FALSE(parse_offer(either, {{}, off}, rng)->keys);
    CHECK(parse_offer(either, {{}, optional}, rng)->keys);
}

TEST_CASE("the best suite that is offered is answered with a key of ours, by its tag") {
    SeededRng rng(1);
    const auto offer = parse_offer(secure("RTP/SAVP", cm() + gcm()), {{}, Srtp::optional}, rng);
    REQUIRE(offer);
    REQUIRE(offer->keys);
    CHECK(offer->keys->profile == SrtpProfile::aead_aes_128_gcm);
    CHECK(std::string(offer->keys->theirs.begin(), offer->keys->theirs.end()) ==
          "1234567890123456789012345678");
    CHECK(offer->keys->ours.size() == 28);
    CHECK(offer->keys->ours != offer->keys->theirs);
    const std::string answer = answer_to(*offer, "192.0.2.1", 4'002, 1, 1);
    CHECK(answer.contains("m=audio 4002 RTP/SAVP 8\r\n"));
    CHECK(answer.contains("a=crypto:2 AEAD_AES_128_GCM inline:"));
    CHECK_FALSE(answer.contains(gcm_key));

    SUBCASE("and stays, when they offer again") {
        const auto again =
            parse_offer(secure("RTP/SAVP", gcm()), {{}, Srtp::optional}, rng, &*offer);
        REQUIRE(again);
        CHECK(again->keys->ours == offer->keys->ours);
    }
    SUBCASE("but of a suite of its own") {
        const auto again =
            parse_offer(secure("RTP/SAVP", cm()), {{}, Srtp::optional}, rng, &*offer);
        REQUIRE(again);
        CHECK(again->keys->ours.size() == 30);
    }
}

TEST_CASE("of a secure stream and a plain one the secure one is taken") {
    const std::string both = secure("RTP/AVP", "") + "m=audio 4002 RTP/SAVP 8\r\n" + cm();
    SeededRng rng(1);
    CHECK(parse_offer(both, {{}, Srtp::optional}, rng)->taken == 1);
    CHECK(parse_offer(both, {{}, Srtp::off}, rng)->taken == 0);
}

TEST_CASE("what is said for the whole holds for its streams, unless they say otherwise") {
    const std::string whole = offer_with("");
    auto direction = [&](std::string_view of_all, std::string_view of_one) {
        return parse_offer(whole + std::string(of_all) + "m=audio 4000 RTP/AVP 8\r\n" +
                           std::string(of_one))
            ->direction;
    };
    CHECK(direction("a=sendonly\r\n", "") == Direction::receive);
    CHECK(direction("a=sendonly\r\n", "a=sendrecv\r\n") == Direction::both);
    CHECK(direction("", "") == Direction::both);
}

TEST_CASE("lines may end as they like, and be of kinds that we do not know") {
    std::string bare = offer_with(std::string(audio) + "z=0 0\r\na=what:ever\r\nb=AS:64\r\n");
    std::erase(bare, '\r');
    const auto offer = parse_offer(bare + "\n\n");
    REQUIRE(offer);
    CHECK(offer->format == LegFormat{VoiceCodec::pcmu, 0, 96, 8'000});
}

TEST_CASE("what cannot be taken is refused by name") {
    CHECK(reason("") == "bad_sdp");
    CHECK(reason("hello") == "bad_sdp");
    CHECK(reason("v=1\r\n" + offer_with(audio)) == "bad_sdp");
    for (const char* line :
         {"hello", "m=audio", "m=audio 4000 RTP/AVP", "m=audio x RTP/AVP 8",
          "m=audio 65536 RTP/AVP 8", "m=audio -1 RTP/AVP 8", "m=audio 4000 RTP/AVP 8 200",
          "m=audio 4000 RTP/AVP 8 x", "m=au\x01io 4000 RTP/AVP 8"})
        CHECK_MESSAGE(reason(offer_with(std::string(line) + "\r\n")) == "bad_sdp", line);
    // Read by sofia-sip this never ends.
    CHECK(reason(offer_with("m=audio 0 RT@/AVP 0\r\n")) == "no_common_codec");
    CHECK(reason(offer_with("")) == "no_common_codec");
    CHECK(reason(offer_with("m=audio 4000 RTP/AVP 3\r\n")) == "no_common_codec");
    CHECK(reason(offer_with("m=audio 4000 RTP/AVP 8\r\n"), Srtp::off, {VoiceCodec::opus}) ==
          "no_common_codec");
    CHECK(reason(offer_with("m=audio 0 RTP/AVP 8\r\n")) == "no_common_codec");
    for (const char* address : {"IP4 name.example", "IP4 224.2.1.1/127", "IP4 255.255.255.255",
                                "IP6 ff02::1", "IP4 ::1.2"})
        CHECK_MESSAGE(reason(offer_with("m=audio 4000 RTP/AVP 8\r\nc=IN " + std::string(address) +
                                        "\r\n")) == "bad_sdp",
                      address);
    std::string many;
    for (int count = 0; count < 17; ++count) many += "m=audio 0 RTP/AVP 8\r\n";
    CHECK(reason(offer_with(many)) == "bad_sdp");
    CHECK(reason(offer_with(audio) + "a=x:" + std::string(20'000, 'x') + "\r\n") == "bad_sdp");
}

// ---- Our own offers ----

OurOffer offered(Srtp srtp, std::vector<VoiceCodec> codecs = {}) {
    SeededRng rng(9);
    return make_offer({std::move(codecs), srtp}, rng);
}

TEST_CASE("our offer names what we know, by preference") {
    CHECK(text_of(offered(Srtp::off), "192.0.2.1", 4'002, 5, 6) ==
          "v=0\r\no=- 5 6 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
          "m=audio 4002 RTP/AVP 0 8 9 96 101 102\r\na=rtpmap:0 PCMU/8000\r\n"
          "a=rtpmap:8 PCMA/8000\r\na=rtpmap:9 G722/8000\r\na=rtpmap:96 opus/48000/2\r\n"
          "a=fmtp:96 maxplaybackrate=8000;sprop-maxcapturerate=8000;maxaveragebitrate=24000;"
          "useinbandfec=1\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n"
          "a=rtpmap:102 telephone-event/48000\r\na=fmtp:102 0-15\r\na=rtcp-mux\r\na=ptime:20\r\n"
          "a=sendrecv\r\n");
    CHECK(text_of(offered(Srtp::off, {VoiceCodec::pcma}), "::1", 4'002, 5, 6)
              .contains("c=IN IP6 ::1\r\nt=0 0\r\nm=audio 4002 RTP/AVP 8 101\r\n"));
}

TEST_CASE("our offer is one that we could take, and our answer to it one that we can read") {
    SeededRng rng(3);
    for (const Srtp srtp : {Srtp::off, Srtp::optional, Srtp::required}) {
        for (const CodecTerms& codec : known_codecs()) {
            const OurOffer ours = offered(srtp, {codec.codec});
            const auto theirs =
                parse_offer(text_of(ours, "192.0.2.1", 4'002, 1, 1), {{}, srtp}, rng);
            REQUIRE(theirs);
            const auto agreed = parse_answer(answer_to(*theirs, "192.0.2.9", 5'002, 2, 1), ours);
            REQUIRE(agreed);
            CHECK(agreed->format == theirs->format);
            CHECK(agreed->format.codec == codec.codec);
            CHECK(agreed->format.event_type != 0);
            CHECK(agreed->remote.address() == "192.0.2.9");
            CHECK(agreed->remote_rtcp == agreed->remote);  // Both speak RFC 5761.
            CHECK(agreed->keys.has_value() == (srtp != Srtp::off));
            if (!agreed->keys) continue;
            CHECK(agreed->keys->ours == theirs->keys->theirs);
            CHECK(agreed->keys->theirs == theirs->keys->ours);
        }
    }
}

TEST_CASE("an answer that leaves our keys is plain where that is allowed") {
    const std::string plain = secure("RTP/AVP", "");
    CHECK_FALSE(parse_answer(plain, offered(Srtp::optional))->keys);
    for (const auto& [text, srtp] :
         {std::pair{plain, Srtp::required}, std::pair{secure("RTP/SAVP", ""), Srtp::optional},
          std::pair{secure("RTP/SAVP", cm()), Srtp::required},  // Not by our tag.
          std::pair{secure("RTP/AVP", cm()), Srtp::off}})
        CHECK(parse_answer(text, offered(srtp)).error().reason == "no_common_encryption");
}

TEST_CASE("an answer that cannot be taken is refused by name") {
    auto refused = [](const std::string& sdp) {
        return parse_answer(sdp, offered(Srtp::off, {VoiceCodec::pcma})).error().reason;
    };
    CHECK(refused("") == "bad_sdp");
    CHECK(refused(offer_with("")) == "bad_sdp");
    CHECK(refused(offer_with("m=audio 0 RTP/AVP 8\r\n")) == "no_common_codec");
    CHECK(refused(offer_with("m=audio 4000 RTP/AVP 0\r\n")) == "no_common_codec");
    CHECK(refused(offer_with("m=audio 4000 RTP/AVP 8\r\nc=IN IP4 a.example\r\n")) == "bad_sdp");
}

}  // namespace
}  // namespace parley::voice
