// Secrets: made, hashed and compared in one place. libsodium throughout.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"

namespace parley {

// Must run once before any other function here; main does.
void init_secrets();

// `bytes` random bytes as unpadded base64url: 16 make 22 characters, 32 make 43.
std::string random_token(Rng& rng, std::size_t bytes);
std::string sha256_hex(std::string_view bytes);
// First `characters` of the base64url HMAC-SHA-256.
std::string keyed_digest(std::string_view key, std::string_view bytes, std::size_t characters);
// The same HMAC whole, as standard base64.
std::string hmac_sha256_base64(std::string_view key, std::string_view bytes);
std::string base64(std::string_view bytes);
std::optional<std::string> base64_decoded(std::string_view text);
std::string to_base64url(std::string_view bytes);
// nullopt for what to_base64url did not make.
std::optional<std::string> from_base64url(std::string_view text);

// Sealed with a key made of `password`, which must be hard to guess; as base64url. Only the same
// password opens it, and nullopt is for what it did not seal.
std::string seal(std::string_view password, std::string_view bytes, Rng& rng);
std::optional<std::string> unseal(std::string_view password, std::string_view sealed);

// In time that does not depend on where they differ.
bool same_secret(std::string_view a, std::string_view b);

// Argon2id in libsodium's text form; about 50 ms and 64 MiB each: only on the CPU pool.
std::string hash_password(std::string_view password);
bool password_matches(std::string_view password, std::string_view hash);

}  // namespace parley
