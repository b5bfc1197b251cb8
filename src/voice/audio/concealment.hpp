// Invents sound where some was lost: the last cycles of the voice go on, and fade (after ITU-T
// G.711, appendix I).
//
// What was heard last is searched for the pitch it had; as many of its cycles as the gap is long
// are repeated, up to three, so that it does not buzz. When sound comes again the two are blended.
//
// Pure. Ownership: one of a codec, on its worker.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace parley::voice {

class Concealment {
public:
    static constexpr std::size_t pitch_min = 40;   // Samples: 200 Hz,
    static constexpr std::size_t pitch_max = 120;  // 66 Hz.
    static constexpr std::size_t whole_for = 160;  // So much is as loud as it was;
    static constexpr std::size_t faded_at = 720;   // then it fades until here.

    // What arrived; its beginning may be changed, to blend with what was invented before it.
    void heard(std::span<std::int16_t> samples);
    void invent(std::span<std::int16_t> to);

private:
    static constexpr std::size_t cycles_max = 3;
    static constexpr std::size_t blend_max = pitch_max / 4;
    static constexpr std::size_t history_size = cycles_max * pitch_max + blend_max;

    std::size_t find_pitch() const;
    void make_cycle(std::size_t cycles);
    float next_invented();
    void remember(std::span<const std::int16_t> samples);
    // Counted from the newest: 1 is the last.
    float past(std::size_t back) const { return history_[history_size - back]; }

    std::array<std::int16_t, history_size> history_{};  // Real and invented.
    std::array<std::int16_t, history_size> before_{};   // As it was when the gap began.
    std::array<float, cycles_max * pitch_max> cycle_{};
    std::size_t pitch_ = 0;
    std::size_t length_ = 0;   // Of what is repeated.
    std::size_t at_ = 0;       // In it.
    std::size_t missing_ = 0;  // Samples invented in this gap.
};

}  // namespace parley::voice
