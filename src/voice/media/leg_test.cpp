#include "voice/media/leg.hpp"

#include <doctest/doctest.h>

#include <poll.h>

#include <chrono>
#include <cmath>
#include <string>
#include <utility>

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
    explicit Line(Endpoint remote)
        : Line(AudioTerms{remote, remote, {}, Direction::both, {}, {}}) {}
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

TEST_CASE("behind a router, sound from where the signalling comes from is theirs") {
    Party named("127.0.0.3");
    Party seen("127.0.0.2");
    Party other("127.0.0.4");
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

// Two legs that face each other, each by the other's port.
struct Pair {
    explicit Pair(const std::optional<SrtpKeys>& keys, LegFormat format = {},
                  const std::string& address = "127.0.0.1") {
        auto left_socket = bound(address);
        auto right_socket = bound(address);
        const Endpoint left_at = at(left_socket, address);
        const Endpoint right_at = at(right_socket, address);
        AudioTerms to_right{right_at, right_at, format, Direction::both, keys};
        AudioTerms to_left{left_at, left_at, format, Direction::both, mirrored(keys)};
        left = std::make_unique<Leg>(std::move(left_socket), to_right, 1, [](char) {});
        right = std::make_unique<Leg>(std::move(right_socket), to_left, 2, [](char) {});
        left_terms = to_right;
        right_terms = to_left;
    }
    static std::optional<SrtpKeys> mirrored(const std::optional<SrtpKeys>& keys) {
        if (!keys) return std::nullopt;
        return SrtpKeys{keys->profile, keys->ours, keys->theirs};
    }
    // Left says a tone for so many ticks; how much of what right hears is that tone.
    double heard(int ticks) {
        Tone tone(500, 0, 8'000);
        Frame frame{};
        std::vector<std::int16_t> sound;
        for (int tick = 0; tick < ticks; ++tick) {
            tone.next(frame);
            left->hear(frame);
            right->receive(from_ms(20 * ++now));
            if (const Frame* said = right->said())
                sound.insert(sound.end(), said->begin(), said->end());
        }
        if (sound.size() < frame_samples) return 0;
        return share_at(500, &sound[sound.size() - frame_samples], frame_samples);
    }

    int now = 0;
    std::unique_ptr<Leg> left;
    std::unique_ptr<Leg> right;
    AudioTerms left_terms;
    AudioTerms right_terms;
};

SrtpKeys keys_of(SrtpProfile profile, std::uint8_t which) {
    const std::size_t size = key_size_of(profile);
    return {profile, std::vector<std::uint8_t>(size, which),
            std::vector<std::uint8_t>(size, static_cast<std::uint8_t>(which + 1))};
}

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
    Party named;
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
    Party party;
    const AudioTerms terms{party.endpoint(),
                           party.endpoint(),
                           {},
                           Direction::both,
                           keys_of(SrtpProfile::aead_aes_128_gcm, 10)};
    Line line(terms);
    Party forger;
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
    Party party;
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
    Party party;
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

TEST_CASE("comfort noise that nobody agreed on is no loss, and no sound") {
    Party party;
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
    Party party;
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
    Party party;
    Line line(party.endpoint());
    const std::array<std::uint8_t, 3> nonsense = {1, 2, 3};
    party.say(line.leg, 96, nonsense, 0);
    CHECK(std::isnan(line.level()));
    CHECK(line.leg.figures().malformed == 0);
}

}  // namespace
}  // namespace parley::voice
