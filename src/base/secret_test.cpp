#include "base/secret.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

TEST_CASE("bytes come back from base64url, and what is none is told apart") {
    for (const std::string& bytes : {std::string(), std::string("a"), std::string("\0\xff~", 3)}) {
        const auto back = decode_base64(encode_base64(bytes, Base64::url), Base64::url);
        REQUIRE(back);
        CHECK(*back == bytes);
    }
    for (const char* text : {"=", "a", "YQ==", "Y Q", "+/+/"}) {
        CAPTURE(text);
        CHECK_FALSE(decode_base64(text, Base64::url));
    }
}

TEST_CASE("base64 there and back, and nothing else decodes") {
    CHECK(encode_base64("any carnal pleas", Base64::standard) == "YW55IGNhcm5hbCBwbGVhcw==");
    CHECK(*decode_base64("YW55IGNhcm5hbCBwbGVhcw==", Base64::standard) == "any carnal pleas");
    CHECK_FALSE(decode_base64("YW55IGNhcm5hbCBwbGVhcw", Base64::standard).has_value());
    CHECK_FALSE(decode_base64("YW-_", Base64::standard).has_value());
}

}  // namespace
}  // namespace parley
