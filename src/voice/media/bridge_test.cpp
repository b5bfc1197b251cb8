#include "voice/media/bridge.hpp"

#include <doctest/doctest.h>

#include "sound/g711.hpp"
#include "voice/media/leg.hpp"

namespace parley::voice {
namespace {

constexpr Duration patience = 200ms;

UdpSocket bound() {
    auto socket = UdpSocket::bind("127.0.0.1", 0);
    REQUIRE(socket);
    return std::move(*socket);
}

// A bridge with one party over RTP, whose line is held in the other hand.
class Line {
public:
    Line() {
        watch = std::make_shared<Watch>(patience, [this](Sign sign) { signs.push_back(sign); });
        AudioTerms terms;
        terms.remote = *Endpoint::parse("127.0.0.1", theirs_.port());
        terms.remote_rtcp = terms.remote;
        auto socket = bound();
        port_ = socket.port();
        bridge.join(0, {std::make_unique<Leg>(std::move(socket), terms, 5, [](char) {}), watch});
    }

    void say(std::int16_t level = 8'000) {
        RtpPacket packet;
        packet.payload_type = 8;
        packet.sequence = sequence_++;
        packet.timestamp = timestamp_ += frame_samples;
        packet.ssrc = 77;
        const auto header = rtp_header(packet);
        std::vector<std::uint8_t> datagram(header.begin(), header.end());
        datagram.insert(datagram.end(), frame_samples,
                        sound::g711_encode(sound::G711Law::a, level));
        theirs_.send(datagram, *Endpoint::parse("127.0.0.1", port_));
    }
    void tick(Duration length = voice::tick) { bridge.tick(now += length); }
    void ticks(Duration length) {
        for (Duration done{0}; done < length; done += voice::tick) tick();
    }

    Bridge bridge;
    std::shared_ptr<Watch> watch;
    std::vector<Sign> signs;
    Instant now = from_ms(1'000'000);

private:
    UdpSocket theirs_ = bound();
    std::uint16_t port_ = 0;
    std::uint16_t sequence_ = 0;
    std::uint32_t timestamp_ = 0;
};

TEST_CASE("a party is told of when it is first heard, and when it has been silent for long") {
    Line line;
    line.ticks(100ms);
    CHECK(line.signs.empty());
    for (int count = 0; count < 20; ++count) {
        line.say();
        line.tick();
    }
    CHECK(line.signs == std::vector{Sign::sounds});
    CHECK(line.watch->figures().packets == 20);
    line.ticks(patience - 40ms);
    CHECK(line.signs.size() == 1);
    line.ticks(1s);
    CHECK(line.signs == std::vector{Sign::sounds, Sign::silent});
}

TEST_CASE("one that was never heard is silent, too") {
    Line line;
    line.ticks(patience + 40ms);
    CHECK(line.signs == std::vector{Sign::silent});
}

TEST_CASE("on hold a party may be silent; its patience begins anew afterwards") {
    Line line;
    line.watch->set_patient(true);
    line.ticks(1s);
    line.watch->set_patient(false);
    line.ticks(patience - 40ms);
    CHECK(line.signs.empty());
    line.ticks(80ms);
    CHECK(line.signs == std::vector{Sign::silent});
}

TEST_CASE("when the clock is set nobody was silent") {
    Line line;
    line.tick();
    line.tick(1h);
    line.ticks(100ms);
    line.tick(-2h);
    line.ticks(100ms);
    CHECK(line.signs.empty());
}

TEST_CASE("who left by their watch sits elsewhere as they were") {
    Line line;
    for (int count = 0; count < 3; ++count) line.say();
    line.tick();
    auto seat = line.bridge.leave(line.watch);
    REQUIRE(seat);
    CHECK_FALSE(line.bridge.leave(line.watch));
    CHECK(line.bridge.of(line.watch) == nullptr);

    Bridge other;
    other.join(3, std::move(*seat));
    REQUIRE(other.of(line.watch) != nullptr);
    line.say();
    other.tick(line.now += tick);
    CHECK(line.watch->figures().packets == 4);
    CHECK(line.signs == std::vector{Sign::sounds});
}

TEST_CASE("gains are of places, and stay when somebody leaves") {
    Line line;
    line.bridge.mix().set_gain(1, 0, Mix::unity);
    line.bridge.leave(line.watch);
    CHECK(line.bridge.mix().gain(1, 0) == Mix::unity);
}

TEST_CASE("the end of what is played is told once; not of what was stopped") {
    Bridge bridge;
    int ended = 0;
    const auto sound = std::make_shared<const std::vector<std::int16_t>>(3 * frame_samples, 1);
    Instant now = from_ms(1'000);
    const auto play = [&] { bridge.play(Player(sound, Player::Times::once), [&] { ++ended; }); };
    play();
    for (int count = 0; count < 3; ++count) bridge.tick(now += tick);
    CHECK(ended == 0);
    for (int count = 0; count < 3; ++count) bridge.tick(now += tick);
    CHECK(ended == 1);
    play();
    bridge.tick(now += tick);
    bridge.stop_playing();
    for (int count = 0; count < 5; ++count) bridge.tick(now += tick);
    CHECK(ended == 1);
}

}  // namespace
}  // namespace parley::voice
