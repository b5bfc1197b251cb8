#include "domain/message.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

std::string reason_of(const Result<>& result) { return result ? "" : result.error().reason; }

TEST_CASE("text is counted in code points, not bytes") {
    CHECK(check_text("你好吗", 3, "/text"));
    CHECK(reason_of(check_text("你好吗?", 3, "/text")) == "text_too_long");
}

TEST_CASE("text that is not UTF-8 is refused") {
    CHECK(reason_of(check_text("\xc0\xaf", 10, "/text")) == "bad_utf8");
    CHECK(reason_of(check_text("\xed\xa0\x80", 10, "/text")) == "bad_utf8");
    CHECK(reason_of(check_text("\xf4\x90\x80\x80", 10, "/text")) == "bad_utf8");
    CHECK(reason_of(check_text("half \xe4\xbd", 10, "/text")) == "bad_utf8");
}

TEST_CASE("control characters are refused, line breaks and tabs are not") {
    CHECK(check_text("a\r\n\tb", 10, "/text"));
    CHECK(reason_of(check_text(std::string_view("a\0b", 3), 10, "/text")) == "control_character");
    CHECK(reason_of(check_text("\x1b[31m", 10, "/text")) == "control_character");
}

TEST_CASE("a client_msg_id is short printable ASCII") {
    CHECK(check_client_msg_id("c-1"));
    CHECK(reason_of(check_client_msg_id("")) == "bad_client_msg_id");
    CHECK(reason_of(check_client_msg_id("a b")) == "bad_client_msg_id");
    CHECK(reason_of(check_client_msg_id(std::string(65, 'x'))) == "bad_client_msg_id");
}

}  // namespace
}  // namespace parley
