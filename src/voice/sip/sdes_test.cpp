#include "voice/sip/sdes.hpp"

#include <doctest/doctest.h>

namespace parley::voice {
namespace {

constexpr std::string_view key = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";  // Of RFC 4568.

std::string line(std::string_view text) {
    std::string full(text);
    const std::size_t at = full.find("KEY");
    return at == full.npos ? full : full.replace(at, 3, key);
}

TEST_CASE("a line is read with what others put behind the key") {
    for (const char* text :
         {"1 AES_CM_128_HMAC_SHA1_80 inline:KEY", "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^20",
          "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|1048576",
          "1  AES_CM_128_HMAC_SHA1_80  inline:KEY  WSH=128 "}) {
        const auto crypto = parse_crypto(line(text));
        REQUIRE_MESSAGE(crypto, text);
        CHECK(crypto->tag == 1);
        CHECK(crypto->profile == SrtpProfile::aes_128_cm_sha1_80);
        CHECK(crypto->key.size() == 30);
    }
    CHECK(parse_crypto(line("7 AES_CM_128_HMAC_SHA1_32 inline:KEY"))->profile ==
          SrtpProfile::aes_128_cm_sha1_32);
}

TEST_CASE("what we cannot do, or cannot read, is as good as not there") {
    for (const char* text :
         {"", "1", "1 AES_CM_128_HMAC_SHA1_80", "0 AES_CM_128_HMAC_SHA1_80 inline:KEY",
          "-1 AES_CM_128_HMAC_SHA1_80 inline:KEY", "1x AES_CM_128_HMAC_SHA1_80 inline:KEY",
          "1000000000 AES_CM_128_HMAC_SHA1_80 inline:KEY", "1 F8_128_HMAC_SHA1_80 inline:KEY",
          "1 AES_256_CM_HMAC_SHA1_80 inline:KEY", "1 AEAD_AES_128_GCM inline:KEY",
          "1 AES_CM_128_HMAC_SHA1_80 KEY", "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^20|1:4",
          "1 AES_CM_128_HMAC_SHA1_80 inline:KEY|1:4",
          "1 AES_CM_128_HMAC_SHA1_80 inline:KEY;inline:KEY",
          "1 AES_CM_128_HMAC_SHA1_80 inline:KEY UNENCRYPTED_SRTP",
          "1 AES_CM_128_HMAC_SHA1_80 inline:KEY KDR=1", "1 AES_CM_128_HMAC_SHA1_80 inline:!!!!",
          "1 AES_CM_128_HMAC_SHA1_80 inline:QUJD"})
        CHECK_FALSE_MESSAGE(parse_crypto(line(text)), text);
    CHECK_FALSE(parse_crypto(line("1 AES_CM_128_HMAC_SHA1_80 inline:KEY") + std::string(600, ' ')));
}

TEST_CASE("a line of ours is read as it was meant") {
    SeededRng rng(4);
    for (const SrtpProfile profile :
         {SrtpProfile::aead_aes_128_gcm, SrtpProfile::aes_128_cm_sha1_80,
          SrtpProfile::aes_128_cm_sha1_32}) {
        const Crypto crypto = draw_crypto(3, profile, rng);
        std::string text = crypto_line(crypto);
        CHECK(text.starts_with("a=crypto:"));
        REQUIRE(text.ends_with("\r\n"));
        text = text.substr(9, text.size() - 11);
        const auto read = parse_crypto(text);
        REQUIRE(read);
        CHECK(read->tag == 3);
        CHECK(read->profile == profile);
        CHECK(read->key == crypto.key);
    }
}

}  // namespace
}  // namespace parley::voice
