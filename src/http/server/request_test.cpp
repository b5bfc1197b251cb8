#include "http/server/request.hpp"

#include <doctest/doctest.h>
#include <stdexcept>

#include "http/server/ws_handshake.hpp"

namespace parley::http {
namespace {

TEST_CASE("a cookie is found by its whole name") {
    Request request;
    request.headers.add("Cookie", "xid=1; id=2;y=;  id2=3");
    CHECK(request.cookie("id") == "2");
    CHECK(request.cookie("id2") == "3");
    CHECK(request.cookie("y").empty());
    CHECK(request.cookie("missing").empty());
}

TEST_CASE("setting a field replaces every earlier one of that name") {
    Headers headers;
    headers.add("Vary", "a");
    headers.add("vary", "b");
    headers.set("VARY", "c");
    CHECK(headers.size() == 1);
    CHECK(headers.get("vary") == "c");
}

TEST_CASE("a field cannot smuggle in another") {
    Headers headers;
    CHECK_THROWS_AS(headers.add("X", "a\r\nSet-Cookie: b"), std::invalid_argument);
    CHECK_THROWS_AS(headers.set("X\n", "a"), std::invalid_argument);
    CHECK(headers.size() == 0);
}

TEST_CASE("a handshake needs its key, version and connection option") {
    const auto judge = [](std::string_view key, std::string_view version,
                          std::string_view connection) {
        Headers headers;
        headers.add("Sec-WebSocket-Key", key);
        headers.add("Sec-WebSocket-Version", version);
        headers.add("Connection", connection);
        const auto rejection = judge_handshake("GET", headers);
        return rejection ? rejection->status : 101;
    };
    const std::string key = "dGhlIHNhbXBsZSBub25jZQ==";
    CHECK(judge(key, "13", "keep-alive, Upgrade") == 101);
    CHECK(judge(key, "8", "Upgrade") == 426);
    CHECK(judge(key, "13", "keep-alive") == 400);
    CHECK(judge("c2hvcnQ=", "13", "Upgrade") == 400);
    CHECK(accept_value(key) == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");  // RFC 6455, section 1.3.
}

}  // namespace
}  // namespace parley::http
