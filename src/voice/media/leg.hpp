// One party's sound over RTP: what it says is taken a frame a tick, what it hears is sent.
//
//     receive(now)     whatever arrived goes to the jitter buffer, keys to `key`
//     said()           the next frame, or null: it says nothing
//     hear(frame)      one packet
//
// Who may speak: at first any port of the address the signalling named, since the party may sit
// behind a router; where it spoke from is where it is sent to. From then on only that one, unless a
// new sender (SSRC) comes from the same address. Packets of anybody else are counted and dropped,
// so that a call cannot be listened to, or spoken into, by guessing its port.
//
// Ownership: its worker. Start with: leg_test.cpp.
#pragma once

#include <deque>
#include <functional>

#include "base/time.hpp"
#include "voice/audio/g711.hpp"
#include "voice/media/concealment.hpp"
#include "voice/media/udp_socket.hpp"
#include "voice/rtp/jitter_buffer.hpp"
#include "voice/rtp/telephone_event.hpp"

namespace parley::voice {

struct LegFormat {
    G711Law law = G711Law::a;
    std::uint8_t audio_type = 8;    // Payload types: 0 is PCMU, 8 is PCMA.
    std::uint8_t event_type = 101;  // Keys; 0: none are agreed on.
};

class Leg {
public:
    using OnKey = std::function<void(char)>;
    struct Figures {
        JitterBuffer::Figures buffer;
        std::uint64_t sent = 0;
        std::uint64_t strangers = 0;  // Packets of somebody else.
        std::uint64_t malformed = 0;
    };

    // `ssrc`, and the first sequence number and timestamp, are drawn by the caller.
    Leg(UdpSocket socket, LegFormat format, Endpoint remote, std::uint32_t ssrc, OnKey on_key);

    void receive(Instant now);
    const Frame* said();
    void hear(const Frame& frame);
    void press(char key);  // Sent instead of sound, 100 ms a key.

    // The signalling named another place (re-INVITE).
    void move(Endpoint remote);
    std::uint16_t port() const { return socket_.port(); }
    Instant last_heard() const { return last_heard_; }  // The epoch: never.
    Figures figures() const;

private:
    bool is_from_party(const Endpoint& from, const RtpPacket& packet);
    void send(std::uint8_t payload_type, bool marker, std::uint32_t timestamp,
              std::span<const std::uint8_t> payload);

    UdpSocket socket_;
    LegFormat format_;
    Endpoint remote_;
    bool is_latched_ = false;
    std::uint32_t remote_ssrc_ = 0;
    OnKey on_key_;
    KeyReceiver keys_;
    JitterBuffer buffer_;
    Concealment concealment_;
    Frame said_{};
    Instant last_heard_{};

    std::uint32_t ssrc_;
    std::uint16_t sequence_ = 0;
    std::uint32_t timestamp_ = 0;
    bool was_silent_ = true;
    struct Pressed {
        std::vector<std::uint8_t> payload;
        bool begins = false;  // A key of its own.
    };
    std::deque<Pressed> pressed_;   // To be sent.
    std::uint32_t pressed_at_ = 0;  // The timestamp of the key under way.
    Figures figures_;
};

}  // namespace parley::voice
