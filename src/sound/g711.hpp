// G.711: telephone audio, 8,000 samples a second of 8 bits (ITU-T G.711).
#pragma once

#include <cstdint>
#include <span>

namespace parley::sound {

enum class G711Law { mu, a };  // PCMU, PCMA.

std::int16_t g711_decode(G711Law law, std::uint8_t code);
std::uint8_t g711_encode(G711Law law, std::int16_t sample);

// REQUIRES: `to` is as long as `from`.
void g711_decode(G711Law law, std::span<const std::uint8_t> from, std::span<std::int16_t> to);
void g711_encode(G711Law law, std::span<const std::int16_t> from, std::span<std::uint8_t> to);

}  // namespace parley::sound
