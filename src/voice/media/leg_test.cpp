#include "voice/media/leg.hpp"

#include <doctest/doctest.h>

#include <poll.h>

#include <cmath>
#include <string>

#include "sound/g711.hpp"
#include "voice/media/tone.hpp"

namespace parley::voice {
namespace {

UdpSocket bound(const std::string& address = "127.0.0.1") {
    auto socket = UdpSocket::bind(address, 0);
    REQUIRE(socket);
    return std::move(*socket);
}

Endpoint at(const UdpSocket& socket, const std::string& address = "127.0.0.1") {
    return *Endpoint::parse(address, socket.port());
}

// The party at the other end of a leg's line.
class Party {
public:
    explicit Party(std::string address = "127.0.0.1") : socket_(bound(address)) {}

    Endpoint endpoint() const { return at(socket_); }

    void say(Leg& leg, std::uint8_t type, std::span<const std::uint8_t> payload,
             std::uint32_t timestamp) {
        RtpPacket packet;
        packet.payload_type = type;
        packet.sequence = sequence_++;
        packet.timestamp = timestamp;
        packet.ssrc = ssrc;
        const auto header = rtp_header(packet);
        std::vector<std::uint8_t> datagram(header.begin(), header.end());
        datagram.insert(datagram.end(), payload.begin(), payload.end());
        socket_.send(datagram, *Endpoint::parse("127.0.0.1", leg.port()));
    }
    void say(Leg& leg, std::int16_t level) {
        std::array<std::uint8_t, frame_samples> payload{};
        payload.fill(sound::g711_encode(sound::G711Law::a, level));
        say(leg, 8, payload, timestamp_ += frame_samples);
    }
    // The next packet that came, if one did.
    std::optional<RtpPacket> heard() {
        Endpoint from;
        const auto size = socket_.receive(bytes_, from);
        if (!size) return std::nullopt;
        return parse_rtp(std::span(bytes_).first(*size));
    }

    std::uint32_t ssrc = 77;

private:
    UdpSocket socket_;
    std::uint16_t sequence_ = 65'530;
    std::uint32_t timestamp_ = 0;
    std::array<std::uint8_t, 1'500> bytes_{};
};

class Line {
public:
    explicit Line(Endpoint remote) : Line(AudioTerms{remote, remote, {}, Direction::both, {}}) {}
    explicit Line(const AudioTerms& terms)
        : leg(bound(), terms, 12'345, [this](char key) { keys += key; }) {}

    // What the leg says now; NaN: nothing.
    double level() {
        leg.receive(from_ms(20));
        const Frame* said = leg.said();
        return said == nullptr ? std::nan("") : (*said)[frame_samples - 1];
    }

    std::string keys;
    Leg leg;
};

TEST_CASE("what a party says is taken a frame at a time") {
    Party party;
    Line line(party.endpoint());
    CHECK(std::isnan(line.level()));
    for (int frame = 0; frame < 3; ++frame) party.say(line.leg, 8'000);
    CHECK(line.level() == doctest::Approx(8'000).epsilon(0.05));
    CHECK(line.leg.figures().buffer.received == 3);
    CHECK(line.leg.last_heard() == from_ms(20));
}

TEST_CASE("packets of other lengths than ours are heard whole") {
    for (const std::size_t samples : {80UL, 240UL, 320UL, 480UL}) {
        Party party;
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
    Party party;
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
    Party named;
    Party spoke;
    Line line(named.endpoint());
    spoke.say(line.leg, 1'000);
    line.leg.receive(from_ms(1));
    line.leg.hear(silence);
    CHECK(spoke.heard());
    CHECK_FALSE(named.heard());
}

TEST_CASE("nobody else is heard: another port later, another address ever") {
    Party party;
    Party other_port;
    Party other_address("127.0.0.2");
    Line line(party.endpoint());
    other_address.say(line.leg, 30'000);
    for (int frame = 0; frame < 2; ++frame) party.say(line.leg, 1'000);
    CHECK(line.level() == doctest::Approx(1'000).epsilon(0.05));
    other_port.say(line.leg, 30'000);  // The same SSRC, from elsewhere.
    other_address.say(line.leg, 30'000);
    CHECK(line.level() == doctest::Approx(1'000).epsilon(0.05));
    CHECK(line.leg.figures().strangers == 3);
    line.leg.hear(silence);
    CHECK(party.heard());
}

TEST_CASE("a party that begins anew from another port is followed") {
    Party party;
    Party again;
    again.ssrc = 78;
    Line line(party.endpoint());
    for (int frame = 0; frame < 2; ++frame) party.say(line.leg, 1'000);
    line.level();
    for (int frame = 0; frame < 2; ++frame) again.say(line.leg, 5'000);
    CHECK(line.level() == doctest::Approx(5'000).epsilon(0.05));
    line.leg.hear(silence);
    CHECK(again.heard());
}

TEST_CASE("keys are heard and pressed") {
    Party party;
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

TEST_CASE("what is malformed, or of another codec, changes nothing") {
    Party party;
    Line line(party.endpoint());
    const std::array<std::uint8_t, 3> nonsense = {1, 2, 3};
    party.say(line.leg, 96, nonsense, 0);
    CHECK(std::isnan(line.level()));
    CHECK(line.leg.figures().malformed == 0);
}

}  // namespace
}  // namespace parley::voice
