#include "voice/media/leg.hpp"

#include <algorithm>
#include <utility>

namespace parley::voice {
namespace {

constexpr std::size_t datagram_max = 1'500;
constexpr int datagrams_a_tick_max =
    64;  // More are left to the next: a flood costs others nothing.
constexpr std::uint16_t key_duration = 800;

}  // namespace

Leg::Leg(UdpSocket socket, LegFormat format, Endpoint remote, std::uint32_t ssrc, OnKey on_key)
    : socket_(std::move(socket)),
      format_(format),
      remote_(remote),
      on_key_(std::move(on_key)),
      ssrc_(ssrc),
      sequence_(static_cast<std::uint16_t>(ssrc >> 7)),
      timestamp_(ssrc * 2'654'435'761U) {}

void Leg::receive(Instant now) {
    std::array<std::uint8_t, datagram_max> bytes;  // NOLINT: the kernel fills it.
    Endpoint from;
    for (int count = 0; count < datagrams_a_tick_max; ++count) {
        const auto size = socket_.receive(bytes, from);
        if (!size) return;
        const auto packet = parse_rtp(std::span(bytes).first(*size));
        if (!packet) {
            ++figures_.malformed;
            continue;
        }
        if (!is_from_party(from, *packet)) {
            ++figures_.strangers;
            continue;
        }
        last_heard_ = now;
        if (packet->payload_type == format_.audio_type) {
            buffer_.put(*packet);
        } else if (format_.event_type != 0 && packet->payload_type == format_.event_type) {
            if (const auto key = keys_.receive(*packet)) on_key_(*key);
        }
    }
}

bool Leg::is_from_party(const Endpoint& from, const RtpPacket& packet) {
    if (is_latched_ && from == remote_) {
        remote_ssrc_ = packet.ssrc;
        return true;
    }
    const bool may_latch = !is_latched_ || packet.ssrc != remote_ssrc_;
    if (!may_latch || !from.has_address_of(remote_)) return false;
    remote_ = from;
    remote_ssrc_ = packet.ssrc;
    is_latched_ = true;
    return true;
}

const Frame* Leg::said() {
    const JitterBuffer::Slot slot = buffer_.take();
    if (slot.state == JitterBuffer::State::waiting) return nullptr;
    if (slot.state == JitterBuffer::State::frame && slot.payload.size() == frame_samples) {
        g711_decode(format_.law, slot.payload, said_);
        concealment_.heard(said_);
    } else {
        concealment_.invent(said_);
    }
    return &said_;
}

void Leg::hear(const Frame& frame) {
    timestamp_ += frame_samples;
    if (!pressed_.empty()) {
        const Pressed& next = pressed_.front();
        if (next.begins) pressed_at_ = timestamp_;
        send(format_.event_type, next.begins, pressed_at_, next.payload);
        pressed_.pop_front();
        was_silent_ = true;
        return;
    }
    std::array<std::uint8_t, frame_samples> payload{};
    g711_encode(format_.law, frame, payload);
    send(format_.audio_type, std::exchange(was_silent_, false), timestamp_, payload);
}

void Leg::press(char key) {
    if (format_.event_type == 0 || !event_of_key(key)) return;
    bool begins = true;
    for (auto& payload : key_payloads(key, key_duration, frame_samples))
        pressed_.push_back({std::move(payload), std::exchange(begins, false)});
}

void Leg::move(Endpoint remote) {
    if (remote == remote_) return;
    remote_ = remote;
    is_latched_ = false;
}

void Leg::send(std::uint8_t payload_type, bool marker, std::uint32_t timestamp,
               std::span<const std::uint8_t> payload) {
    RtpPacket packet;
    packet.payload_type = payload_type;
    packet.marker = marker;
    packet.sequence = sequence_++;
    packet.timestamp = timestamp;
    packet.ssrc = ssrc_;
    if (remote_.port() != 0) socket_.send(rtp_header(packet), payload, remote_);
    ++figures_.sent;
}

Leg::Figures Leg::figures() const {
    Figures figures = figures_;
    figures.buffer = buffer_.figures();
    return figures;
}

}  // namespace parley::voice
