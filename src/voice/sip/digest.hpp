// Digest authentication (RFC 7616, RFC 8760 for SIP): what a response must be. MD5 is there since
// most phones know nothing else.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace parley::voice {

enum class DigestHash { md5, sha256 };

std::string_view name_of(DigestHash hash);                      // "MD5", "SHA-256".
std::string hash_hex(DigestHash hash, std::string_view bytes);  // In small letters.

// Of one Authorization or Proxy-Authorization header.
struct Credentials {
    std::string user;
    std::string realm;
    std::string nonce;
    std::string uri;
    std::string response;
    std::string cnonce;
    std::string nc;  // Eight hexadecimal digits.
    std::string qop;
    DigestHash hash = DigestHash::md5;
};

// From its parameters, name=value each, as they stand. nullopt where one that is needed is missing,
// stands twice, or is of an algorithm other than ours, or qop is not "auth".
std::optional<Credentials> read_credentials(std::span<const std::string_view> parameters);

// H(H(A1):nonce:nc:cnonce:auth:H(method:uri)), `ha1` being H(user:realm:password) as hex.
std::string digest_response(const Credentials& credentials, std::string_view ha1,
                            std::string_view method);

}  // namespace parley::voice
