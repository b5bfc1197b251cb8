#include "voice/browser/browser_port.hpp"

#include <array>
#include <utility>

namespace parley::voice {
namespace {

// Which protocol a datagram is of, by its first byte (RFC 7983).
constexpr bool is_stun(std::uint8_t first) { return first <= 3; }
constexpr bool is_dtls(std::uint8_t first) { return first >= 20 && first <= 63; }
constexpr unsigned ticks_a_look = 25;  // At whether RTCP is due.
constexpr bool is_rtp(std::uint8_t first) { return first >= 128 && first <= 191; }

}  // namespace

void BrowserPort::receive(Instant now) {
    socket_.receive_all(datagrams_a_tick_max, [&](UdpSocket::Datagram datagram) {
        if (datagram.bytes.size() > 1) take(datagram, now);
    });
}

void BrowserPort::take(UdpSocket::Datagram datagram, Instant now) {
    const std::uint8_t first = datagram.bytes[0];
    if (is_stun(first)) return take_request(datagram.bytes, datagram.from, now);
    const auto known = by_place_.find(datagram.from);
    if (known == by_place_.end()) {
        ++figures_.strangers;
        return;
    }
    if (is_dtls(first))
        known->second->take_dtls(datagram.bytes);
    else if (is_rtp(first) && !known->second->take_sealed(datagram, now))
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
    leg.last_request_ = now;
    leg.move(from);
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
    if (srtp_) report(stream_.goodbye());
    port_.by_fragment_.erase(terms_.fragment);
    leave_place();
}

// Unless another browser is there meanwhile.
void BrowserLeg::leave_place() {
    const auto at = port_.by_place_.find(place_);
    if (at != port_.by_place_.end() && at->second == this) port_.by_place_.erase(at);
}

void BrowserLeg::move(const Endpoint& place) {
    if (place == place_) return;
    leave_place();
    place_ = place;
    port_.by_place_[place] = this;
}

void BrowserLeg::take_dtls(Bytes datagram) {
    dtls_.receive(datagram);
    if (!srtp_ && dtls_.keys()) srtp_ = std::make_unique<SrtpSession>(*dtls_.keys());
}

bool BrowserLeg::take_sealed(UdpSocket::Datagram datagram, Instant now) {
    if (!srtp_) return false;
    if (is_rtcp(datagram.bytes)) {
        const auto size = srtp_->open_rtcp(datagram.bytes);
        return size && stream_.put_report(datagram.bytes.first(*size), datagram.came);
    }
    const auto size = srtp_->open(datagram.bytes);
    if (!size) return false;
    const auto packet = parse_rtp(datagram.bytes.first(*size));
    if (!packet) return false;
    last_heard_ = now;
    stream_.put(*packet, datagram.came);
    return true;
}

void BrowserLeg::receive(Instant now) {
    dtls_.tick();
    if (srtp_ && ++ticks_ % ticks_a_look == 0) report(stream_.next_report(now));
}

bool BrowserLeg::has_gone(Instant now) const {
    if (has_failed() || dtls_.state() == DtlsSession::State::closed) return true;
    return last_request_ != Instant{} && now - last_request_ > consent_max;
}

void BrowserLeg::hear(const Frame& frame) {
    if (!srtp_) return;
    std::array<std::uint8_t, AudioStream::packet_max + SrtpSession::trailer_max> room;  // NOLINT
    const std::size_t size = stream_.next(frame, room);
    if (const auto sealed = srtp_->seal(room, size))
        port_.socket_.send(std::span(room).first(*sealed), place_);
}

void BrowserLeg::report(std::vector<std::uint8_t> report) {
    const std::size_t size = report.size();
    if (size == 0) return;
    report.resize(size + SrtpSession::trailer_max);
    if (const auto sealed = srtp_->seal_rtcp(report, size))
        port_.socket_.send(std::span(report).first(*sealed), place_);
}

}  // namespace parley::voice
