// Secrets that must be read again, such as a webhook's, lie in the database sealed under a key that
// does not: whoever has a copy of the database alone cannot use them.
//
// XSalsa20-Poly1305 (libsodium's secretbox) under a key derived from the installation's.
// Thread: immutable; any.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/random.hpp"

namespace parley {

class Seal {
public:
    explicit Seal(std::span<const std::uint8_t> installation_key);

    std::string close(std::string_view plain, Rng& rng) const;
    // Nothing where it was not sealed under this key, or was changed since.
    std::optional<std::string> open(std::string_view sealed) const;

private:
    std::array<std::uint8_t, 32> key_;
};

}  // namespace parley
