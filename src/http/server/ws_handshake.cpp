#include "http/server/ws_handshake.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "http/server/http_syntax.hpp"

namespace parley::http {
namespace {

// Base64 of 16 bytes: 22 digits, the last of which carries 2 bits, and two marks.
bool is_valid_key(std::string_view key) {
    if (key.size() != 24 || !key.ends_with("==")) return false;
    const std::string_view digits = key.substr(0, 22);
    const bool base64 = std::ranges::all_of(
        digits, [](char c) { return is_digit(c) || is_alpha(c) || c == '+' || c == '/'; });
    return base64 && std::string_view("AQgw").find(digits.back()) != std::string_view::npos;
}

}  // namespace

bool asks_for_websocket(const Headers& headers) {
    return list_contains(headers.get("upgrade"), "websocket");
}

std::optional<Rejection> judge_handshake(std::string_view method, const Headers& headers) {
    if (method != "GET" || !list_contains(headers.get("connection"), "upgrade") ||
        !is_valid_key(headers.get("sec-websocket-key"))) {
        return Rejection{400, "handshake_malformed"};
    }
    if (headers.get("sec-websocket-version") != "13") {
        return Rejection{426, "websocket_version_unknown"};
    }
    return std::nullopt;
}

std::string accept_value(std::string_view key) {
    const std::string salted = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    unsigned char digest[SHA_DIGEST_LENGTH];
    EVP_Digest(salted.data(), salted.size(), digest, nullptr, EVP_sha1(), nullptr);
    unsigned char text[4 * ((SHA_DIGEST_LENGTH + 2) / 3) + 1];
    const int size = EVP_EncodeBlock(text, digest, SHA_DIGEST_LENGTH);
    return {text, text + size};
}

}  // namespace parley::http
