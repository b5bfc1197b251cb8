// A browser's leg and its port, met by a browser's side over real sockets.
#include "voice/browser/browser_port.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "voice/browser/browser_sdp.hpp"
#include "voice/media/tone.hpp"
#include "voice/testing/browser.hpp"

namespace parley::voice {
namespace {

struct Meeting {
    explicit Meeting(const std::string& address, LegFormat format = {VoiceCodec::pcmu, 0, 126},
                     std::string_view told_fingerprint = {})
        : port(*UdpSocket::bind(address, 0), identity), browser(address, format) {
        const auto offer = parse_browser_offer(browser.offer());
        REQUIRE(offer);
        terms.format = offer->format;
        terms.fingerprint =
            told_fingerprint.empty() ? offer->fingerprint : std::string(told_fingerprint);
        leg = std::make_unique<BrowserLeg>(port, terms, [this](char key) { keys += key; });
        browser.accept(browser_answer(*offer, {address, port.port(), terms.fragment, terms.password,
                                               identity.fingerprint(), terms.ssrc}));
    }

    // 20 ms of time, both ways; the kernel's loopback is there at once.
    void tick() {
        now += 20ms;
        browser_said.next(frame);
        if (const Frame* heard = browser.tick(frame)) by_browser = *heard;
        port.receive(now);
        leg->receive(now);
        if (const Frame* said = leg->said()) by_leg = *said;
        leg_said.next(frame);
        leg->hear(frame);
    }
    bool connect(int ticks = 200) {
        while (--ticks > 0 && !(leg->is_connected() && browser.is_connected())) tick();
        for (int more = 0; more < 30; ++more) tick();
        return ticks > 0;
    }

    DtlsIdentity identity;
    BrowserPort port;
    testing::Browser browser;
    BrowserTerms terms{"ours", "passwordpasswordpassword", {}, {}, 4'242};
    std::unique_ptr<BrowserLeg> leg;
    std::string keys;
    Tone browser_said{500, 0, 8'000};
    Tone leg_said{800, 0, 8'000};
    Frame frame{};
    Frame by_browser{};
    Frame by_leg{};
    Instant now = from_ms(1'000'000);
};

TEST_CASE("a browser and we hear each other, over either family and in every codec") {
    for (const std::string address : {"127.0.0.1", "::1"}) {
        for (const LegFormat& format : {LegFormat{VoiceCodec::pcmu, 0, 126, 8'000},
                                        LegFormat{VoiceCodec::g722, 9, 126, 8'000},
                                        LegFormat{VoiceCodec::opus, 111, 110, 48'000}}) {
            CAPTURE(address);
            Meeting meeting(address, format);
            REQUIRE(meeting.connect());
            CHECK(share_at(500, meeting.by_leg.data(), frame_samples) > 0.9);
            CHECK(share_at(800, meeting.by_browser.data(), frame_samples) > 0.9);
            CHECK(meeting.browser.unopened() == 0);
            CHECK(meeting.port.figures().forged == 0);
            meeting.browser.stream().press('7');
            for (int more = 0; more < 15; ++more) meeting.tick();
            CHECK(meeting.keys == "7");
        }
    }
}

TEST_CASE("a browser of another certificate than the signalling told is not heard, and has gone") {
    Meeting meeting("127.0.0.1", {VoiceCodec::pcmu, 0, 126, 8'000}, "AB:CD");
    CHECK_FALSE(meeting.connect());
    CHECK(meeting.leg->has_failed());
    CHECK(meeting.leg->has_gone(meeting.now));
    CHECK(meeting.leg->last_heard() == Instant{});
}

TEST_CASE("a browser that closes has gone at once, one whose network went after ten seconds") {
    Meeting meeting("127.0.0.1");
    REQUIRE(meeting.connect());
    CHECK_FALSE(meeting.leg->has_gone(meeting.now));
    SUBCASE("closed") {
        meeting.browser.close();
        meeting.port.receive(meeting.now);
        CHECK(meeting.leg->has_gone(meeting.now));
    }
    SUBCASE("the network went") {
        CHECK_FALSE(meeting.leg->has_gone(meeting.now + 7s));
        CHECK(meeting.leg->has_gone(meeting.now + 13s));
    }
    SUBCASE("or it is still there") {
        for (int tick = 0; tick < 1'000; ++tick) meeting.tick();
        CHECK_FALSE(meeting.leg->has_gone(meeting.now));
        CHECK(meeting.leg->stream().view().round_trip ==
              std::nullopt);  // This one reports nothing.
    }
}

TEST_CASE("whoever does not know the password moves nothing") {
    Meeting meeting("127.0.0.1");
    REQUIRE(meeting.connect());
    auto forger = *UdpSocket::bind("127.0.0.1", 0);
    const Endpoint at = *Endpoint::parse("127.0.0.1", meeting.port.port());
    const std::array<std::uint8_t, 12> transaction{};
    forger.send(binding_request(transaction, "ours:x", "wrong"), at);
    forger.send(binding_request(transaction, "nobody:x", "passwordpasswordpassword"), at);
    std::vector<std::uint8_t> sound(172, 0x80);
    forger.send(sound, at);
    for (int tick = 0; tick < 5; ++tick) meeting.tick();
    CHECK(meeting.port.figures().forged == 1);
    CHECK(meeting.port.figures().strangers == 2);
    std::array<std::uint8_t, 100> bytes{};
    Endpoint from;
    CHECK_FALSE(forger.receive(bytes, from));
    CHECK(share_at(800, meeting.by_browser.data(), frame_samples) > 0.9);
}

TEST_CASE("of two browsers at one place the later counts, and the earlier's end takes nothing") {
    Meeting meeting("127.0.0.1");
    REQUIRE(meeting.connect());
    auto terms = meeting.terms;
    terms.fragment = "other";
    auto other = std::make_unique<BrowserLeg>(meeting.port, terms, [](char) {});
    other.reset();
    for (int tick = 0; tick < 5; ++tick) meeting.tick();
    CHECK(meeting.leg->last_heard() == meeting.now);
}

}  // namespace
}  // namespace parley::voice
