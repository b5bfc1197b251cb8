#include "voice/browser/browser_port.hpp"

#include <array>
#include <utility>

namespace parley::voice {
namespace {

constexpr std::size_t datagram_max = 1'500;

// Which protocol a datagram is of, by its first byte (RFC 7983).
constexpr bool is_stun(std::uint8_t first) { return first <= 3; }
constexpr bool is_dtls(std::uint8_t first) { return first >= 20 && first <= 63; }
constexpr bool is_rtp(std::uint8_t first) { return first >= 128 && first <= 191; }
// RTP and RTCP share the port (RFC 5761).
constexpr bool is_rtcp(std::uint8_t second) { return second >= 192 && second <= 223; }

}  // namespace

void BrowserPort::receive(Instant now) {
    std::array<std::uint8_t, datagram_max> bytes;  // NOLINT: the kernel fills it.
    Endpoint from;
    for (int count = 0; count < datagrams_a_tick_max; ++count) {
        const auto size = socket_.receive(bytes, from);
        if (!size) return;
        if (*size > 1) take(std::span(bytes).first(*size), from, now);
    }
}

void BrowserPort::take(std::span<std::uint8_t> datagram, const Endpoint& from, Instant now) {
    if (is_stun(datagram[0])) return take_request(datagram, from, now);
    const auto known = by_place_.find(from);
    if (known == by_place_.end()) {
        ++figures_.strangers;
        return;
    }
    if (is_dtls(datagram[0]))
        known->second->take_dtls(datagram);
    else if (is_rtp(datagram[0]) && !known->second->take_sealed(datagram, now))
        ++figures_.forged;
}

void BrowserPort::take_request(Bytes datagram, const Endpoint& from, Instant now) {
    const auto request = parse_binding_request(datagram);
    const auto known =
        request ? by_fragment_.find(std::string(request->our_fragment())) : by_fragment_.end();
    if (known == by_fragment_.end()) {
        ++figures_.strangers;
        return;
    }
    BrowserLeg& leg = *known->second;
    if (!is_authentic(*request, leg.terms_.password)) {
        ++figures_.forged;
        return;
    }
    leg.move(from);
    leg.last_consent_ = now;
    socket_.send(binding_success(*request, from, leg.terms_.password), from);
}

BrowserLeg::BrowserLeg(BrowserPort& port, BrowserTerms terms, AudioStream::OnKey on_key)
    : port_(port),
      terms_(std::move(terms)),
      dtls_(port.identity_, terms_.fingerprint,
            [this](Bytes datagram) {
                if (!place_.is_nobody()) port_.socket_.send(datagram, place_);
            }),
      stream_(terms_.format, terms_.ssrc, std::move(on_key)) {
    port_.by_fragment_[terms_.fragment] = this;
}

BrowserLeg::~BrowserLeg() {
    port_.by_fragment_.erase(terms_.fragment);
    const auto at = port_.by_place_.find(place_);
    if (at != port_.by_place_.end() && at->second == this) port_.by_place_.erase(at);
}

void BrowserLeg::move(const Endpoint& place) {
    if (place == place_) return;
    if (!place_.is_nobody()) port_.by_place_.erase(place_);
    place_ = place;
    port_.by_place_[place] = this;
}

void BrowserLeg::take_dtls(Bytes datagram) {
    dtls_.receive(datagram);
    if (!srtp_ && dtls_.keys()) srtp_ = std::make_unique<SrtpSession>(*dtls_.keys());
}

bool BrowserLeg::take_sealed(std::span<std::uint8_t> datagram, Instant now) {
    if (!srtp_) return false;
    if (is_rtcp(datagram[1])) return srtp_->open_rtcp(datagram).has_value();
    const auto size = srtp_->open(datagram);
    if (!size) return false;
    const auto packet = parse_rtp(datagram.first(*size));
    if (!packet) return false;
    last_heard_ = now;
    stream_.put(*packet, now);
    return true;
}

bool BrowserLeg::has_gone(Instant now) const {
    const auto state = dtls_.state();
    if (state == DtlsSession::State::closed || state == DtlsSession::State::failed) return true;
    return last_consent_ != Instant{} && now - last_consent_ >= consent_max;
}

void BrowserLeg::receive(Instant) { dtls_.tick(); }

void BrowserLeg::hear(const Frame& frame) {
    if (!srtp_) return;
    std::array<std::uint8_t, AudioStream::packet_max + SrtpSession::trailer_max>
        room;  // NOLINT: filled.
    const std::size_t size = stream_.next(frame, room);
    if (const auto sealed = srtp_->seal(room, size))
        port_.socket_.send(std::span(room).first(*sealed), place_);
}

}  // namespace parley::voice
