#include "voice/sip/resolver.hpp"

#include <doctest/doctest.h>

#include <future>

namespace parley::voice {
namespace {

TEST_CASE("a numeric address is where it says, at its transport's port unless another is named") {
    CHECK(resolve({"192.0.2.1", 0, Carriage::udp}) ==
          std::vector{Place{*IpAddress::parse("192.0.2.1"), 5060, Carriage::udp}});
    CHECK(resolve({"2001:db8::1", 0, Carriage::tls}) ==
          std::vector{Place{*IpAddress::parse("2001:db8::1"), 5061, Carriage::tls}});
    CHECK(resolve({"192.0.2.1", 5080, Carriage::tcp}).front().port == 5080);
}

TEST_CASE("a name is asked for on the resolver's own thread") {
    Resolver resolver;
    std::promise<std::vector<Place>> answered;
    resolver.ask({"localhost", 5070, Carriage::tcp},
                 [&](std::vector<Place> places) { answered.set_value(std::move(places)); });
    const auto places = answered.get_future().get();
    REQUIRE_FALSE(places.empty());
    CHECK(places.front().port == 5070);
    CHECK(places.front().carriage == Carriage::tcp);
}

TEST_CASE("a name that nobody has is nowhere") {
    CHECK(resolve({"no-such-host.invalid", 5060, Carriage::udp}).empty());
}

}  // namespace
}  // namespace parley::voice
