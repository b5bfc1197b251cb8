#include "base/seal.hpp"

#include <sodium.h>

#include "base/secret.hpp"
#include "base/unsigned_bytes.hpp"

namespace parley {
namespace {

// Keys of other purposes derived from the same one differ.
constexpr std::string_view purpose = "parley/seal/1";
constexpr std::size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;

std::string close_box(const SealingKey& key, std::string_view plain, Rng& rng) {
    std::string sealed(around + plain.size(), '\0');
    rng.fill({raw(sealed), crypto_secretbox_NONCEBYTES});
    crypto_secretbox_easy(raw(sealed) + crypto_secretbox_NONCEBYTES, raw(plain), plain.size(),
                          raw(sealed), key.data());
    return sealed;
}

std::optional<std::string> open_box(const SealingKey& key, std::string_view sealed) {
    if (sealed.size() < around) return std::nullopt;
    std::string plain(sealed.size() - around, '\0');
    const auto box = sealed.substr(crypto_secretbox_NONCEBYTES);
    if (crypto_secretbox_open_easy(raw(plain), raw(box), box.size(), raw(sealed), key.data()) != 0)
        return std::nullopt;
    return plain;
}

SealingKey key_of(std::string_view password) {
    SealingKey key;
    static_assert(key.size() == crypto_hash_sha256_BYTES);
    crypto_hash_sha256(key.data(), raw(password), password.size());
    return key;
}

}  // namespace

Seal::Seal(std::span<const std::uint8_t> installation_key) {
    static_assert(std::tuple_size_v<SealingKey> == crypto_secretbox_KEYBYTES);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, installation_key.data(), installation_key.size());
    crypto_auth_hmacsha256_update(&state, raw(purpose), purpose.size());
    crypto_auth_hmacsha256_final(&state, key_.data());
}

std::string Seal::close(std::string_view plain, Rng& rng) const {
    return encode_base64(close_box(key_, plain, rng), Base64::standard);
}

std::optional<std::string> Seal::open(std::string_view sealed) const {
    const auto bytes = decode_base64(sealed, Base64::standard);
    if (!bytes) return std::nullopt;
    return open_box(key_, *bytes);
}

SealingKey Seal::derived(std::string_view name) const {
    SealingKey made;
    crypto_generichash(made.data(), made.size(), raw(name), name.size(), key_.data(), key_.size());
    return made;
}

std::string seal(std::string_view password, std::string_view plain, Rng& rng) {
    return encode_base64(close_box(key_of(password), plain, rng), Base64::url);
}

std::optional<std::string> unseal(std::string_view password, std::string_view sealed) {
    const auto bytes = decode_base64(sealed, Base64::url);
    if (!bytes) return std::nullopt;
    return open_box(key_of(password), *bytes);
}

}  // namespace parley
