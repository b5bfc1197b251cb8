// One party's sound as RTP packets, whoever carries them: in order and decoded on the way in,
// encoded and numbered on the way out; keys both ways.
//
// Packets that come may be of any length up to 64 ms, as the sender likes them; ours are of 20 ms.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <span>
#include <vector>

#include "base/time.hpp"
#include "sound/g711.hpp"
#include "voice/media/concealment.hpp"
#include "voice/media/frame.hpp"
#include "voice/rtp/jitter_buffer.hpp"
#include "voice/rtp/rtcp.hpp"
#include "voice/rtp/telephone_event.hpp"

namespace parley::voice {

struct LegFormat {
    sound::G711Law law = sound::G711Law::a;
    std::uint8_t audio_type = 8;    // Payload types: 0 is PCMU, 8 is PCMA.
    std::uint8_t event_type = 101;  // Keys; 0: none are agreed on.
};

class AudioStream {
public:
    using OnKey = std::function<void(char)>;
    static constexpr std::size_t packet_max = rtp_header_size + frame_samples;

    // The first sequence number and timestamp follow from `ssrc`, which the caller draws.
    AudioStream(LegFormat format, std::uint32_t ssrc, OnKey on_key);

    void put(const RtpPacket& packet, Instant now);
    const Frame* said();

    // The next packet, at the beginning of `room`; its size. REQUIRES: room has packet_max bytes.
    std::size_t next(const Frame& frame, std::span<std::uint8_t> room);
    void press(char key);

    std::uint32_t ssrc() const { return ssrc_; }
    const JitterBuffer::Figures& figures() const { return buffer_.figures(); }
    const Reception& reception() const { return reception_; }

private:
    std::size_t write(std::span<std::uint8_t> room, RtpPacket packet);

    LegFormat format_;
    OnKey on_key_;
    KeyReceiver keys_;
    Reception reception_;
    JitterBuffer buffer_;
    Concealment concealment_;
    std::vector<std::int16_t> decoded_;           // Said, but not taken yet.
    std::size_t packet_samples_ = frame_samples;  // Of the last packet.
    Frame said_{};

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
};

}  // namespace parley::voice
