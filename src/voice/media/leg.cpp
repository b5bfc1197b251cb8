#include "voice/media/leg.hpp"

#include <utility>

namespace parley::voice {
namespace {

// More are left to the next: a flood costs others nothing.
constexpr std::size_t datagrams_a_tick_max = 64;
constexpr std::size_t reports_max = 4;
constexpr unsigned ticks_a_look = 25;  // At RTCP's own port.

}  // namespace

Leg::Leg(UdpSocket socket, const AudioTerms& terms, std::uint32_t ssrc, AudioStream::OnKey on_key)
    : socket_(std::move(socket)),
      terms_(terms),
      srtp_(terms.keys ? std::make_unique<SrtpSession>(*terms.keys) : nullptr),
      remote_(terms.remote),
      remote_rtcp_(terms.remote_rtcp),
      stream_(terms.format, ssrc, std::move(on_key)) {
    open_rtcp();
}

Leg::~Leg() { report(stream_.goodbye()); }

void Leg::open_rtcp() {
    if (terms_.remote_rtcp == terms_.remote) return rtcp_.reset();
    if (rtcp_) return;
    const auto next = static_cast<std::uint16_t>(socket_.port() + 1);
    if (auto socket = UdpSocket::bind(socket_.local().address(), next)) rtcp_ = std::move(*socket);
}

void Leg::agree(const AudioTerms& terms) {
    stream_.set_format(terms.format);
    if (terms.remote != terms_.remote) {
        remote_ = terms.remote;
        spoke_at_.reset();
    }
    if (terms.remote_rtcp != terms_.remote_rtcp) remote_rtcp_ = terms.remote_rtcp;
    if (!terms.keys)
        srtp_.reset();
    else if (srtp_)
        srtp_->change(*terms.keys);
    else
        srtp_ = std::make_unique<SrtpSession>(*terms.keys);
    terms_ = terms;
    open_rtcp();
}

void Leg::receive(Instant now) {
    if (!may_receive(terms_.direction)) last_heard_ = now;
    socket_.receive_all(datagrams_a_tick_max,
                        [&](UdpSocket::Datagram datagram) { take(datagram, now); });
    if (++ticks_ % ticks_a_look != 0) return;
    report(stream_.next_report(now));
    if (rtcp_)
        rtcp_->receive_all(reports_max,
                           [&](UdpSocket::Datagram datagram) { take_report(datagram, now); });
}

bool Leg::may_be_party(const Endpoint& from) const {
    return srtp_ || from.has_address_of(remote_) || from.has_address_of(terms_.remote) ||
           (!terms_.signalled_from.is_nobody() && from.has_address_of(terms_.signalled_from));
}

void Leg::take(UdpSocket::Datagram datagram, Instant now) {
    if (!may_be_party(datagram.from)) {
        ++figures_.strangers;
        return;
    }
    if (is_rtcp(datagram.bytes)) return take_report(datagram, now);
    auto bytes = datagram.bytes;
    if (srtp_) bytes = bytes.first(srtp_->open(bytes).value_or(0));
    const auto packet = parse_rtp(bytes);
    if (!packet) {
        ++figures_.malformed;
    } else if (!is_from_party(datagram.from, now)) {
        ++figures_.strangers;
    } else {
        last_heard_ = now;
        stream_.put(*packet, datagram.came);
    }
}

void Leg::take_report(UdpSocket::Datagram datagram, Instant now) {
    if (!may_be_party(datagram.from)) {
        ++figures_.strangers;
        return;
    }
    auto bytes = datagram.bytes;
    if (srtp_) bytes = bytes.first(srtp_->open_rtcp(bytes).value_or(0));
    if (!stream_.put_report(bytes, datagram.came)) {
        ++figures_.malformed;
        return;
    }
    if (rtcp_) remote_rtcp_ = datagram.from;
    if (last_heard_ != Instant{}) last_heard_ = now;  // Silent, but there.
}

// Where their sound comes from while one port serves both.
void Leg::report(std::vector<std::uint8_t> report) {
    const bool muxes = terms_.remote_rtcp == terms_.remote;
    if (report.empty() || (!muxes && !rtcp_)) return;
    std::size_t size = report.size();
    if (srtp_) {
        report.resize(size + SrtpSession::trailer_max);
        size = srtp_->seal_rtcp(report, size).value_or(0);
    }
    const Endpoint& to = muxes ? remote_ : remote_rtcp_;
    if (size > 0 && to.port() != 0)
        (muxes ? socket_ : *rtcp_).send(std::span(report).first(size), to);
}

bool Leg::is_from_party(const Endpoint& from, Instant now) {
    const bool may_move =
        !spoke_at_ || srtp_ || from == terms_.remote || now - *spoke_at_ >= moved_after;
    if (from != remote_ && !may_move) return false;
    remote_ = from;
    spoke_at_ = now;
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
