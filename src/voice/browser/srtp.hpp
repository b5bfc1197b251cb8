// SRTP of one party: packets are sealed and opened in place (RFC 3711, RFC 7714), by libsrtp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "voice/browser/dtls.hpp"

namespace parley::voice {

class Srtp {
public:
    static constexpr std::size_t trailer_max = 16;  // What sealing adds at most.

    explicit Srtp(const SrtpKeys& keys);  // Throws std::runtime_error.
    ~Srtp();

    // The size of the packet now. REQUIRES: `room` has `size` bytes of packet and trailer_max more.
    std::optional<std::size_t> seal(std::span<std::uint8_t> room, std::size_t size);
    // Nothing: forged, changed, or seen before.
    std::optional<std::size_t> open(std::span<std::uint8_t> packet);
    std::optional<std::size_t> open_rtcp(std::span<std::uint8_t> packet);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace parley::voice
