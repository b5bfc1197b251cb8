#include "http/server/http_body.hpp"

#include <doctest/doctest.h>

namespace parley::http {
namespace {

struct Outcome {
    std::string body;
    bool rejected = false;
    bool done = false;
    std::string rest;
};

Outcome decode(const Head& head, std::string_view bytes, std::size_t step) {
    BodyDecoder decoder(head);
    Outcome outcome;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        std::string_view part = bytes.substr(at, step);
        while (!part.empty() && !decoder.done()) {
            const auto piece = decoder.next(part, 3);
            if (!piece) return outcome.rejected = true, outcome;
            CHECK(piece->size() <= 3);
            outcome.body.append(*piece);
        }
        outcome.rest.append(part);
    }
    outcome.done = decoder.done();
    return outcome;
}

Head chunked() {
    Head head;
    head.framing = Head::Framing::chunked;
    return head;
}

TEST_CASE("a counted body ends where it says, and what follows is left") {
    Head head;
    head.framing = Head::Framing::length;
    head.content_length = 5;
    const Outcome outcome = decode(head, "helloGET /", 64);
    CHECK(outcome.body == "hello");
    CHECK(outcome.done);
    CHECK(outcome.rest == "GET /");
}

TEST_CASE("chunks decode alike however the network cuts them") {
    const std::string bytes =
        "5\r\nhello\r\n00006;a=\"b c\"\r\n world\r\n0\r\nVary: *\r\n\r\nGET /";
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        CAPTURE(step);
        const Outcome outcome = decode(chunked(), bytes, step);
        CHECK(outcome.body == "hello world");
        CHECK(outcome.done);
        CHECK(outcome.rest == "GET /");
    }
}

TEST_CASE("chunks that another server might read otherwise are rejected") {
    const std::string bad[] = {
        "5 \r\nhello\r\n0\r\n\r\n",  " 5\r\nhello\r\n0\r\n\r\n", "+5\r\nhello\r\n0\r\n\r\n",
        "0x5\r\nhello\r\n0\r\n\r\n", "5\nhello\r\n0\r\n\r\n",    "5\r\nhelloX\r\n0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",     "\r\nhello\r\n0\r\n\r\n",   "5;a\rb\r\nhello\r\n0\r\n\r\n",
        "1000000000000000\r\nx",     "0\r\nHost: x\r\n\r\n",     "0\r\nContent-Length: 1\r\n\r\n",
        "0\r\nbroken\r\n\r\n",       "0\r\n folded: x\r\n\r\n",
    };
    for (const std::string& bytes : bad) {
        CAPTURE(bytes);
        CHECK(decode(chunked(), bytes, 1).rejected);
        CHECK(decode(chunked(), bytes, bytes.size()).rejected);
    }
}

TEST_CASE("endless size lines and trailers are cut off") {
    CHECK(decode(chunked(), "1;" + std::string(BodyDecoder::chunk_line_max, 'x'), 64).rejected);
    std::string trailers = "0\r\n";
    while (trailers.size() <= BodyDecoder::trailers_max)
        trailers += "X: " + std::string(60, 'y') + "\r\n";
    CHECK(decode(chunked(), trailers + "X: y\r\n", 64).rejected);
}

}  // namespace
}  // namespace parley::http
