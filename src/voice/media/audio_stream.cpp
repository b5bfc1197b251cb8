#include "voice/media/audio_stream.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"

namespace parley::voice {
namespace {

constexpr std::uint16_t key_duration = 800;

}  // namespace

AudioStream::AudioStream(LegFormat format, std::uint32_t ssrc, OnKey on_key)
    : format_(format),
      on_key_(std::move(on_key)),
      ssrc_(ssrc),
      sequence_(static_cast<std::uint16_t>(ssrc >> 7)),
      timestamp_(ssrc * 2'654'435'761U) {}

void AudioStream::put(const RtpPacket& packet, Instant now) {
    if (packet.payload_type == format_.audio_type) {
        constexpr std::int64_t units_a_ms = sample_rate / 1'000;
        reception_.heard(packet.ssrc, packet.sequence, packet.timestamp,
                         static_cast<std::uint32_t>(to_ms(now) * units_a_ms));
        buffer_.put(packet);
    } else if (format_.event_type != 0 && packet.payload_type == format_.event_type) {
        if (const auto key = keys_.receive(packet)) on_key_(*key);
    }
}

const Frame* AudioStream::said() {
    while (decoded_.size() < frame_samples) {
        const JitterBuffer::Slot slot = buffer_.take();
        if (slot.state == JitterBuffer::State::waiting) break;
        const std::size_t before = decoded_.size();
        if (slot.state == JitterBuffer::State::frame) packet_samples_ = slot.payload.size();
        decoded_.resize(before + packet_samples_);
        const auto added = std::span(decoded_).subspan(before);
        if (slot.state == JitterBuffer::State::frame) {
            sound::g711_decode(format_.law, slot.payload, added);
            concealment_.heard(added);
        } else {
            concealment_.invent(added);
        }
    }
    if (decoded_.empty()) return nullptr;
    const std::size_t count = std::min(frame_samples, decoded_.size());
    const auto end = decoded_.begin() + static_cast<std::ptrdiff_t>(count);
    const auto rest = std::copy(decoded_.begin(), end, said_.begin());
    std::fill(rest, said_.end(), std::int16_t{0});
    decoded_.erase(decoded_.begin(), end);
    return &said_;
}

std::size_t AudioStream::next(const Frame& frame, std::span<std::uint8_t> room) {
    PARLEY_ASSERT(room.size() >= packet_max);
    timestamp_ += frame_samples;
    RtpPacket packet;
    if (!pressed_.empty()) {
        const Pressed pressed = std::move(pressed_.front());
        pressed_.pop_front();
        if (pressed.begins) pressed_at_ = timestamp_;
        was_silent_ = true;
        packet.payload_type = format_.event_type;
        packet.marker = pressed.begins;
        packet.timestamp = pressed_at_;
        packet.payload = pressed.payload;
        return write(room, packet);
    }
    std::array<std::uint8_t, frame_samples> payload{};
    sound::g711_encode(format_.law, frame, payload);
    packet.payload_type = format_.audio_type;
    packet.marker = std::exchange(was_silent_, false);
    packet.timestamp = timestamp_;
    packet.payload = payload;
    return write(room, packet);
}

std::size_t AudioStream::write(std::span<std::uint8_t> room, RtpPacket packet) {
    packet.sequence = sequence_++;
    packet.ssrc = ssrc_;
    std::ranges::copy(rtp_header(packet), room.begin());
    std::ranges::copy(packet.payload, room.begin() + rtp_header_size);
    return rtp_header_size + packet.payload.size();
}

void AudioStream::press(char key) {
    if (format_.event_type == 0 || !event_of_key(key)) return;
    bool begins = true;
    for (auto& payload : key_payloads(key, key_duration, frame_samples))
        pressed_.push_back({std::move(payload), std::exchange(begins, false)});
}

}  // namespace parley::voice
