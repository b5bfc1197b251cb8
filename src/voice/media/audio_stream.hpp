// One party's sound as RTP packets, whoever carries them: in order and decoded on the way in,
// encoded and numbered on the way out; keys both ways, as events where they were agreed on, as
// tones where not.
//
// Packets that come may be of any length up to 120 ms, as the sender likes them; ours are of 20 ms.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "base/time.hpp"
#include "voice/audio/codec.hpp"
#include "voice/audio/key_tones.hpp"
#include "voice/media/audio_terms.hpp"
#include "voice/media/frame.hpp"
#include "voice/media/key_sender.hpp"
#include "voice/rtp/jitter_buffer.hpp"
#include "voice/rtp/reporter.hpp"
#include "voice/rtp/rtcp.hpp"
#include "voice/rtp/telephone_event.hpp"

namespace parley::voice {

class AudioStream {
public:
    using OnKey = std::function<void(char)>;
    static constexpr std::size_t packet_max = rtp_header_size + Codec::payload_max;  // Bytes.

    // How it was heard; 0 where nothing came.
    struct Figures {
        std::int64_t packets = 0;
        std::int64_t lost = 0;
        std::int64_t jitter_us = 0;
        std::int64_t mos_percent = 0;    // Of the score, 100 … 450.
        std::int64_t round_trip_us = 0;  // 0: not known.
    };

    // The first sequence number and timestamp follow from `ssrc`, which the caller draws.
    AudioStream(LegFormat format, std::uint32_t ssrc, OnKey on_key);

    // Another was agreed on; numbers and timestamps go on.
    void set_format(LegFormat format);

    void put(const RtpPacket& packet, Moment came);
    // RTCP: what the other end tells of both ways. False: it is none.
    bool put_report(std::span<const std::uint8_t> bytes, Moment came);
    const Frame* said();

    // The next packet, at the beginning of `room`; its size. REQUIRES: room has packet_max bytes.
    std::size_t next(const Frame& frame, std::span<std::uint8_t> room);
    // A tick in which nothing is sent.
    void skip();
    // RTCP of our own, once it is due; empty: not now.
    std::vector<std::uint8_t> next_report(Instant now);
    std::vector<std::uint8_t> goodbye();
    // Sent instead of sound, one after the other (key_sender.hpp).
    void press(char key) { pressed_.press(key); }

    std::uint32_t ssrc() const { return ssrc_; }
    Figures figures() const;
    const JitterBuffer::Figures& buffer() const { return buffer_.figures(); }
    const Reception& reception() const { return reception_; }
    // How we are heard by them.
    const Reporter::View& view() const { return reporter_.view(); }

private:
    void put_other(const RtpPacket& packet);
    std::size_t next_event(const KeySender::Part& part, std::span<std::uint8_t> room);
    std::size_t next_sound(const Frame& frame, std::span<std::uint8_t> room);
    std::size_t write(std::span<std::uint8_t> room, RtpPacket packet);
    std::uint32_t clock() const { return terms_of(format_.codec).clock; }
    void ticked() { timestamp_ += clock() / ticks_a_second; }

    LegFormat format_;
    std::unique_ptr<Codec> codec_;
    OnKey on_key_;
    KeyReceiver keys_;
    std::unique_ptr<KeyToneReceiver> tones_;  // Null: keys are agreed on.
    Reception reception_;
    Reporter reporter_;
    JitterBuffer buffer_;
    std::vector<std::int16_t> decoded_;  // Said, but not taken yet.
    Frame said_{};

    std::uint32_t ssrc_;
    std::uint16_t sequence_ = 0;
    std::uint32_t timestamp_ = 0;
    bool was_silent_ = true;
    KeySender pressed_;
    std::uint32_t pressed_at_ = 0;  // The timestamp of the key under way.
};

}  // namespace parley::voice
