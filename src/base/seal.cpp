#include "base/seal.hpp"

#include <sodium.h>

#include "base/secret.hpp"

namespace parley {
namespace {

// Keys of other purposes derived from the same one differ.
constexpr std::string_view purpose = "parley/seal/1";

unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Seal::Seal(std::span<const std::uint8_t> installation_key) {
    static_assert(std::tuple_size_v<decltype(key_)> == crypto_secretbox_KEYBYTES);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, installation_key.data(), installation_key.size());
    crypto_auth_hmacsha256_update(&state, raw(purpose), purpose.size());
    crypto_auth_hmacsha256_final(&state, key_.data());
}

std::string Seal::close(std::string_view plain, Rng& rng) const {
    std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(),
                       '\0');
    rng.fill({raw(sealed), crypto_secretbox_NONCEBYTES});
    crypto_secretbox_easy(raw(sealed) + crypto_secretbox_NONCEBYTES, raw(plain), plain.size(),
                          raw(sealed), key_.data());
    return base64(sealed);
}

std::optional<std::string> Seal::open(std::string_view sealed) const {
    constexpr std::size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    const auto bytes = base64_decoded(sealed);
    if (!bytes || bytes->size() < around) return std::nullopt;
    const std::string_view all = *bytes;
    std::string plain(all.size() - around, '\0');
    const auto box = all.substr(crypto_secretbox_NONCEBYTES);
    if (crypto_secretbox_open_easy(raw(plain), raw(box), box.size(), raw(all), key_.data()) != 0)
        return std::nullopt;
    return plain;
}

}  // namespace parley
