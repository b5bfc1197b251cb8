#include "voice/media/leg.hpp"

#include <utility>

namespace parley::voice {
namespace {

constexpr std::size_t datagram_max = 1'500;
constexpr int datagrams_a_tick_max =
    64;  // More are left to the next: a flood costs others nothing.

}  // namespace

Leg::Leg(UdpSocket socket, const AudioTerms& terms, std::uint32_t ssrc, AudioStream::OnKey on_key)
    : socket_(std::move(socket)),
      terms_(terms),
      srtp_(terms.keys ? std::make_unique<SrtpSession>(*terms.keys) : nullptr),
      remote_(terms.remote),
      stream_(terms.format, ssrc, std::move(on_key)) {}

void Leg::agree(const AudioTerms& terms) {
    stream_.set_format(terms.format);
    if (terms.remote != terms_.remote) {
        remote_ = terms.remote;
        is_latched_ = false;
    }
    if (!terms.keys)
        srtp_.reset();
    else if (srtp_)
        srtp_->change(*terms.keys);
    else
        srtp_ = std::make_unique<SrtpSession>(*terms.keys);
    terms_ = terms;
}

void Leg::receive(Instant now) {
    std::array<std::uint8_t, datagram_max> bytes;  // NOLINT: the kernel fills it.
    Endpoint from;
    if (!may_receive(terms_.direction)) last_heard_ = now;
    for (int count = 0; count < datagrams_a_tick_max; ++count) {
        const auto size = socket_.receive(bytes, from);
        if (!size) return;
        take(std::span(bytes).first(*size), from, now);
    }
}

void Leg::take(std::span<std::uint8_t> datagram, const Endpoint& from, Instant now) {
    if (!from.has_address_of(remote_)) {
        ++figures_.strangers;
        return;
    }
    if (srtp_) datagram = datagram.first(srtp_->open(datagram).value_or(0));
    const auto packet = parse_rtp(datagram);
    if (!packet) {
        ++figures_.malformed;
    } else if (!is_from_party(from, *packet)) {
        ++figures_.strangers;
    } else {
        last_heard_ = now;
        stream_.put(*packet, now);
    }
}

bool Leg::is_from_party(const Endpoint& from, const RtpPacket& packet) {
    if (is_latched_ && from == remote_) {
        remote_ssrc_ = packet.ssrc;
        return true;
    }
    if (is_latched_ && packet.ssrc == remote_ssrc_) return false;
    remote_ = from;
    remote_ssrc_ = packet.ssrc;
    is_latched_ = true;
    return true;
}

void Leg::hear(const Frame& frame) {
    if (!may_send(terms_.direction) || remote_.port() == 0) return stream_.skip();
    std::array<std::uint8_t, AudioStream::packet_max + SrtpSession::trailer_max>
        room;  // NOLINT: filled.
    std::size_t size = stream_.next(frame, room);
    if (srtp_) size = srtp_->seal(room, size).value_or(0);
    if (size > 0) socket_.send(std::span(room).first(size), remote_);
    ++figures_.sent;
}

Leg::Figures Leg::figures() const {
    Figures figures = figures_;
    figures.buffer = stream_.buffer();
    return figures;
}

}  // namespace parley::voice
