#include "base/secret.hpp"

#include <sodium.h>

#include <array>
#include <new>
#include <span>
#include <stdexcept>
#include <vector>

#include "base/assert.hpp"

namespace parley {
namespace {

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string base64url(const unsigned char* bytes, std::size_t size) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(size, variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, size, variant);
    text.resize(text.size() - 1);  // Its closing zero.
    return text;
}

using SealingKey = std::array<unsigned char, crypto_secretbox_KEYBYTES>;

SealingKey sealing_key(std::string_view password) {
    SealingKey key;
    static_assert(key.size() == crypto_hash_sha256_BYTES);
    crypto_hash_sha256(key.data(), raw(password), password.size());
    return key;
}

}  // namespace

void init_secrets() {
    if (sodium_init() < 0) throw std::runtime_error("the random generator does not start");
}

std::string random_token(Rng& rng, std::size_t bytes) {
    std::vector<std::uint8_t> buffer(bytes);
    rng.fill(buffer);
    return base64url(buffer.data(), buffer.size());
}

std::string sha256_hex(std::string_view bytes) {
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, raw(bytes), bytes.size());
    std::string text(sizeof digest * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), digest, sizeof digest);
    text.resize(sizeof digest * 2);
    return text;
}

namespace {

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, raw(key), key.size());
    crypto_auth_hmacsha256_update(&state, raw(bytes), bytes.size());
    std::string digest(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

}  // namespace

std::string hmac_sha256_base64(std::string_view key, std::string_view bytes) {
    return base64(hmac_sha256(key, bytes));
}

std::string base64(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), variant);
    text.resize(text.size() - 1);  // Its closing zero.
    return text;
}

std::optional<std::string> base64_decoded(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed =
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
    if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

std::string keyed_digest(std::string_view key, std::string_view bytes, std::size_t characters) {
    const std::string digest = hmac_sha256(key, bytes);
    return base64url(raw(digest), digest.size()).substr(0, characters);
}

std::string to_base64url(std::string_view bytes) { return base64url(raw(bytes), bytes.size()); }

std::optional<std::string> from_base64url(std::string_view text) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, &end, variant) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

std::string seal(std::string_view password, std::string_view bytes, Rng& rng) {
    const SealingKey key = sealing_key(password);
    std::vector<unsigned char> box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES +
                                   bytes.size());
    rng.fill(std::span(box).first(crypto_secretbox_NONCEBYTES));
    crypto_secretbox_easy(box.data() + crypto_secretbox_NONCEBYTES, raw(bytes), bytes.size(),
                          box.data(), key.data());
    return base64url(box.data(), box.size());
}

std::optional<std::string> unseal(std::string_view password, std::string_view sealed) {
    constexpr std::size_t head = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    const auto box = from_base64url(sealed);
    if (!box || box->size() < head) return std::nullopt;
    const SealingKey key = sealing_key(password);
    std::string bytes(box->size() - head, '\0');
    const unsigned char* nonce = raw(*box);
    if (crypto_secretbox_open_easy(
            reinterpret_cast<unsigned char*>(bytes.data()), nonce + crypto_secretbox_NONCEBYTES,
            box->size() - crypto_secretbox_NONCEBYTES, nonce, key.data()) != 0)
        return std::nullopt;
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
