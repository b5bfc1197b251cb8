#include "voice/media/leg.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "voice/testing/leg_peers.hpp"

namespace parley::voice {
namespace {

using namespace testing;

TEST_CASE("what a party says is taken a frame at a time") {
    FarEnd party;
    Line line(party.endpoint());
    CHECK(std::isnan(line.level()));
    for (int frame = 0; frame < 3; ++frame) party.say(line.leg, 8'000);
    CHECK(line.level() == doctest::Approx(8'000).epsilon(0.05));
    CHECK(line.leg.figures().buffer.received == 3);
    CHECK(line.leg.last_heard() == from_ms(20));
}

TEST_CASE("packets of other lengths than ours are heard whole") {
    for (const std::size_t samples : {80UL, 240UL, 320UL, 480UL}) {
        FarEnd party;
        Line line(party.endpoint());
        const std::vector<std::uint8_t> payload(samples,
                                                sound::g711_encode(sound::G711Law::a, 8'000));
        std::size_t sent = 0;
        int heard = 0;
        for (std::size_t tick = 1; tick <= 30; ++tick) {
            // As it would come: what has been said by now.
            for (; (sent + 1) * samples <= tick * frame_samples; ++sent)
                party.say(line.leg, 8, payload, static_cast<std::uint32_t>(sent * samples));
            if (line.level() > 7'000) ++heard;
        }
        CHECK_MESSAGE(heard >= 23, samples, " samples a packet: ", heard);
        CHECK(line.leg.figures().buffer.late == 0);
    }
}

TEST_CASE("what a party hears is one packet a tick, in order") {
    FarEnd party;
    Line line(party.endpoint());
    Frame frame;
    frame.fill(-4'000);
    for (int count = 0; count < 3; ++count) line.leg.hear(frame);
    std::optional<RtpPacket> before;
    for (int count = 0; count < 3; ++count) {
        const auto packet = party.heard();
        REQUIRE(packet);
        CHECK(packet->payload_type == 8);
        CHECK(packet->marker == (count == 0));
        CHECK(packet->payload.size() == frame_samples);
        CHECK(sound::g711_decode(sound::G711Law::a, packet->payload[0]) ==
              doctest::Approx(-4'000).epsilon(0.05));
        if (before) {
            CHECK(sequence_distance(packet->sequence, before->sequence) == 1);
            CHECK(packet->timestamp - before->timestamp == frame_samples);
        }
        before = packet;
    }
    CHECK_FALSE(party.heard());
}

TEST_CASE("a party behind a router is answered where it spoke from") {
    FarEnd named;
    FarEnd spoke;
    Line line(named.endpoint());
    spoke.say(line.leg, 1'000);
    line.leg.receive(from_ms(1));
    line.leg.hear(silence);
    CHECK(spoke.heard());
    CHECK_FALSE(named.heard());
}

TEST_CASE("behind a router, sound from where the signalling comes from is theirs") {
    FarEnd named("127.0.0.3");
    FarEnd seen("127.0.0.2");
    FarEnd other("127.0.0.4");
    AudioTerms terms{named.endpoint(),
                     named.endpoint(),
                     {},
                     Direction::both,
                     {},
                     *Endpoint::parse("127.0.0.2", 5'060)};
    Line line(terms);
    other.say(line.leg, 30'000);
    for (int frame = 0; frame < 2; ++frame) seen.say(line.leg, 1'000);
    CHECK(line.level() == doctest::Approx(1'000).epsilon(0.05));
    CHECK(line.leg.figures().strangers == 1);
    line.leg.hear(silence);
    CHECK(seen.heard());
    CHECK_FALSE(named.heard());
}

TEST_CASE("nobody else is heard: another port later, another address ever") {
    FarEnd party;
    FarEnd other_port;
    FarEnd other_address("127.0.0.2");
    Line line(party.endpoint());
    other_address.say(line.leg, 30'000);
    for (int frame = 0; frame < 2; ++frame) party.say(line.leg, 1'000);
    CHECK(line.level() == doctest::Approx(1'000).epsilon(0.05));
    other_port.ssrc = 78;  // As if the party began anew, which still speaks.
    other_port.say(line.leg, 30'000);
    other_address.say(line.leg, 30'000);
    CHECK(line.level() == doctest::Approx(1'000).epsilon(0.05));
    CHECK(line.leg.figures().strangers == 3);
    line.leg.hear(silence);
    CHECK(party.heard());
}

TEST_CASE("a party that moves to another port is followed once it is silent at the old one") {
    FarEnd named;
    FarEnd party;
    FarEnd moved;  // By the same sender (SSRC), as behind a router that forgot.
    Line line(named.endpoint());
    for (int frame = 0; frame < 2; ++frame) party.say(line.leg, 1'000);
    line.level(from_ms(1'000));
    const Instant moves = from_ms(1'000) + Leg::moved_after;
    moved.say(line.leg, 30'000);
    line.level(moves - 1ms);
    CHECK(line.leg.figures().strangers == 1);
    for (int frame = 0; frame < 3; ++frame) moved.say(line.leg, 5'000);
    CHECK(line.level(moves) == doctest::Approx(5'000).epsilon(0.05));
    line.leg.hear(silence);
    CHECK(moved.heard());
    CHECK_FALSE(party.heard());
}

TEST_CASE("whoever speaks from the port that SDP named goes before others") {
    FarEnd named;
    FarEnd first;
    first.ssrc = 78;
    Line line(named.endpoint());
    first.say(line.leg, 30'000);
    line.level();
    for (int frame = 0; frame < 2; ++frame) named.say(line.leg, 1'000);
    CHECK(line.level() == doctest::Approx(1'000).epsilon(0.05));
    first.say(line.leg, 30'000);
    line.level();
    CHECK(line.leg.figures().strangers == 1);
}

TEST_CASE("well-formed packets of others do not make a call stutter") {
    FarEnd party;
    FarEnd other;
    Line line(party.endpoint());
    for (int frame = 0; frame < 2; ++frame) party.say(line.leg, 1'000);
    line.level(from_ms(0));
    for (int tick = 1; tick < 100; ++tick) {
        party.say(line.leg, 1'000);
        other.ssrc = 100U + static_cast<std::uint32_t>(tick);
        other.say(line.leg, 30'000);
        CHECK(line.level(from_ms(20 * tick)) == doctest::Approx(1'000).epsilon(0.05));
    }
    CHECK(line.leg.figures().buffer.restarts == 0);
}

TEST_CASE("keys are heard and pressed") {
    FarEnd party;
    Line line(party.endpoint());
    std::uint32_t timestamp = 0;
    for (const char key : std::string("42#")) {
        timestamp += 1'600;
        for (const auto& payload : key_payloads(key, 800, 160))
            party.say(line.leg, 101, payload, timestamp);
    }
    line.leg.receive(from_ms(1));
    CHECK(line.keys == "42#");

    line.leg.press('7');
    line.leg.press('7');
    line.leg.press('!');
    for (int tick = 0; tick < 20; ++tick) line.leg.hear(silence);
    KeyReceiver receiver;
    std::string heard;
    while (const auto packet = party.heard()) {
        if (packet->payload_type != 101) continue;
        if (const auto key = receiver.receive(*packet)) heard += *key;
    }
    CHECK(heard == "77");
}

TEST_CASE("comfort noise that nobody agreed on is no loss, and no sound") {
    FarEnd party;
    Line line(party.endpoint());
    for (int frame = 0; frame < 4; ++frame) party.say(line.leg, 8'000);
    REQUIRE(line.level() > 7'000);
    for (int frame = 0; frame < 3; ++frame) line.level();
    const std::array<std::uint8_t, 1> noise = {60};
    party.say(line.leg, 13, noise, 5'000);
    CHECK(std::isnan(line.level()));
    for (int frame = 0; frame < 3; ++frame) party.say(line.leg, 8'000);
    CHECK(line.level() > 7'000);
    CHECK(line.leg.stream().figures().lost == 0);
    CHECK(line.leg.figures().buffer.gaps == 0);
}

TEST_CASE("keys that are pressed faster than they can be sent are let go at last") {
    FarEnd party;
    Line line(party.endpoint());
    for (int count = 0; count < 1'000; ++count) line.leg.press('1');
    std::size_t events = 0;
    for (int tick = 0; tick < 2'000; ++tick) {
        line.leg.hear(silence);
        while (const auto packet = party.heard()) events += packet->payload_type == 101 ? 1 : 0;
    }
    CHECK(events == KeySender::waiting_max * 7);
}

TEST_CASE("what is malformed, or of another codec, changes nothing") {
    FarEnd party;
    Line line(party.endpoint());
    const std::array<std::uint8_t, 3> nonsense = {1, 2, 3};
    party.say(line.leg, 96, nonsense, 0);
    CHECK(std::isnan(line.level()));
    CHECK(line.leg.figures().malformed == 0);
}

}  // namespace
}  // namespace parley::voice
