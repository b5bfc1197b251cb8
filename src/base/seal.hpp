// What must be read again, such as a webhook's secret, lies in the database sealed under a key that
// does not: whoever has a copy of the database alone cannot use it.
//
// XSalsa20-Poly1305 (libsodium's secretbox): a nonce, then the box. What differs is the key, and
// how the bytes are written.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/random.hpp"

namespace parley {

using SealingKey = std::array<std::uint8_t, 32>;

// Under a key derived from the installation's; as base64. Thread: immutable; any.
class Seal {
public:
    explicit Seal(std::span<const std::uint8_t> installation_key);

    std::string close(std::string_view plain, Rng& rng) const;
    // Nothing where it was not sealed under this key, or was changed since.
    std::optional<std::string> open(std::string_view sealed) const;
    // A key for one purpose, always the same: nobody tells the installation's key by it.
    SealingKey derived(std::string_view name) const;

private:
    SealingKey key_{};
};

// Under a key made of `password`, which must be hard to guess; as base64url. Only the same password
// opens it, and nullopt is for what it did not seal.
std::string seal(std::string_view password, std::string_view plain, Rng& rng);
std::optional<std::string> unseal(std::string_view password, std::string_view sealed);

}  // namespace parley
