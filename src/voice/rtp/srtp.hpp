// SRTP of one party: packets are sealed and opened in place (RFC 3711, RFC 7714), by libsrtp.
// Ownership: its worker.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace parley::voice {

// The 32 bits of the first are its tag's length; AES_CM of RFC 3711, GCM of RFC 7714.
enum class SrtpProfile { aes_128_cm_sha1_32, aes_128_cm_sha1_80, aead_aes_128_gcm };

// Bytes of a key and its salt together, as libsrtp takes them.
constexpr std::size_t key_size_of(SrtpProfile profile) {
    return profile == SrtpProfile::aead_aes_128_gcm ? 16 + 12 : 16 + 14;
}

struct SrtpKeys {
    SrtpProfile profile = SrtpProfile::aead_aes_128_gcm;
    std::vector<std::uint8_t> theirs;  // Key and salt.
    std::vector<std::uint8_t> ours;

    friend bool operator==(const SrtpKeys&, const SrtpKeys&) = default;
};

class SrtpSession {
public:
    // A sender may begin anew (SSRC) so often; then all it sent before is forgotten, and might be
    // sent again by others.
    static constexpr int senders_max = 64;
    static constexpr std::size_t trailer_max = 20;  // What sealing adds at most.

    // REQUIRES: keys of key_size_of(profile) bytes. Throws std::runtime_error.
    explicit SrtpSession(const SrtpKeys& keys);
    ~SrtpSession();

    // Other keys from now on. A way whose key is the same goes on as it was: its count of packets,
    // which the packets do not tell whole, is kept.
    void change(const SrtpKeys& keys);

    // The size of the packet now; nothing: it cannot be. REQUIRES: `room` has `size` bytes of
    // packet and trailer_max more.
    std::optional<std::size_t> seal(std::span<std::uint8_t> room, std::size_t size);
    std::optional<std::size_t> seal_rtcp(std::span<std::uint8_t> room, std::size_t size);
    // Nothing: forged, changed, or seen before.
    std::optional<std::size_t> open(std::span<std::uint8_t> packet);
    std::optional<std::size_t> open_rtcp(std::span<std::uint8_t> packet);

private:
    struct Impl;
    void look_at_sender(std::uint32_t ssrc);

    std::unique_ptr<Impl> impl_;
};

}  // namespace parley::voice
