#include "voice/sip/sdp.hpp"

#include <doctest/doctest.h>

namespace parley::voice {
namespace {

std::string offer_with(std::string_view streams) {
    return "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n" +
           std::string(streams);
}

constexpr std::string_view audio =
    "m=audio 4000 RTP/AVP 9 0 8 96\r\na=rtpmap:96 telephone-event/8000\r\n";

TEST_CASE("the offerer's favourite of the codecs we know is taken") {
    const auto offer = parse_offer(offer_with(audio));
    REQUIRE(offer);
    CHECK(offer->remote.address() == "192.0.2.7");
    CHECK(offer->remote.port() == 4'000);
    CHECK(offer->format.law == sound::G711Law::mu);
    CHECK(offer->format.audio_type == 0);
    CHECK(offer->format.event_type == 96);
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

TEST_CASE("what cannot be taken is refused by name") {
    auto reason = [](const std::string& sdp) {
        const auto offer = parse_offer(sdp);
        return offer ? std::string("taken") : offer.error().reason;
    };
    CHECK(reason("") == "bad_sdp");
    CHECK(reason("hello") == "bad_sdp");
    CHECK(reason(offer_with("")) == "no_common_codec");
    CHECK(reason(offer_with("m=audio 4000 RTP/AVP 9\r\n")) == "no_common_codec");
    CHECK(reason(offer_with("m=audio 0 RTP/AVP 8\r\n")) == "no_common_codec");
    CHECK(reason(offer_with("m=audio 4000 RTP/AVP 8\r\nc=IN IP4 name.example\r\n")) == "bad_sdp");
    std::string many;
    for (int count = 0; count < 17; ++count) many += "m=audio 0 RTP/AVP 8\r\n";
    CHECK(reason(offer_with(many)) == "bad_sdp");
}

}  // namespace
}  // namespace parley::voice
