// A party over plain RTP, at a port of its own.
//
// Who may speak: at first any port of the address the signalling named, since the party may sit
// behind a router; where it spoke from is where it is sent to. From then on only that one, unless a
// new sender (SSRC) comes from the same address. Packets of anybody else are counted and dropped,
// so that a call cannot be listened to, or spoken into, by guessing its port.
//
// Start with: leg_test.cpp.
#pragma once

#include "voice/media/audio_stream.hpp"
#include "voice/media/party.hpp"
#include "voice/media/udp_socket.hpp"

namespace parley::voice {

class Leg final : public Party {
public:
    struct Figures {
        JitterBuffer::Figures buffer;
        std::uint64_t sent = 0;
        std::uint64_t strangers = 0;  // Packets of somebody else.
        std::uint64_t malformed = 0;
    };

    Leg(UdpSocket socket, LegFormat format, Endpoint remote, std::uint32_t ssrc,
        AudioStream::OnKey on_key);

    void receive(Instant now) override;
    const Frame* said() override { return stream_.said(); }
    void hear(const Frame& frame) override;
    void press(char key) override { stream_.press(key); }
    Instant last_heard() const override { return last_heard_; }
    const AudioStream& stream() const override { return stream_; }

    // The signalling names another place (re-INVITE), or the same again: then where it spoke from
    // still holds.
    void move(Endpoint remote);
    // Nothing is sent to whoever wants to hear nothing; time goes on.
    void set_sending(bool sends) { is_sending_ = sends; }
    std::uint16_t port() const { return socket_.port(); }
    Figures figures() const;

private:
    bool is_from_party(const Endpoint& from, const RtpPacket& packet);

    UdpSocket socket_;
    Endpoint named_;
    Endpoint remote_;
    bool is_latched_ = false;
    bool is_sending_ = true;
    std::uint32_t remote_ssrc_ = 0;
    AudioStream stream_;
    Instant last_heard_{};
    Figures figures_;
};

}  // namespace parley::voice
