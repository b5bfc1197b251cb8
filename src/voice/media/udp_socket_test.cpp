#include "voice/media/udp_socket.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace parley::voice {
namespace {

UdpSocket bound(const std::string& address) {
    auto socket = UdpSocket::bind(address, 0);
    REQUIRE(socket);
    return std::move(*socket);
}

constexpr std::array<std::uint8_t, 3> hello = {1, 2, 3};

TEST_CASE("a socket of both families hears and answers each as what it is") {
    UdpSocket both = bound("::");
    for (const std::string address : {"127.0.0.1", "::1"}) {
        CAPTURE(address);
        UdpSocket other = bound(address);
        other.send(hello, *Endpoint::parse(address, both.port()));
        std::array<std::uint8_t, 10> bytes{};
        Endpoint from;
        REQUIRE(both.receive(bytes, from) == 3);
        CHECK(from == *Endpoint::parse(address, other.port()));
        both.send(hello, from);
        REQUIRE(other.receive(bytes, from) == 3);
        CHECK(from == *Endpoint::parse(address, both.port()));
    }
}

TEST_CASE("all that came is handed over, in order, each with its time") {
    UdpSocket from = bound("127.0.0.1");
    UdpSocket to = bound("127.0.0.1");
    const Endpoint place = *Endpoint::parse("127.0.0.1", to.port());
    for (std::uint8_t count = 0; count < 50; ++count) from.send({&count, 1}, place);
    std::vector<int> seen;
    const auto take = [&](UdpSocket::Datagram datagram) {
        REQUIRE(datagram.bytes.size() == 1);
        seen.push_back(datagram.bytes[0]);
        CHECK(datagram.from.port() == from.port());
        CHECK(moment_of_system() - datagram.came < std::chrono::seconds(5));
        CHECK(moment_of_system() >= datagram.came);
    };
    to.receive_all(30, take);
    CHECK(seen.size() == 30);  // No more than was asked for.
    to.receive_all(30, take);
    REQUIRE(seen.size() == 50);
    for (int count = 0; count < 50; ++count) CHECK(seen[static_cast<std::size_t>(count)] == count);
    to.receive_all(30, take);
    CHECK(seen.size() == 50);
}

TEST_CASE("addresses are mapped and back") {
    const auto v4 = *Endpoint::parse("192.0.2.1", 4'000);
    CHECK(v4.as_mapped().address() == "::ffff:192.0.2.1");
    CHECK(v4.as_mapped().port() == 4'000);
    CHECK(v4.as_mapped().as_plain() == v4);
    const auto v6 = *Endpoint::parse("2001:db8::1", 4'000);
    CHECK(v6.as_mapped() == v6);
    CHECK(v6.as_plain() == v6);
    CHECK(v4 != v6);
    CHECK_FALSE(UdpSocket::bind("name.example", 0));
}

}  // namespace
}  // namespace parley::voice
