// Opus (RFC 6716) by libopus, at 8,000 samples a second: some 24 kbit/s, and with each packet
// enough of the one before that its loss is hardly heard.
#pragma once

#include "voice/audio/codec.hpp"

namespace parley::voice {

class Opus final : public Codec {
public:
    // 0 … 10: what a better sound costs in processor time.
    static constexpr int complexity = 1;
    static constexpr int bits_a_second = 24'000;

    Opus();  // Throws std::bad_alloc.
    ~Opus() override;

    std::size_t encode(const Frame& frame, std::span<std::uint8_t> to) override;
    void decode(std::span<const std::uint8_t> payload, std::vector<std::int16_t>& to) override;
    void conceal(std::span<const std::uint8_t> next, std::vector<std::int16_t>& to) override;
    void expect_loss(int percent) override;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace parley::voice
