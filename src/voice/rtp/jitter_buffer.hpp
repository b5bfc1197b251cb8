// Puts packets in order and plays one each tick, however unevenly they arrive.
//
//     put(packet)              as it arrives; put_event: one that is no sound, but is numbered so
//     take() -> Slot           once a tick: the next frame, or that it is missing
//
// Playing begins when `target` frames are there. Each tick without the frame it wants is a gap,
// which the caller conceals; the wait grows when packets come too late and shrinks again while none
// does. A jump of the numbers, or another sender, begins anew. Events take no time; where nothing
// follows them there is no gap, but a wait that is built up again.
//
// Ownership: one of a leg, on its worker. Bounds: `slots` packets of `payload_max` bytes; memory is
// taken once.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "voice/rtp/packet.hpp"

namespace parley::voice {

class JitterBuffer {
public:
    static constexpr int slots = 16;
    static constexpr std::size_t payload_max = 1'275;  // The longest packet of Opus.
    static constexpr int target_min = 2;               // Frames: 40 ms at 20 ms each.
    static constexpr int target_max = 6;
    static constexpr int calm_ticks = 500;  // Without a late packet, before the wait shrinks.

    enum class State { waiting, frame, gap };
    struct Slot {
        State state = State::waiting;           // waiting: there is nothing to play yet.
        std::span<const std::uint8_t> payload;  // Of a frame; good until the next put().
        std::span<const std::uint8_t> next;     // Of a gap: what comes behind it, if that is there.
    };
    struct Figures {
        std::uint64_t received = 0;
        std::uint64_t late = 0;       // Came when its turn was over.
        std::uint64_t duplicate = 0;  // Was there already.
        std::uint64_t gaps = 0;       // Ticks without the frame.
        std::uint64_t restarts = 0;
    };

    void put(const RtpPacket& packet);
    void put_event(const RtpPacket& packet);
    Slot take();
    void restart();  // What waits is let go.

    int target() const { return target_; }
    const Figures& figures() const { return figures_; }

private:
    struct Kept {
        bool is_there = false;
        std::uint16_t sequence = 0;
        std::uint16_t size = 0;  // 0: an event.
        std::array<std::uint8_t, payload_max> bytes;
    };

    Kept& kept(std::uint16_t sequence) { return kept_[sequence % slots]; }
    bool is_there(std::uint16_t sequence) const {
        const Kept& slot = kept_[sequence % slots];
        return slot.is_there && slot.sequence == sequence;
    }
    void keep(const RtpPacket& packet);
    bool pass_events();
    Slot gap();
    void begin(const RtpPacket& packet);
    void came_late();
    int ahead() const;  // Frames between the next to be played and the newest.
    void skip_to_target();

    std::array<Kept, slots> kept_;
    bool has_begun_ = false;
    bool is_playing_ = false;
    std::uint32_t ssrc_ = 0;
    std::uint16_t next_ = 0;    // To be played.
    std::uint16_t newest_ = 0;  // Received.
    int target_ = target_min;
    int gaps_in_a_row_ = 0;
    int calm_ = 0;
    Figures figures_;
};

}  // namespace parley::voice
