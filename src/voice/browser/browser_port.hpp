// The one UDP port by which a worker's browsers send and hear, and the parties behind it.
//
// A browser finds us by ICE: its requests carry the name and are made with the password that it was
// told for this call alone; where such a request comes from is where it is. What comes from there
// is its DTLS, by which keys are agreed on, and then its sealed sound. All else is dropped, and
// counted.
//
// Ownership: its worker, which calls receive() each tick. The port outlives its parties. Bounds:
// `datagrams_a_tick_max`.
#pragma once

#include <string>
#include <unordered_map>

#include "voice/browser/dtls.hpp"
#include "voice/browser/stun.hpp"
#include "voice/media/audio_stream.hpp"
#include "voice/media/party.hpp"
#include "voice/rtp/srtp.hpp"

namespace parley::voice {

// What was agreed on with one browser by its offer and our answer.
struct BrowserTerms {
    std::string fragment;     // Ours, of ICE; drawn, as the password is.
    std::string password;     // Ours.
    std::string fingerprint;  // Theirs, of the certificate.
    LegFormat format;
    std::uint32_t ssrc = 0;  // Ours.
};

class BrowserLeg;

class BrowserPort {
public:
    static constexpr std::size_t datagrams_a_tick_max = 8'192;

    struct Figures {
        std::uint64_t strangers = 0;  // Datagrams of nobody we know.
        std::uint64_t forged = 0;     // Requests or packets that do not open.
    };

    BrowserPort(UdpSocket socket, DtlsIdentity& identity)
        : socket_(std::move(socket)), identity_(identity) {}

    void receive(Instant now);
    std::uint16_t port() const { return socket_.port(); }
    const Figures& figures() const { return figures_; }

private:
    friend class BrowserLeg;
    void take(UdpSocket::Datagram datagram, Instant now);
    void take_request(Bytes datagram, const Endpoint& from, Instant now);

    UdpSocket socket_;
    DtlsIdentity& identity_;
    std::unordered_map<std::string, BrowserLeg*> by_fragment_;
    std::unordered_map<Endpoint, BrowserLeg*> by_place_;
    Figures figures_;
};

class BrowserLeg final : public Party {
public:
    // Browsers ask every few seconds whether they may still send (RFC 7675); one that does not is
    // gone.
    static constexpr Duration consent_max = 10s;

    BrowserLeg(BrowserPort& port, BrowserTerms terms, AudioStream::OnKey on_key);
    ~BrowserLeg() override;
    BrowserLeg(const BrowserLeg&) = delete;
    BrowserLeg& operator=(const BrowserLeg&) = delete;

    void receive(Instant now) override;
    const Frame* said() override { return stream_.said(); }
    void hear(const Frame& frame) override;
    void press(char key) override { stream_.press(key); }
    Instant last_heard() const override { return last_heard_; }
    bool has_gone(Instant now) const override;
    const AudioStream& stream() const override { return stream_; }

    bool is_connected() const { return srtp_ != nullptr; }
    bool has_failed() const { return dtls_.state() == DtlsSession::State::failed; }

private:
    friend class BrowserPort;
    void move(const Endpoint& place);
    void take_dtls(Bytes datagram);
    void leave_place();
    bool take_sealed(UdpSocket::Datagram datagram, Instant now);
    void report(std::vector<std::uint8_t> report);

    BrowserPort& port_;
    const BrowserTerms terms_;
    Endpoint place_;  // Of nobody: no request came yet.
    DtlsSession dtls_;
    std::unique_ptr<SrtpSession> srtp_;
    AudioStream stream_;
    Instant last_heard_{};
    Instant last_request_{};  // Of STUN.
    unsigned ticks_ = 0;
};

}  // namespace parley::voice
