// Randomness is injected, so that tests and simulations replay from a seed.
#pragma once

#include <cstdint>
#include <span>

namespace parley {

// REQUIRES: callable from any thread (SystemRng) or from one (SeededRng).
class Rng {
public:
    virtual ~Rng() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
    std::uint64_t next();
    // Uniform in [0, bound). REQUIRES: bound > 0.
    std::uint64_t below(std::uint64_t bound);
};

// The operating system's generator; fit for secrets.
class SystemRng final : public Rng {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

// xoshiro256** seeded by SplitMix64 (Blackman and Vigna, 2018). Not for secrets.
class SeededRng final : public Rng {
public:
    explicit SeededRng(std::uint64_t seed);
    void fill(std::span<std::uint8_t> bytes) override;

private:
    std::uint64_t step();
    std::uint64_t state_[4]{};
};

}  // namespace parley
