#include <doctest/doctest.h>

#include "http/server/testing/rig.hpp"

namespace parley::http {
namespace {

using testing::Client;
using testing::eventually;
using testing::Rig;

std::string handshake(std::string_view path) {
    return "GET " + std::string(path) +
           " HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
}

// A mask of zeros leaves the payload as it is.
std::string frame(char first, std::string_view payload) {
    std::string bytes(1, first);
    bytes.push_back(static_cast<char>(0x80 | payload.size()));
    return bytes + std::string(4, '\0') + std::string(payload);
}
std::string text(std::string_view payload) { return frame('\x81', payload); }

Client& open(Client& client) {
    client.send(handshake("/ws"));
    REQUIRE(client.read_until("\r\n\r\n").starts_with("HTTP/1.1 101 "));
    return client;
}

TEST_CASE("frames sent with the handshake are not lost") {
    const Rig rig;
    const Client client(rig.port());
    client.send(handshake("/ws") + text("early"));
    CHECK(
        client.read_until("early").ends_with("\x81\x05"
                                             "early"));
}

TEST_CASE("a refused upgrade is an answer, and the connection goes on as HTTP") {
    const Rig rig;
    const Client client(rig.port());
    client.send(handshake("/no") + "GET /x HTTP/1.0\r\n\r\n");
    const std::string answers = client.read_to_end();
    CHECK(answers.starts_with("HTTP/1.1 403 "));
    CHECK(answers.ends_with("GET /x "));
}

TEST_CASE("another version is answered with ours") {
    const Rig rig;
    std::string bytes = handshake("/ws");
    bytes.replace(bytes.find("Version: 13"), 11, "Version: 8 ");
    const Client client(rig.port());
    client.send(bytes);
    const std::string answer = client.read_to_end();
    CHECK(answer.starts_with("HTTP/1.1 426 "));
    CHECK(answer.find("Sec-WebSocket-Version: 13\r\n") != std::string::npos);
}

TEST_CASE("the session hears once of every kind of end") {
    Rig rig;
    SUBCASE("the peer closes") {
        Client client(rig.port());
        open(client).send(frame('\x88', "\x0f\xa2"));
        CHECK(client.read_to_end() == "\x88\x02\x0f\xa2");
        CHECK(eventually([&] { return rig.closed_with == 4002; }));
    }
    SUBCASE("we close") {
        Client client(rig.port());
        open(client).send(text("close"));
        CHECK(client.read(9) ==
              "\x88\x07\x0f\xa1"
              "asked");
        client.send(frame('\x88', "\x0f\xa1"));
        CHECK(client.read_to_end().empty());
        CHECK(eventually([&] { return rig.closed_with == 4001; }));
    }
    SUBCASE("the connection breaks") {
        {
            Client client(rig.port());
            open(client);
        }
        CHECK(eventually([&] { return rig.closed_with == close_code::abnormal; }));
    }
    SUBCASE("the peer breaks the rules") {
        Client client(rig.port());
        open(client).send(frame('\xf1', "x"));
        CHECK(client.read_to_end() == "\x88\x02\x03\xea");
        CHECK(eventually([&] { return rig.closed_with == close_code::protocol_error; }));
    }
    CHECK(eventually([&] { return rig.server().connections() == 0; }));
    CHECK(rig.metrics.render().find("parley_websockets 0") != std::string::npos);
}

TEST_CASE("a peer that does not read is closed with 1013 and costs no more than its limit") {
    Limits limits;
    limits.close_wait = 200ms;
    Rig rig(limits);
    Client client(rig.port());
    open(client).send(text("flood"));
    REQUIRE(eventually([&] { return rig.closed_with == close_code::try_again_later; }));
    const std::string metrics = rig.metrics.render();
    CHECK(metrics.find("dropped_total{cause=\"slow_reader\"} 1") != std::string::npos);
    CHECK(eventually([&] { return rig.server().connections() == 0; }));
    CHECK(rig.metrics.render().find("parley_output_buffered_bytes 0") != std::string::npos);
}

TEST_CASE("a silent peer is pinged, and given up without an answer") {
    Limits limits;
    limits.ping_interval = 100ms;
    limits.pong_timeout = 400ms;
    Rig rig(limits);
    Client silent(rig.port());
    open(silent);
    CHECK(silent.read(2) == std::string("\x89\x00", 2));
    CHECK(eventually([&] { return rig.closed_with == close_code::abnormal; }));
    CHECK(rig.metrics.render().find("dropped_total{cause=\"silent\"} 1") != std::string::npos);
}

TEST_CASE("draining says so to every WebSocket") {
    Rig rig;
    Client one(rig.port());
    Client two(rig.port());
    open(one);
    open(two);
    std::thread clients([&] {
        for (Client* client : {&one, &two}) {
            CHECK(client->read(12) ==
                  "\x88\x0a\x03\xe9"
                  "draining");
            client->send(frame('\x88', "\x03\xe9"));
        }
    });
    const auto began = std::chrono::steady_clock::now();
    rig.server().drain(2s);
    CHECK(std::chrono::steady_clock::now() - began < 1900ms);
    CHECK(eventually([&] { return rig.closed_with == close_code::going_away; }));
    clients.join();
}

}  // namespace
}  // namespace parley::http
