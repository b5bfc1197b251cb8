// Who leg_test.cpp and leg_pair_test.cpp put at the other end of a leg's line.
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sound/g711.hpp"
#include "voice/media/leg.hpp"
#include "voice/media/tone.hpp"

namespace parley::voice::testing {

inline UdpSocket bound(const std::string& address = "127.0.0.1") {
    auto socket = UdpSocket::bind(address, 0);
    REQUIRE(socket);
    return std::move(*socket);
}

inline Endpoint at(const UdpSocket& socket, const std::string& address = "127.0.0.1") {
    return *Endpoint::parse(address, socket.port());
}

// The party at the other end of a leg's line.
class FarEnd {
public:
    explicit FarEnd(std::string address = "127.0.0.1") : socket_(bound(address)) {}

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
    double level(Instant now = from_ms(20)) {
        leg.receive(now);
        const Frame* said = leg.said();
        return said == nullptr ? std::nan("") : (*said)[frame_samples - 1];
    }

    std::string keys;
    Leg leg;
};

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

inline SrtpKeys keys_of(SrtpProfile profile, std::uint8_t which) {
    const std::size_t size = key_size_of(profile);
    return {profile, std::vector<std::uint8_t>(size, which),
            std::vector<std::uint8_t>(size, static_cast<std::uint8_t>(which + 1))};
}

}  // namespace parley::voice::testing
