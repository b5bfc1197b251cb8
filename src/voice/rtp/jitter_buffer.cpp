#include "voice/rtp/jitter_buffer.hpp"

#include <algorithm>

namespace parley::voice {

void JitterBuffer::put(const RtpPacket& packet) {
    if (packet.payload.empty() || packet.payload.size() > payload_max) return;
    ++figures_.received;
    keep(packet);
}

void JitterBuffer::put_event(const RtpPacket& packet) {
    // Of what is not begun with sound nothing is missing.
    if (!has_begun_ || packet.ssrc != ssrc_) return;
    RtpPacket event = packet;
    event.payload = {};
    keep(event);
}

void JitterBuffer::keep(const RtpPacket& packet) {
    const int distance = sequence_distance(packet.sequence, next_);
    const bool is_jump = distance >= slots || distance <= -slots;
    if (!has_begun_ || packet.ssrc != ssrc_ || is_jump) {
        begin(packet);
    } else if (distance < 0) {
        if (is_playing_) return came_late();
        if (sequence_distance(newest_, packet.sequence) >= slots) return;
        next_ = packet.sequence;  // It overtook what we began with; still in time.
    }
    if (is_there(packet.sequence)) {
        ++figures_.duplicate;
        return;
    }
    Kept& slot = kept(packet.sequence);
    slot.is_there = true;
    slot.sequence = packet.sequence;
    slot.size = static_cast<std::uint16_t>(packet.payload.size());
    std::ranges::copy(packet.payload, slot.bytes.begin());
    if (sequence_distance(packet.sequence, newest_) > 0) newest_ = packet.sequence;
}

void JitterBuffer::restart() {
    for (Kept& slot : kept_) slot.is_there = false;
    has_begun_ = false;
    is_playing_ = false;
}

void JitterBuffer::begin(const RtpPacket& packet) {
    if (has_begun_) ++figures_.restarts;
    for (Kept& slot : kept_) slot.is_there = false;
    has_begun_ = true;
    is_playing_ = false;
    ssrc_ = packet.ssrc;
    next_ = newest_ = packet.sequence;
    gaps_in_a_row_ = 0;
}

void JitterBuffer::came_late() {
    ++figures_.late;
    calm_ = 0;
    target_ = std::min(target_ + 1, target_max);
}

int JitterBuffer::ahead() const { return sequence_distance(newest_, next_) + 1; }

// More waits than is needed: the sender's clock is faster, or the line was held up. What is dropped
// is the oldest.
void JitterBuffer::skip_to_target() {
    while (ahead() > target_) kept(next_++).is_there = false;
}

JitterBuffer::Slot JitterBuffer::take() {
    if (!has_begun_) return {};
    if (!is_playing_) {
        if (ahead() < target_) return {};
        is_playing_ = true;
    }
    if (++calm_ >= calm_ticks) {
        calm_ = 0;
        target_ = std::max(target_ - 1, target_min);
    }
    constexpr int spare = 2;  // Frames more than wanted that are no reason to drop any.
    if (ahead() > target_ + spare + (calm_ == 0 ? -spare : 0)) skip_to_target();

    if (pass_events() && ahead() <= 0) {
        is_playing_ = false;
        return {};
    }
    if (!is_there(next_)) return gap();
    Kept& slot = kept(next_++);
    slot.is_there = false;
    gaps_in_a_row_ = 0;
    return {State::frame, std::span(slot.bytes).first(slot.size), {}};
}

bool JitterBuffer::pass_events() {
    bool passed = false;
    for (; is_there(next_) && kept(next_).size == 0; passed = true) kept(next_++).is_there = false;
    return passed;
}

JitterBuffer::Slot JitterBuffer::gap() {
    ++figures_.gaps;
    if (ahead() <= 0) {
        // Nothing is there at all. What comes next is late only if it is older than what was
        // played: the place is kept, and the wait is built up again.
        if (++gaps_in_a_row_ >= target_max) is_playing_ = false;
        return {State::gap, {}, {}};
    }
    ++next_;
    if (!is_there(next_)) return {State::gap, {}, {}};
    const Kept& next = kept(next_);
    return {State::gap, {}, std::span(next.bytes).first(next.size)};
}

}  // namespace parley::voice
