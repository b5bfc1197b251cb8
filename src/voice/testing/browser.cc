#include "voice/testing/browser.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "voice/browser/stun.hpp"
#include "voice/sip/sdp_formats.hpp"

namespace parley::voice::testing {
namespace {

constexpr std::string_view fragment = "brow";
constexpr unsigned ticks_a_request = 100;  // Consent is asked for anew.
constexpr unsigned ticks_a_try = 5;

UdpSocket bound(const std::string& address) {
    auto socket = UdpSocket::bind(address, 0);
    if (!socket) throw std::runtime_error("a browser has no port");
    return std::move(*socket);
}

std::string_view behind(std::string_view text, std::string_view word) {
    const std::size_t at = text.find(word);
    if (at == text.npos) throw std::runtime_error("no answer to a browser");
    text.remove_prefix(at + word.size());
    return text.substr(0, text.find_first_of(" \r\n"));
}

std::uint32_t drawn() {
    static std::uint32_t next = 0x5eed;
    return next = next * 1'664'525 + 1'013'904'223;
}

}  // namespace

Browser::Browser(const std::string& address, LegFormat format)
    : address_(address),
      format_(format),
      socket_(bound(address)),
      stream_(format, drawn(), [](char) {}) {}

std::string Browser::offer() const {
    return fmt::format(
        "v=0\r\no=- 46117317 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
        "m=audio 9 UDP/TLS/RTP/SAVPF {}\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:{}\r\n"
        "a=ice-pwd:2cTrrVRO4pUX4n8hNGBFqwdI\r\na=fingerprint:sha-256 {}\r\na=setup:actpass\r\n"
        "a=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\n{}",
        types_of(format_), fragment, dtls_.fingerprint(), format_lines(format_));
}

void Browser::accept(std::string_view answer) {
    their_fragment_ = behind(answer, "a=ice-ufrag:");
    their_password_ = behind(answer, "a=ice-pwd:");
    const std::string_view stream = behind(answer, "m=audio ");
    const auto port = static_cast<std::uint16_t>(std::atoi(std::string(stream).c_str()));
    const auto server = Endpoint::parse(std::string(behind(answer, "udp 2130706431 ")), port);
    if (!server || port == 0) throw std::runtime_error("no candidate for a browser");
    server_ = *server;
}

void Browser::ask() {
    std::array<std::uint8_t, 12> transaction{};
    for (std::uint8_t& byte : transaction) byte = static_cast<std::uint8_t>(drawn() >> 16);
    socket_.send(binding_request(transaction, their_fragment_ + ":" + std::string(fragment),
                                 their_password_),
                 server_);
}

void Browser::talk(std::span<const std::uint8_t> came) {
    const auto said = dtls_.talk(came);
    if (!said.empty()) socket_.send(said, server_);
    if (dtls_.is_done() && !srtp_) srtp_ = std::make_unique<SrtpSession>(dtls_.keys());
}

void Browser::take(std::span<std::uint8_t> datagram, Moment came) {
    if (datagram.size() < 2) return;
    if (datagram[0] <= 3) {
        is_answered_ = true;
    } else if (datagram[0] >= 20 && datagram[0] <= 63) {
        talk(datagram);
    } else if (srtp_) {
        const bool is_report = is_rtcp(datagram);
        const auto size = is_report ? srtp_->open_rtcp(datagram) : srtp_->open(datagram);
        if (!size) {
            ++unopened_;
        } else if (is_report) {
            stream_.put_report(datagram.first(*size), came);
        } else if (const auto packet = parse_rtp(datagram.first(*size))) {
            stream_.put(*packet, came);
        }
    }
}

const Frame* Browser::tick(const Frame& said) {
    socket_.receive_all(
        64, [this](UdpSocket::Datagram datagram) { take(datagram.bytes, datagram.came); });
    if (ticks_ % (is_answered_ ? ticks_a_request : ticks_a_try) == 0) ask();
    ++ticks_;
    if (!srtp_) {
        if (is_answered_) talk({});
        return nullptr;
    }
    std::array<std::uint8_t, AudioStream::packet_max + SrtpSession::trailer_max> room{};
    const std::size_t size = stream_.next(said, room);
    if (const auto sealed = srtp_->seal(room, size))
        socket_.send(std::span(room).first(*sealed), server_);
    return stream_.said();
}

void Browser::close() { socket_.send(dtls_.close(), server_); }

}  // namespace parley::voice::testing
