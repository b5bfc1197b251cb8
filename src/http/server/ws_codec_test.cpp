#include "http/server/ws_codec.hpp"

#include <doctest/doctest.h>
#include <vector>

#include "http/server/websocket.hpp"

namespace parley::http {
namespace {

using Kind = WsEvent::Kind;

std::string masked(std::uint8_t first, std::string_view payload) {
    std::string frame(1, static_cast<char>(first));
    const bool is_long = payload.size() > 125;
    frame.push_back(static_cast<char>(0x80 | (is_long ? 126 : payload.size())));
    if (is_long) {
        frame.push_back(static_cast<char>(payload.size() >> 8));
        frame.push_back(static_cast<char>(payload.size()));
    }
    const std::string mask = "\x37\xfa\x21\x3d";
    frame += mask;
    for (std::size_t i = 0; i < payload.size(); ++i) {
        frame.push_back(static_cast<char>(payload[i] ^ mask[i % 4]));
    }
    return frame;
}

struct Seen {
    Kind kind;
    std::string data;
    std::uint16_t code;

    bool operator==(const Seen&) const = default;
};

std::vector<Seen> decode(std::string bytes, std::size_t step, std::size_t message_max = 1000) {
    WsDecoder decoder(message_max);
    std::vector<Seen> seen;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        std::span<char> part(bytes.data() + at, std::min(step, bytes.size() - at));
        while (const auto event = decoder.next(part)) {
            seen.push_back({event->kind, std::string(event->data), event->code});
        }
    }
    return seen;
}

TEST_CASE("a stream decodes alike however the network cuts it") {
    const std::string bytes = masked(0x81, "hello") + masked(0x01, "frag") + masked(0x89, "p") +
                              masked(0x80, "ment \xe5\xae\xa2") +
                              masked(0x82, std::string(300, 'b')) + masked(0x81, "") +
                              masked(0x88,
                                     "\x03\xe8"
                                     "bye");
    const std::vector<Seen> expected = {
        {Kind::text, "hello", 0},
        {Kind::ping, "p", 0},
        {Kind::text, "fragment \xe5\xae\xa2", 0},
        {Kind::binary, std::string(300, 'b'), 0},
        {Kind::text, "", 0},
        {Kind::close, "bye", 1000},
    };
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        CAPTURE(step);
        CHECK(decode(bytes, step) == expected);
    }
}

TEST_CASE("broken rules fail with the code the RFC gives them") {
    struct Case {
        std::string what;
        std::string bytes;
        std::uint16_t code;
    };
    std::string unmasked = "\x81\x01x";
    const Case cases[] = {
        {"reserved bit", masked(0xc1, "x"), 1002},
        {"reserved opcode", masked(0x83, "x"), 1002},
        {"no mask", unmasked, 1002},
        {"fragmented ping", masked(0x09, "x"), 1002},
        {"long ping", masked(0x89, std::string(126, 'x')), 1002},
        {"continuation of nothing", masked(0x80, "x"), 1002},
        {"new message within another", masked(0x01, "a") + masked(0x81, "b"), 1002},
        {"length longer than need be", std::string("\x81\xfe\x00\x01\x00\x00\x00\x00x", 9), 1002},
        {"close of one byte", masked(0x88, "x"), 1002},
        {"close code nobody may send", masked(0x88, "\x03\xed"), 1002},
        {"close reason not UTF-8", masked(0x88, "\x03\xe8\xff"), 1007},
        {"text not UTF-8", masked(0x81, "\xc0\xaf"), 1007},
        {"text ends within a code point", masked(0x81, "\xe5\xae"), 1007},
        {"message above its limit", masked(0x82, std::string(1001, 'x')), 1009},
        {"fragments above the limit",
         masked(0x02, std::string(600, 'x')) + masked(0x80, std::string(600, 'x')), 1009},
    };
    for (const Case& it : cases) {
        CAPTURE(it.what);
        for (const std::size_t step : {std::size_t{1}, it.bytes.size()}) {
            const std::vector<Seen> seen = decode(it.bytes + masked(0x81, "after"), step);
            REQUIRE(seen.size() == 1);
            CHECK(seen[0].kind == Kind::failed);
            CHECK(seen[0].code == it.code);
        }
    }
}

TEST_CASE("bad text is found before its message ends") {
    WsDecoder decoder(1000);
    std::string bytes = masked(0x01, "ok") + masked(0x00, "\xf4\x90");
    std::span<char> rest = bytes;
    const auto event = decoder.next(rest);
    REQUIRE(event);
    CHECK(event->code == close_code::bad_text);
}

TEST_CASE("an announced message that is too big fails before its bytes come") {
    WsDecoder decoder(1000);
    std::string header("\x82\xff\x00\x00\x00\x00\x7f\xff\xff\xff\x00\x00\x00\x00", 14);
    std::span<char> rest = header;
    const auto event = decoder.next(rest);
    REQUIRE(event);
    CHECK(event->code == close_code::too_big);
}

TEST_CASE("headers use the shortest length that fits") {
    const auto bytes = [](std::size_t size) {
        const FrameHeader header = frame_header(Opcode::text, size);
        return std::string(header.bytes, header.size);
    };
    CHECK(bytes(125) == "\x81\x7d");
    CHECK(bytes(126) == std::string("\x81\x7e\x00\x7e", 4));
    CHECK(bytes(65536) == std::string("\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 10));
}

TEST_CASE("a close reason is cut between code points") {
    const std::string reason = std::string(122, 'a') + "\xe5\xae\xa2";
    CHECK(close_payload(1000, reason) == "\x03\xe8" + std::string(122, 'a'));
}

}  // namespace
}  // namespace parley::http
