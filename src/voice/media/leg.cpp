#include "voice/media/leg.hpp"

#include <utility>

namespace parley::voice {
namespace {

constexpr std::size_t datagram_max = 1'500;
constexpr int datagrams_a_tick_max =
    64;  // More are left to the next: a flood costs others nothing.

}  // namespace

Leg::Leg(UdpSocket socket, LegFormat format, Endpoint remote, std::uint32_t ssrc,
         AudioStream::OnKey on_key)
    : socket_(std::move(socket)),
      named_(remote),
      remote_(remote),
      stream_(format, ssrc, std::move(on_key)) {}

void Leg::receive(Instant now) {
    std::array<std::uint8_t, datagram_max> bytes;  // NOLINT: the kernel fills it.
    Endpoint from;
    for (int count = 0; count < datagrams_a_tick_max; ++count) {
        const auto size = socket_.receive(bytes, from);
        if (!size) return;
        const auto packet = parse_rtp(std::span(bytes).first(*size));
        if (!packet) {
            ++figures_.malformed;
        } else if (!is_from_party(from, *packet)) {
            ++figures_.strangers;
        } else {
            last_heard_ = now;
            stream_.put(*packet, now);
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

void Leg::hear(const Frame& frame) {
    std::array<std::uint8_t, AudioStream::packet_max> room;  // NOLINT: next() fills it.
    const std::size_t size = stream_.next(frame, room);
    if (!is_sending_ || remote_.port() == 0) return;
    socket_.send(std::span(room).first(size), remote_);
    ++figures_.sent;
}

void Leg::move(Endpoint remote) {
    if (remote == named_) return;
    named_ = remote_ = remote;
    is_latched_ = false;
}

Leg::Figures Leg::figures() const {
    Figures figures = figures_;
    figures.buffer = stream_.figures();
    return figures;
}

}  // namespace parley::voice
