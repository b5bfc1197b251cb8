#include "voice/sip/address.hpp"

#include <doctest/doctest.h>

namespace parley::voice {
namespace {

TEST_CASE("an address reads and writes itself, IPv6 in brackets where a URI wants them") {
    for (const char* text : {"192.0.2.7", "::1", "2001:db8::5", "0.0.0.0"}) {
        CAPTURE(text);
        const auto address = IpAddress::parse(text);
        REQUIRE(address);
        CHECK(address->text() == text);
    }
    CHECK(IpAddress::parse("[2001:db8::5]")->host() == "[2001:db8::5]");
    CHECK(IpAddress::parse("192.0.2.7")->host() == "192.0.2.7");
    CHECK(IpAddress::parse("::ffff:192.0.2.7") == IpAddress::parse("192.0.2.7"));
    for (const char* text :
         {"", "carrier.example", "192.0.2", "192.0.2.7 ", "[::1", "1.2.3.4:5060"})
        CHECK_FALSE(IpAddress::parse(text));
}

TEST_CASE("any address is known as such, of both families") {
    CHECK(IpAddress::parse("0.0.0.0")->is_any());
    CHECK(IpAddress::parse("::")->is_any());
    CHECK_FALSE(IpAddress::parse("127.0.0.1")->is_any());
}

TEST_CASE("a network holds what its bits say, and nothing of the other family") {
    const auto holds = [](const char* network, const char* address) {
        return Network::parse(network)->contains(*IpAddress::parse(address));
    };
    CHECK(holds("192.0.2.0/24", "192.0.2.255"));
    CHECK_FALSE(holds("192.0.2.0/24", "192.0.3.0"));
    CHECK(holds("192.0.2.129/25", "192.0.2.128"));
    CHECK_FALSE(holds("192.0.2.128/25", "192.0.2.127"));
    CHECK(holds("192.0.2.7", "192.0.2.7"));
    CHECK_FALSE(holds("192.0.2.7", "192.0.2.6"));
    CHECK(holds("0.0.0.0/0", "203.0.113.9"));
    CHECK_FALSE(holds("0.0.0.0/0", "2001:db8::1"));
    CHECK(holds("2001:db8::/33", "2001:db8:7fff::1"));
    CHECK_FALSE(holds("2001:db8::/33", "2001:db8:8000::1"));
}

TEST_CASE("a network that cannot be read is refused") {
    for (const char* text : {"192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "192.0.2.0/8x",
                             "2001:db8::/129", "carrier.example/24", "/8"}) {
        CAPTURE(text);
        CHECK_FALSE(Network::parse(text));
    }
}

TEST_CASE("a place is a URI with its transport") {
    CHECK(Place{*IpAddress::parse("::1"), 5061, Carriage::tls}.uri() ==
          "sip:[::1]:5061;transport=tls");
}

}  // namespace
}  // namespace parley::voice
