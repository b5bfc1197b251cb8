// A party over plain RTP, at a port of its own.
//
// Who may speak: at first any port of the address that SDP named, or of the one their signalling
// comes from, since the party may sit behind a router; where it spoke from is where it is sent to.
// From then on only that one, until it has been silent for `moved_after`, as one who moved to
// another port is; whoever speaks from the very port that SDP named goes before others at once.
// Packets of anybody else are counted and dropped, so that a call cannot be listened to, spoken
// into or made to stutter by guessing its port. With SRTP only what opens counts, and may come from
// anywhere.
//
// RTCP goes and comes by the same port where that was agreed on, otherwise by the next one, which
// the leg opens itself; where it cannot, it goes without.
//
// Start with: leg_test.cpp.
#pragma once

#include "voice/media/audio_stream.hpp"
#include "voice/media/party.hpp"
#include "voice/media/udp_socket.hpp"

namespace parley::voice {

class Leg final : public Party {
public:
    static constexpr Duration moved_after = 200ms;

    struct Figures {
        JitterBuffer::Figures buffer;
        std::uint64_t sent = 0;
        std::uint64_t strangers = 0;  // Packets of somebody else.
        std::uint64_t malformed = 0;  // No RTP, or SRTP that does not open.
    };

    Leg(UdpSocket socket, const AudioTerms& terms, std::uint32_t ssrc, AudioStream::OnKey on_key);
    ~Leg() override;  // Says goodbye.
    Leg(const Leg&) = delete;
    Leg& operator=(const Leg&) = delete;
    // The signalling agreed on something else: another codec, place, direction, other keys.
    void agree(const AudioTerms& terms);

    void receive(Instant now) override;
    const Frame* said() override { return stream_.said(); }
    void hear(const Frame& frame) override;
    void press(char key) override { stream_.press(key); }
    // As long as we agreed not to hear it, that is as good as heard.
    Instant last_heard() const override { return last_heard_; }
    const AudioStream& stream() const override { return stream_; }

    std::uint16_t port() const { return socket_.port(); }
    Figures figures() const;

private:
    void open_rtcp();
    void take(UdpSocket::Datagram datagram, Instant now);
    void take_report(UdpSocket::Datagram datagram, Instant now);
    void report(std::vector<std::uint8_t> report);
    bool may_be_party(const Endpoint& from) const;
    bool is_from_party(const Endpoint& from, Instant now);

    UdpSocket socket_;
    AudioTerms terms_;
    std::unique_ptr<SrtpSession> srtp_;  // Null: plain.
    Endpoint remote_;                    // Where they are.
    std::optional<UdpSocket> rtcp_;      // Nothing: by the same port, or not at all.
    Endpoint remote_rtcp_;
    unsigned ticks_ = 0;
    std::optional<Instant> spoke_at_;  // They did, from `remote_`. Nothing: they have not yet.
    AudioStream stream_;
    Instant last_heard_{};
    Figures figures_;
};

}  // namespace parley::voice
