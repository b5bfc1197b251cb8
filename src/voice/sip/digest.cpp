#include "voice/sip/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace parley::voice {
namespace {

constexpr std::size_t parameter_max = 512;  // Bytes of a value.
constexpr std::size_t nc_digits = 8;

bool same_word(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) {
        const auto small = [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        };
        return small(x) == small(y);
    });
}

// A token as it is, or what a quoted string says.
std::optional<std::string> unquoted(std::string_view text) {
    if (text.size() > parameter_max) return std::nullopt;
    if (text.empty() || text.front() != '"') return std::string(text);
    if (text.size() < 2 || text.back() != '"') return std::nullopt;
    std::string plain;
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        if (text[at] == '\\' && ++at + 1 >= text.size()) return std::nullopt;
        plain += text[at];
    }
    return plain;
}

}  // namespace

std::string_view name_of(DigestHash hash) { return hash == DigestHash::md5 ? "MD5" : "SHA-256"; }

std::string hash_hex(DigestHash hash, std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    const EVP_MD* kind = hash == DigestHash::md5 ? EVP_md5() : EVP_sha256();
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, kind, nullptr) != 1)
        throw std::runtime_error("sip: no digest");
    std::string hex;
    for (unsigned at = 0; at < size; ++at) hex += fmt::format("{:02x}", digest[at]);
    return hex;
}

std::optional<Credentials> read_credentials(std::span<const std::string_view> parameters) {
    Credentials read;
    std::optional<std::string> algorithm;
    const std::pair<std::string_view, std::string*> wanted[] = {{"username", &read.user},
                                                                {"realm", &read.realm},
                                                                {"nonce", &read.nonce},
                                                                {"uri", &read.uri},
                                                                {"response", &read.response},
                                                                {"cnonce", &read.cnonce},
                                                                {"nc", &read.nc},
                                                                {"qop", &read.qop}};
    for (const std::string_view parameter : parameters) {
        const auto equals = parameter.find('=');
        if (equals == std::string_view::npos) continue;
        const std::string_view name = parameter.substr(0, equals);
        auto value = unquoted(parameter.substr(equals + 1));
        if (!value) return std::nullopt;
        if (same_word(name, "algorithm")) {
            if (algorithm) return std::nullopt;
            algorithm = std::move(value);
        }
        for (const auto& [known, into] : wanted) {
            if (!same_word(name, known)) continue;
            if (!into->empty()) return std::nullopt;
            *into = std::move(*value);
            break;
        }
    }
    if (algorithm && same_word(*algorithm, "SHA-256"))
        read.hash = DigestHash::sha256;
    else if (algorithm && !same_word(*algorithm, "MD5"))
        return std::nullopt;
    for (const auto& [name, value] : wanted)
        if (value->empty()) return std::nullopt;
    const bool is_count = read.nc.size() == nc_digits &&
                          read.nc.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
    if (!is_count || !same_word(read.qop, "auth")) return std::nullopt;
    return read;
}

std::string digest_response(const Credentials& of, std::string_view ha1, std::string_view method) {
    const std::string ha2 = hash_hex(of.hash, fmt::format("{}:{}", method, of.uri));
    return hash_hex(of.hash,
                    fmt::format("{}:{}:{}:{}:{}:{}", ha1, of.nonce, of.nc, of.cnonce, of.qop, ha2));
}

}  // namespace parley::voice
