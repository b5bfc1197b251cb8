#include "http/server/http_head.hpp"

#include <doctest/doctest.h>

namespace parley::http {
namespace {

Judged<Head> judge(std::string_view bytes, const Limits& limits = {}) {
    HeadScanner scanner;
    const auto size = scanner.scan(bytes, limits);
    if (!size) return std::unexpected(size.error());
    REQUIRE(*size > 0);
    return parse_head(bytes.substr(0, *size));
}

std::string_view rejection_of(std::string_view bytes) {
    const auto head = judge(bytes);
    return head ? std::string_view("accepted") : head.error().code;
}

TEST_CASE("a head is split into method, target and fields") {
    const auto head = judge(
        "POST /a%20b?x=1#part HTTP/1.1\r\nHost: h\r\nX-Thing:\t v \r\n"
        "Content-Length: 12\r\n\r\n");
    REQUIRE(head);
    CHECK(head->method == "POST");
    CHECK(head->target == "/a%20b?x=1");
    CHECK(head->headers.get("x-thing") == "v");
    CHECK(head->framing == Head::Framing::length);
    CHECK(head->content_length == 12);
    CHECK(head->keep_alive);
}

TEST_CASE("its end is found however it arrives") {
    const std::string bytes = "GET / HTTP/1.1\r\nHost: h\r\n\r\nbody";
    HeadScanner scanner;
    for (std::size_t size = 1; size < bytes.size() - 4; ++size) {
        const auto found = scanner.scan(std::string_view(bytes).substr(0, size), {});
        REQUIRE(found);
        REQUIRE(*found == 0);
    }
    CHECK(scanner.scan(bytes, {}) == bytes.size() - 4);
}

TEST_CASE("two ways to say where a body ends are one too many") {
    const std::string start = "POST / HTTP/1.1\r\nHost: h\r\n";
    CHECK(rejection_of(start + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n") ==
          "framing_malformed");
    CHECK(rejection_of(start + "Content-Length: 3\r\nContent-Length: 3\r\n\r\n") ==
          "field_repeated");
    CHECK(rejection_of(start + "Content-Length: 3, 3\r\n\r\n") == "framing_malformed");
    CHECK(rejection_of(start + "Content-Length: +3\r\n\r\n") == "framing_malformed");
    CHECK(rejection_of(start + "Content-Length:\r\n\r\n") == "framing_malformed");
    CHECK(rejection_of(start + "Transfer-Encoding: chunked, chunked\r\n\r\n") ==
          "framing_malformed");
    CHECK(rejection_of(start + "Transfer-Encoding: chunked,\r\n\r\n") == "framing_malformed");
    CHECK(rejection_of(start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n") ==
          "framing_malformed");
    CHECK(rejection_of(start + "Transfer-Encoding: gzip, chunked\r\n\r\n") ==
          "transfer_coding_unknown");
    CHECK(rejection_of(start + "Transfer-Encoding: Chunked\r\n\r\n") == "accepted");
    CHECK(rejection_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") ==
          "framing_malformed");
}

TEST_CASE("lines end with CRLF and nothing else, and are never folded") {
    CHECK(rejection_of("GET / HTTP/1.1\nHost: h\n\n") == "line_end_malformed");
    CHECK(rejection_of("GET / HTTP/1.1\r\nHost: h\r\nA: b\n\r\n") == "line_end_malformed");
    CHECK(rejection_of("GET / HTTP/1.1\r\nHost: h\r\nA: b\rC\r\n\r\n") == "field_malformed");
    CHECK(rejection_of("GET / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n") == "field_malformed");
    CHECK(rejection_of("GET / HTTP/1.1\r\nHost : h\r\n\r\n") == "field_malformed");
}

TEST_CASE("a target is a path, or a web address for its path, or nothing we serve") {
    CHECK(judge("GET http://user@h:80/p?q HTTP/1.1\r\nHost: h\r\n\r\n")->target == "/p?q");
    CHECK(judge("GET http://h?q HTTP/1.1\r\nHost: h\r\n\r\n")->target == "/?q");
    CHECK(rejection_of("GET ftp://h/p HTTP/1.1\r\nHost: h\r\n\r\n") == "target_malformed");
    CHECK(rejection_of("GET p HTTP/1.1\r\nHost: h\r\n\r\n") == "target_malformed");
    CHECK(rejection_of("GET /a b HTTP/1.1\r\nHost: h\r\n\r\n") == "target_malformed");
    CHECK(rejection_of("GET * HTTP/1.1\r\nHost: h\r\n\r\n") == "target_malformed");
}

TEST_CASE("a host is named once, and well") {
    CHECK(rejection_of("GET / HTTP/1.1\r\n\r\n") == "host_missing");
    CHECK(rejection_of("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n") == "field_repeated");
    CHECK(rejection_of("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n") == "host_malformed");
    CHECK(rejection_of("GET / HTTP/1.0\r\n\r\n") == "accepted");
}

TEST_CASE("connections stay open as the version and the client say") {
    CHECK_FALSE(judge("GET / HTTP/1.0\r\n\r\n")->keep_alive);
    CHECK(judge("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")->keep_alive);
    CHECK_FALSE(judge("GET / HTTP/1.1\r\nHost: h\r\nConnection: x, CLOSE\r\n\r\n")->keep_alive);
}

TEST_CASE("every part of a head has its limit") {
    Limits limits;
    limits.request_line_max = 40;
    limits.header_line_max = 20;
    limits.header_count_max = 2;
    limits.head_bytes_max = 100;
    const std::string start = "GET / HTTP/1.1\r\n";
    CHECK(judge("GET /" + std::string(40, 'a') + " HTTP/1.1\r\n\r\n", limits).error().status ==
          414);
    CHECK(judge(start + "A: " + std::string(30, 'b') + "\r\n\r\n", limits).error().status == 431);
    CHECK(judge(start + "A: b\r\nC: d\r\nE: f\r\n\r\n", limits).error().status == 431);
    CHECK(judge(start + "Host: h\r\nC: d\r\n\r\n", limits).has_value());
}

}  // namespace
}  // namespace parley::http
