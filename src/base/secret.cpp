#include "base/secret.hpp"

#include <sodium.h>

#include <new>
#include <stdexcept>

#include "base/unsigned_bytes.hpp"

namespace parley {
namespace {

int sodium_variant(Base64 variant) {
    return variant == Base64::standard ? sodium_base64_VARIANT_ORIGINAL
                                       : sodium_base64_VARIANT_URLSAFE_NO_PADDING;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, raw(key), key.size());
    crypto_auth_hmacsha256_update(&state, raw(bytes), bytes.size());
    std::string digest(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

}  // namespace

void init_secrets() {
    if (sodium_init() < 0) throw std::runtime_error("the random generator does not start");
}

std::string random_token(Rng& rng, std::size_t bytes) {
    std::string buffer(bytes, '\0');
    rng.fill({reinterpret_cast<std::uint8_t*>(buffer.data()), buffer.size()});
    return encode_base64(buffer, Base64::url);
}

std::string sha256_hex(std::string_view bytes) {
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, raw(bytes), bytes.size());
    return encode_hex(digest);
}

std::string encode_hex(std::span<const std::uint8_t> bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();  // Its closing zero.
    return text;
}

std::string hmac_sha256_base64(std::string_view key, std::string_view bytes) {
    return encode_base64(hmac_sha256(key, bytes), Base64::standard);
}

std::string keyed_digest(std::string_view key, std::string_view bytes, std::size_t characters) {
    return encode_base64(hmac_sha256(key, bytes), Base64::url).substr(0, characters);
}

std::string encode_base64(std::string_view bytes, Base64 variant) {
    const int sodium = sodium_variant(variant);
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), sodium);
    text.resize(text.size() - 1);  // Its closing zero.
    return text;
}

std::optional<std::string> decode_base64(std::string_view text, Base64 variant) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed =
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, &end, sodium_variant(variant));
    if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hash_password(std::string_view password) {
    char text[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(
            text, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return text;
}

bool password_matches(std::string_view password, std::string_view hash) {
    const std::string terminated(hash);
    return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

}  // namespace parley
