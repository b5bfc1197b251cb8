#include "voice/media/audio_stream.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/assert.hpp"

namespace parley::voice {
namespace {

std::unique_ptr<KeyToneReceiver> tones_for(const LegFormat& format) {
    return format.event_type == 0 ? std::make_unique<KeyToneReceiver>() : nullptr;
}

}  // namespace

AudioStream::AudioStream(LegFormat format, std::uint32_t ssrc, OnKey on_key)
    : format_(format),
      codec_(make_codec(format.codec)),
      on_key_(std::move(on_key)),
      tones_(tones_for(format)),
      reporter_(ssrc),
      ssrc_(ssrc),
      sequence_(static_cast<std::uint16_t>(ssrc >> 7)),
      timestamp_(ssrc * 2'654'435'761U) {}

void AudioStream::set_format(LegFormat format) {
    if (format == format_) return;
    if (format.codec != format_.codec) codec_ = make_codec(format.codec);
    if (format.codec != format_.codec || format.audio_type != format_.audio_type) buffer_.restart();
    format_ = format;
}

void AudioStream::put(const RtpPacket& packet, Moment came) {
    if (packet.payload_type != format_.audio_type) return put_other(packet);
    const std::int64_t units = came.time_since_epoch().count() * (clock() / 1'000) / 1'000;
    reception_.heard(packet.ssrc, packet.sequence, packet.timestamp,
                     static_cast<std::uint32_t>(units));
    buffer_.put(packet);
}

// Keys, and what we did not agree on, such as comfort noise: numbered among the sound, so that who
// passes it over misses packets.
void AudioStream::put_other(const RtpPacket& packet) {
    reception_.counted(packet.ssrc, packet.sequence);
    buffer_.put_event(packet);
    if (format_.event_type == 0 || packet.payload_type != format_.event_type) return;
    if (const auto key = keys_.receive(packet)) on_key_(*key);
}

const Frame* AudioStream::said() {
    while (decoded_.size() < frame_samples) {
        const JitterBuffer::Slot slot = buffer_.take();
        if (slot.state == JitterBuffer::State::waiting) break;
        if (slot.state == JitterBuffer::State::frame)
            codec_->decode(slot.payload, decoded_);
        else
            codec_->conceal(slot.next, decoded_);
    }
    if (decoded_.empty()) return nullptr;
    const std::size_t count = std::min(frame_samples, decoded_.size());
    const auto end = decoded_.begin() + static_cast<std::ptrdiff_t>(count);
    const auto rest = std::copy(decoded_.begin(), end, said_.begin());
    std::fill(rest, said_.end(), std::int16_t{0});
    decoded_.erase(decoded_.begin(), end);
    if (tones_)
        for (const char key : tones_->hear(said_)) on_key_(key);
    return &said_;
}

std::size_t AudioStream::next(const Frame& frame, std::span<std::uint8_t> room) {
    PARLEY_ASSERT(room.size() >= packet_max);
    ticked();
    const auto pressed = pressed_.next();
    if (!pressed) return next_sound(frame, room);
    if (format_.event_type == 0)
        return next_sound(pressed->is_heard() ? key_tone(pressed->key, pressed->tick) : silence,
                          room);
    return pressed->is_told() ? next_event(*pressed, room) : next_sound(frame, room);
}

std::size_t AudioStream::next_event(const KeySender::Part& part, std::span<std::uint8_t> room) {
    const std::uint32_t so_far =
        static_cast<std::uint32_t>(std::min(part.tick + 1, KeySender::key_ticks)) *
        (format_.event_clock / ticks_a_second);
    const auto payload = key_payload(part.key, static_cast<std::uint16_t>(so_far),
                                     part.tick + 1 >= KeySender::key_ticks);
    if (part.tick == 0) pressed_at_ = timestamp_;
    was_silent_ = true;
    RtpPacket packet;
    packet.payload_type = format_.event_type;
    packet.marker = part.tick == 0;
    packet.timestamp = pressed_at_;
    packet.payload = payload;
    return write(room, packet);
}

std::size_t AudioStream::next_sound(const Frame& frame, std::span<std::uint8_t> room) {
    std::array<std::uint8_t, Codec::payload_max> payload;  // NOLINT: encode() fills it.
    const std::size_t size = codec_->encode(frame, payload);
    RtpPacket packet;
    packet.payload_type = format_.audio_type;
    packet.marker = std::exchange(was_silent_, false);
    packet.timestamp = timestamp_;
    packet.payload = std::span(payload).first(size);
    return write(room, packet);
}

void AudioStream::skip() {
    ticked();
    was_silent_ = true;
}

bool AudioStream::put_report(std::span<const std::uint8_t> bytes, Moment came) {
    const auto report = parse_rtcp(bytes);
    if (!report) return false;
    if (reporter_.take(*report, came)) codec_->expect_loss(reporter_.view().loss_percent);
    return true;
}

std::vector<std::uint8_t> AudioStream::next_report(Instant now) {
    if (!reporter_.is_due(now)) return {};
    return reporter_.write(reception_, moment_of_system());
}

std::vector<std::uint8_t> AudioStream::goodbye() {
    return reporter_.write(reception_, moment_of_system(), true);
}

std::size_t AudioStream::write(std::span<std::uint8_t> room, RtpPacket packet) {
    packet.sequence = sequence_++;
    packet.ssrc = ssrc_;
    reporter_.sent(packet.timestamp, packet.payload.size());
    std::ranges::copy(rtp_header(packet), room.begin());
    std::ranges::copy(packet.payload, room.begin() + rtp_header_size);
    return rtp_header_size + packet.payload.size();
}

AudioStream::Figures AudioStream::figures() const {
    if (reception_.received() == 0) return {};
    const auto expected = static_cast<double>(reception_.expected());
    const auto received = static_cast<double>(reception_.received());
    const double jitter_ms = reception_.jitter() * 1'000.0 / clock();
    const double lost = std::max(0.0, expected - received);
    const auto round_trip = view().round_trip.value_or(std::chrono::microseconds{});
    // Half of the way there and back, and heard behind the jitter buffer and one frame.
    const double delay_ms = static_cast<double>(round_trip.count()) / 2'000 + 2 * jitter_ms + 60;
    return {static_cast<std::int64_t>(received), static_cast<std::int64_t>(lost),
            static_cast<std::int64_t>(jitter_ms * 1'000),
            std::lround(100 * estimated_mos(lost / std::max(expected, 1.0), delay_ms)),
            round_trip.count()};
}

}  // namespace parley::voice
