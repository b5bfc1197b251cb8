#include "sound/g711.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>

namespace parley::sound {
namespace {

// Corner values of ITU-T G.711's tables 1a and 2a, on the scale of 16 bits.
TEST_CASE("codes mean what the standard says") {
    CHECK(g711_decode(G711Law::mu, 0xff) == 0);
    CHECK(g711_decode(G711Law::mu, 0x80) == 32'124);
    CHECK(g711_decode(G711Law::mu, 0x00) == -32'124);
    CHECK(g711_decode(G711Law::a, 0xd5) == 8);
    CHECK(g711_decode(G711Law::a, 0x55) == -8);
    CHECK(g711_decode(G711Law::a, 0xaa) == 32'256);
    CHECK(g711_decode(G711Law::a, 0x2a) == -32'256);
}

TEST_CASE("every code is what its own sound is sent as") {
    for (int code = 0; code < 256; ++code) {
        const auto byte = static_cast<std::uint8_t>(code);
        CHECK(g711_encode(G711Law::a, g711_decode(G711Law::a, byte)) == byte);
        // Of the two zeros of mu-law, one is sent.
        const std::uint8_t sent = g711_encode(G711Law::mu, g711_decode(G711Law::mu, byte));
        CHECK(sent == (byte == 0x7f ? 0xff : byte));
    }
}

TEST_CASE("no sample is heard further off than half its step") {
    for (int sample = -32'768; sample <= 32'767; ++sample) {
        for (const G711Law law : {G711Law::mu, G711Law::a}) {
            const auto sent = static_cast<std::int16_t>(sample);
            const int error = std::abs(g711_decode(law, g711_encode(law, sent)) - sample);
            if (error > 16 + std::abs(sample) / 32 && error > 660) FAIL(sample, " ", error);
        }
    }
}

}  // namespace
}  // namespace parley::sound
