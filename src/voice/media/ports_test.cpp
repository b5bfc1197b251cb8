#include "voice/media/ports.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <vector>

namespace parley::voice {
namespace {

TEST_CASE("ports are lent in turn, even ones, and refused when all are taken") {
    Ports ports("127.0.0.1", 34'001, 34'007);  // Three.
    std::vector<UdpSocket> taken;
    while (auto socket = ports.take()) taken.push_back(std::move(*socket));
    REQUIRE(taken.size() == 3);
    CHECK(ports.taken() == 3);
    CHECK(taken[0].port() == 34'002);
    CHECK(taken[2].port() == 34'006);
    CHECK(ports.take().error().reason == "no_port");

    taken.erase(taken.begin() + 1);
    CHECK(ports.taken() == 2);
    const auto again = ports.take();
    REQUIRE(again);
    CHECK(again->port() == 34'004);
}

TEST_CASE("a port that was given back is used last") {
    Ports ports("127.0.0.1", 34'010, 34'015);
    auto port = [&] { return ports.take()->port(); };
    CHECK(port() == 34'010);
    CHECK(port() == 34'012);
    CHECK(port() == 34'014);
    CHECK(port() == 34'010);
}

}  // namespace
}  // namespace parley::voice
