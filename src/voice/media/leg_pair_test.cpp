// Two legs face each other.
#include <doctest/doctest.h>

#include <poll.h>

#include <chrono>

#include "voice/media/leg.hpp"
#include "voice/testing/leg_peers.hpp"

namespace parley::voice {
namespace {

using namespace testing;

TEST_CASE("SRTP carries sound in every suite, and nothing without its keys") {
    for (const SrtpProfile profile :
         {SrtpProfile::aead_aes_128_gcm, SrtpProfile::aes_128_cm_sha1_80,
          SrtpProfile::aes_128_cm_sha1_32}) {
        Pair pair(keys_of(profile, 10));
        CHECK(pair.heard(10) > 0.95);
        CHECK(pair.right->figures().malformed == 0);

        Pair other(keys_of(profile, 10));
        other.right_terms.keys = Pair::mirrored(keys_of(profile, 20));
        other.right->agree(other.right_terms);
        CHECK(other.heard(10) == 0);
        CHECK(other.right->figures().malformed == 10);
    }
}

TEST_CASE("over IPv6 it is the same, plain and sealed") {
    for (const auto& keys :
         {std::optional<SrtpKeys>{}, std::optional(keys_of(SrtpProfile::aead_aes_128_gcm, 10))}) {
        Pair pair(keys, {}, "::1");
        CHECK(pair.heard(10) > 0.95);
        CHECK(pair.right->figures().strangers == 0);
    }
}

TEST_CASE("a sealed party behind a router is answered where it spoke from, once that opens") {
    FarEnd named;
    Pair pair(keys_of(SrtpProfile::aead_aes_128_gcm, 10));
    // What right was told of left's place is wrong; what it hears is not.
    pair.right_terms.remote = pair.right_terms.remote_rtcp = named.endpoint();
    pair.right->agree(pair.right_terms);
    pair.right->hear(silence);
    CHECK(named.heard());
    CHECK(pair.heard(10) > 0.95);
    pair.right->hear(silence);
    CHECK_FALSE(named.heard());
    pair.left->receive(from_ms(5'000));
    CHECK(pair.left->last_heard() == from_ms(5'000));
}

TEST_CASE("plain packets are nothing to a leg with keys, nor can they draw it elsewhere") {
    FarEnd party;
    const AudioTerms terms{party.endpoint(),
                           party.endpoint(),
                           {},
                           Direction::both,
                           keys_of(SrtpProfile::aead_aes_128_gcm, 10)};
    Line line(terms);
    FarEnd forger;
    for (int frame = 0; frame < 5; ++frame) forger.say(line.leg, 8'000);
    CHECK(std::isnan(line.level()));
    CHECK(line.leg.figures().malformed == 5);
    CHECK(line.leg.last_heard() == Instant{});
    line.leg.hear(silence);
    CHECK_FALSE(forger.heard());
    CHECK(party.heard());
}

TEST_CASE("keys change in the middle of a call, both ways or one") {
    const SrtpKeys before = keys_of(SrtpProfile::aes_128_cm_sha1_80, 10);
    Pair pair(before);
    REQUIRE(pair.heard(10) > 0.95);
    SrtpKeys after = before;
    SUBCASE("to another suite") { after = keys_of(SrtpProfile::aead_aes_128_gcm, 40); }
    SUBCASE("of the one who speaks") { after.ours.assign(30, 77); }
    SUBCASE("of the one who hears") { after.theirs.assign(30, 78); }
    SUBCASE("or not at all") {}
    pair.left_terms.keys = after;
    pair.right_terms.keys = Pair::mirrored(after);
    pair.left->agree(pair.left_terms);
    pair.right->agree(pair.right_terms);
    CHECK(pair.heard(10) > 0.95);
    CHECK(pair.right->figures().malformed == 0);
}

// The count of packets beyond 16 bits is not in them: who forgets it cannot open what follows.
TEST_CASE("keys that stay keep their count of packets") {
    Pair pair(keys_of(SrtpProfile::aead_aes_128_gcm, 10));
    for (int packet = 0; packet < 70'000; ++packet) {
        pair.left->hear(silence);
        pair.right->receive(from_ms(++pair.now));
        pair.right->said();
    }
    pair.right->agree(pair.right_terms);
    CHECK(pair.heard(10) > 0.95);
    CHECK(pair.right->figures().malformed == 0);
}

TEST_CASE("another codec is agreed on in the middle of a call") {
    Pair pair({});
    REQUIRE(pair.heard(10) > 0.95);
    for (const LegFormat& format : {LegFormat{VoiceCodec::opus, 96, 101, 48'000},
                                    LegFormat{VoiceCodec::g722, 9, 101, 8'000}}) {
        pair.left_terms.format = pair.right_terms.format = format;
        pair.left->agree(pair.left_terms);
        pair.right->agree(pair.right_terms);
        CHECK(pair.heard(30) > 0.9);
        CHECK(pair.right->stream().figures().lost == 0);
    }
}

TEST_CASE("what direction was agreed on is kept to") {
    FarEnd party;
    AudioTerms terms{party.endpoint(), party.endpoint(), {}, Direction::receive, {}};
    Line line(terms);
    for (int tick = 0; tick < 5; ++tick) line.leg.hear(silence);
    CHECK_FALSE(party.heard());
    CHECK(std::isnan(line.level()));
    CHECK(line.leg.last_heard() == Instant{});  // It may speak, and does not.

    terms.direction = Direction::none;
    line.leg.agree(terms);
    line.leg.receive(from_ms(500));
    CHECK(line.leg.last_heard() == from_ms(500));  // It need not.

    terms.direction = Direction::both;
    line.leg.agree(terms);
    line.leg.hear(silence);
    const auto first = party.heard();
    REQUIRE(first);
    CHECK(first->marker);
    line.leg.hear(silence);
    CHECK(party.heard()->timestamp - first->timestamp == frame_samples);
}

TEST_CASE("of another clock, timestamps and keys go by it") {
    FarEnd party;
    const AudioTerms terms{party.endpoint(),
                           party.endpoint(),
                           {VoiceCodec::opus, 111, 110, 48'000},
                           Direction::both,
                           {}};
    Line line(terms);
    line.leg.hear(silence);
    const auto first = party.heard();
    line.leg.hear(silence);
    const auto second = party.heard();
    REQUIRE((first && second));
    CHECK(second->timestamp - first->timestamp == 960);
    line.leg.press('5');
    line.leg.hear(silence);
    const auto key = party.heard();
    REQUIRE(key);
    CHECK(key->payload_type == 110);
    CHECK(key->payload[0] == 5);
    CHECK((key->payload[2] << 8 | key->payload[3]) == 960);
}

// Events are numbered among the sound, so that who passes them over misses packets.
TEST_CASE("keys pressed by the other end are no loss") {
    Pair pair({});
    REQUIRE(pair.heard(10) > 0.95);
    pair.left->press('1');
    pair.left->press('2');
    pair.heard(60);
    CHECK(pair.right->stream().figures().lost == 0);
    CHECK(pair.right->figures().buffer.gaps == 0);
    CHECK(pair.heard(5) > 0.95);
}

// ---- RTCP ----

// A port and the next one, both free; the first is given.
std::pair<UdpSocket, UdpSocket> two_ports() {
    for (;;) {
        auto first = bound();
        if (first.port() % 2 != 0) continue;
        auto second = UdpSocket::bind("127.0.0.1", static_cast<std::uint16_t>(first.port() + 1));
        if (second) return {std::move(first), std::move(*second)};
    }
}

std::optional<Report> report_at(UdpSocket& socket) {
    std::array<std::uint8_t, 1'500> bytes{};
    Endpoint from;
    while (const auto size = socket.receive(bytes, from))
        if (is_rtcp(std::span(bytes).first(*size)))
            return parse_rtcp(std::span(bytes).first(*size));
    return std::nullopt;
}

TEST_CASE("a leg says goodbye, at the next port or the same, as was agreed") {
    auto [sound, reports] = two_ports();
    for (const bool muxes : {false, true}) {
        CAPTURE(muxes);
        {
            auto [own, own_next] = two_ports();
            own_next = bound();  // Free again for the leg.
            Leg leg(std::move(own), {at(sound), muxes ? at(sound) : at(reports), {}, {}, {}}, 55,
                    [](char) {});
            leg.hear(silence);
            leg.hear(silence);
        }
        const auto report = report_at(muxes ? sound : reports);
        REQUIRE(report);
        CHECK(report->ssrc == 55);
        CHECK(report->says_goodbye);
        REQUIRE(report->sender);
        CHECK(report->sender->packets == 2);
        CHECK(report->sender->bytes == 2 * frame_samples);
        CHECK_FALSE(report_at(muxes ? reports : sound));
    }
}

TEST_CASE("sealed legs tell each other how they are heard, and how far away they are") {
    for (const auto& keys :
         {std::optional<SrtpKeys>{}, std::optional(keys_of(SrtpProfile::aead_aes_128_gcm, 10)),
          std::optional(keys_of(SrtpProfile::aes_128_cm_sha1_80, 10))}) {
        Pair pair(keys);
        CHECK(pair.left->stream().view().round_trip == std::nullopt);
        for (int tick = 0; tick < 1'000; ++tick) {
            pair.heard(1);
            pair.right->hear(silence);
            pair.left->receive(from_ms(pair.now * 20));
        }
        REQUIRE(pair.left->stream().view().round_trip);
        CHECK(*pair.left->stream().view().round_trip < std::chrono::milliseconds(50));
        CHECK(pair.right->stream().view().round_trip);
        CHECK(pair.left->figures().malformed == 0);
        CHECK(pair.right->figures().malformed == 0);
    }
}

}  // namespace
}  // namespace parley::voice
