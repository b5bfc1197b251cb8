// Secrets: made, hashed and compared in one place. libsodium throughout.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
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

std::string encode_hex(std::span<const std::uint8_t> bytes);  // In small letters.

enum class Base64 { standard, url };  // As RFC 4648 has them; `url` without padding.
std::string encode_base64(std::string_view bytes, Base64 variant);
// nullopt for what encode_base64 did not make.
std::optional<std::string> decode_base64(std::string_view text, Base64 variant);

// In time that does not depend on where they differ.
bool same_secret(std::string_view a, std::string_view b);

// Argon2id in libsodium's text form; about 50 ms and 64 MiB each: only on the CPU pool.
std::string hash_password(std::string_view password);
bool password_matches(std::string_view password, std::string_view hash);

}  // namespace parley
