#include "voice/sip/sip_text.hpp"

#include <doctest/doctest.h>

namespace parley::voice {
namespace {

TEST_CASE("a number stands in a URI, and nothing gets out of it") {
    CHECK(escape_user("+4930123456") == "+4930123456");
    CHECK(escape_user("*21#") == "*21%23");
    CHECK(escape_user("1@evil;x=y>\r\n") == "1%40evil%3Bx=y%3E%0D%0A");
    CHECK(unescape("*21%23") == "*21#");
    CHECK(unescape("100%") == "100%");
    CHECK(unescape("%zz%4") == "%zz%4");
    CHECK(unescape("a%00b") == "a%00b");
    CHECK(unescape("%41") == "A");
}

TEST_CASE("a name is quoted, and cannot end its quotes") {
    CHECK(name_address("", "sip:a@b") == "<sip:a@b>");
    CHECK(name_address("Ann Lee", "sip:a@b") == "\"Ann Lee\" <sip:a@b>");
    CHECK(name_address("A\"\\\r\nB", "sip:a@b") == "\"A\\\"\\\\B\" <sip:a@b>");
}

TEST_CASE("keys are read from both kinds of INFO") {
    CHECK(key_in("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n") == '5');
    CHECK(key_in("application/dtmf-relay", "Duration=160\nsignal = *\n") == '*');
    CHECK(key_in("application/dtmf-relay", "Signal= 11") == '#');
    CHECK(key_in("Application/DTMF", "#\r\n") == '#');
    CHECK(key_in("application/dtmf", "d") == 'D');
    CHECK_FALSE(key_in("application/dtmf", "16"));
    CHECK_FALSE(key_in("application/dtmf-relay", "Signal 5"));
    CHECK_FALSE(key_in("application/dtmf-relay", ""));
    CHECK_FALSE(key_in("application/sdp", "5"));
    CHECK_FALSE(key_in("", "5"));
}

TEST_CASE("a header in a URI is found by its name") {
    CHECK(header_in_uri("Replaces=a%40b%3Bto-tag%3D1%3Bfrom-tag%3D2", "replaces") ==
          "a@b;to-tag=1;from-tag=2");
    CHECK(header_in_uri("Subject=x&Replaces=y", "Replaces") == "y");
    CHECK_FALSE(header_in_uri("Replaces", "Replaces"));
    CHECK_FALSE(header_in_uri("", "Replaces"));
    CHECK_FALSE(header_in_uri("ReplacesX=1", "Replaces"));
}

}  // namespace
}  // namespace parley::voice
