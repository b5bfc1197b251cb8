// G.722 at 64 kbit/s, by libspandsp: of its two bands the lower alone, which is 8,000 samples a
// second. What lies above 4 kHz is not heard, and not sent.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

namespace parley::voice {

class G722Encoder {
public:
    G722Encoder();
    ~G722Encoder();
    // REQUIRES: `to` is as long as `from`.
    void encode(std::span<const std::int16_t> from, std::span<std::uint8_t> to);

private:
    struct State;
    std::unique_ptr<State> state_;
};

class G722Decoder {
public:
    G722Decoder();
    ~G722Decoder();
    // REQUIRES: `to` is as long as `from`.
    void decode(std::span<const std::uint8_t> from, std::span<std::int16_t> to);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace parley::voice
