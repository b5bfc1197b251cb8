#include <doctest/doctest.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "http/server/testing/rig.hpp"

namespace parley::http {
namespace {

using testing::Client;
using testing::eventually;
using testing::Rig;

std::string answers_to(const Rig& rig, std::string_view bytes) {
    const Client client(rig.port());
    client.send(bytes);
    return client.read_to_end();
}

TEST_CASE("requests sent ahead are answered in order on one connection") {
    const Rig rig;
    const std::string answers =
        answers_to(rig,
                   "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n"
                   "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi"
                   "HEAD /c HTTP/1.1\r\nHost: h\r\n\r\n"
                   "GET /d HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    const std::size_t first = answers.find("GET /slow ");
    const std::size_t second = answers.find("POST /b hi");
    const std::size_t last = answers.find("GET /d ");
    REQUIRE(last != std::string::npos);
    CHECK(first < second);
    CHECK(second < last);
    CHECK(answers.find("HEAD /c") == std::string::npos);
    CHECK(answers.ends_with("GET /d "));
}

TEST_CASE("thousands of requests sent ahead cost no stack") {
    const Rig rig;
    std::string bytes;
    for (int i = 0; i < 3'000; ++i) bytes += "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    bytes += "GET /end HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    const Client client(rig.port());
    std::thread writer([&] { client.send(bytes); });
    const std::string answers = client.read_to_end();
    writer.join();
    CHECK(answers.ends_with("GET /end "));
}

TEST_CASE("a body is asked for only when it may come") {
    const Rig rig;
    const Client client(rig.port());
    client.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hi");
    CHECK(client.read_until("POST /a hi").ends_with("POST /a hi"));

    const std::string refused = answers_to(
        rig, "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2000\r\nExpect: 100-continue\r\n\r\n");
    CHECK(refused.starts_with("HTTP/1.1 413 "));
}

TEST_CASE("a body above its limit is refused, counted or chunked") {
    const Rig rig;
    const std::string chunk = "200\r\n" + std::string(0x200, 'x') + "\r\n";
    const std::string chunked =
        answers_to(rig, "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" +
                            chunk + chunk + chunk);
    CHECK(chunked.starts_with("HTTP/1.1 413 "));
    CHECK(chunked.find("\"code\":\"body_too_large\"") != std::string::npos);
}

TEST_CASE("an upload is streamed, and its reader holds it back") {
    const Rig rig;
    for (const std::string slow : {"", "X-Slow: 1\r\n"}) {
        const std::string answer =
            answers_to(rig, "POST /upload HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + slow +
                                "Content-Length: 900000\r\n\r\n" + std::string(900'000, 'x'));
        CHECK(answer.ends_with("took 900000"));
    }
}

TEST_CASE("an upload that breaks its limit, its framing or off tells its reader why") {
    const Rig rig;
    const std::string start =
        "POST /upload HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::string large = start + "F4241\r\n" + std::string(1'000'001, 'x') + "\r\n0\r\n\r\n";
    CHECK(answers_to(rig, large).find("body_too_large") != std::string::npos);
    CHECK(answers_to(rig, start + "zz\r\n").find("body_malformed") != std::string::npos);
    {
        const Client client(rig.port());
        client.send(start + "5\r\nhel");
    }
    CHECK(eventually([&] { return rig.broken_off.load(); }));
}

TEST_CASE("an exception in a handler is a 500 that tells nothing, and the connection goes on") {
    const Rig rig;
    const std::string answers = answers_to(rig,
                                           "GET /throw HTTP/1.1\r\nHost: h\r\n\r\n"
                                           "GET /x HTTP/1.0\r\n\r\n");
    CHECK(answers.starts_with("HTTP/1.1 500 "));
    CHECK(answers.find("on purpose") == std::string::npos);
    CHECK(answers.ends_with("GET /x "));
}

TEST_CASE("a file is sent whole, and a missing one is a 500") {
    std::string path = std::filesystem::temp_directory_path() / "parley-test-XXXXXX";
    ::close(mkstemp(path.data()));
    std::ofstream(path) << std::string(1'000'000, 'f');
    const Rig rig;
    const std::string get = "GET /file?name=";
    const std::string end = " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    const std::string answer = answers_to(rig, get + path + end);
    CHECK(answer.find("Content-Length: 1000000\r\n") != std::string::npos);
    CHECK(answer.ends_with(std::string(1'000'000, 'f')));
    CHECK(answers_to(rig, get + "/nonexistent" + end).starts_with("HTTP/1.1 500 "));
    std::filesystem::remove(path);
}

TEST_CASE("who takes too long is told so, or just let go") {
    Limits limits;
    limits.head_timeout = 100ms;
    limits.body_timeout = 100ms;
    limits.idle_timeout = 100ms;
    const Rig rig(limits);
    CHECK(answers_to(rig, "GET / HT").starts_with("HTTP/1.1 408 "));
    CHECK(answers_to(rig, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab")
              .starts_with("HTTP/1.1 408 "));
    CHECK(answers_to(rig, "POST /upload HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab")
              .find("body_too_slow") != std::string::npos);
    CHECK(answers_to(rig, "").empty());
}

TEST_CASE("connections above the cap are closed at once and counted") {
    Limits limits;
    limits.connections_max = 1;
    Rig rig(limits);
    const Client first(rig.port());
    first.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    CHECK_FALSE(first.read_until("GET / ").empty());
    CHECK(answers_to(rig, "GET / HTTP/1.1\r\nHost: h\r\n\r\n").empty());
    CHECK(rig.metrics.render().find("refused_total{cause=\"full\"} 1") != std::string::npos);
}

TEST_CASE("a port in use is an exception that names it, even between two of us") {
    Rig rig({}, 2);
    ServerOptions options;
    options.listen.push_back({"127.0.0.1", rig.port(), false});
    Metrics metrics;
    Server second(options, rig, rig, metrics);
    CHECK_THROWS_WITH_AS(second.start(), doctest::Contains(std::to_string(rig.port()).c_str()),
                         std::runtime_error);
}

TEST_CASE("draining lets a running request finish and takes no new ones") {
    Rig rig;
    const Client idle(rig.port());
    const Client busy(rig.port());
    busy.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
    REQUIRE(eventually([&] { return rig.server().connections() == 2; }));
    std::this_thread::sleep_for(20ms);
    const auto began = std::chrono::steady_clock::now();
    rig.server().drain(3s);
    CHECK(std::chrono::steady_clock::now() - began < 2500ms);
    const std::string answer = busy.read_to_end();
    CHECK(answer.find("Connection: close\r\n") != std::string::npos);
    CHECK(answer.ends_with("GET /slow "));
    CHECK(idle.read_to_end().empty());
    CHECK_FALSE(Client(rig.port()).connected());
}

}  // namespace
}  // namespace parley::http
