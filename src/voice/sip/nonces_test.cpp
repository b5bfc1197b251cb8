#include "voice/sip/nonces.hpp"

#include <doctest/doctest.h>

#include <set>

namespace parley::voice {
namespace {

const Instant start = from_ms(1'790'000'000'000);
const IpAddress here = *IpAddress::parse("192.0.2.1");
const IpAddress there = *IpAddress::parse("192.0.2.2");

TEST_CASE("a nonce is good for whom it was made, for five minutes") {
    SeededRng rng(1);
    Nonces nonces(rng);
    const std::string nonce = nonces.make(here, start);
    CHECK(nonces.look(nonce, here, start) == Nonces::Kind::good);
    CHECK(nonces.look(nonce, here, start + Nonces::age_max) == Nonces::Kind::good);
    CHECK(nonces.look(nonce, here, start + Nonces::age_max + 1ms) == Nonces::Kind::stale);
    CHECK(nonces.look(nonce, there, start) == Nonces::Kind::foreign);
    SeededRng other_rng(2);
    CHECK(Nonces(other_rng).look(nonce, here, start) == Nonces::Kind::foreign);
}

TEST_CASE("what we did not make is foreign") {
    SeededRng rng(1);
    Nonces nonces(rng);
    const std::string nonce = nonces.make(here, start);
    for (std::size_t at = 0; at < nonce.size(); ++at) {
        std::string changed = nonce;
        changed[at] = changed[at] == '0' ? '1' : '0';
        CHECK(nonces.look(changed, here, start) == Nonces::Kind::foreign);
    }
    CHECK(nonces.look("", here, start) == Nonces::Kind::foreign);
    CHECK(nonces.look(nonce + "x", here, start) == Nonces::Kind::foreign);
}

TEST_CASE("no two are alike, even of one moment") {
    SeededRng rng(1);
    Nonces nonces(rng);
    std::set<std::string> made;
    for (int count = 0; count < 100; ++count) made.insert(nonces.make(here, start));
    CHECK(made.size() == 100);
}

TEST_CASE("a count is good once, and those before it with it") {
    SeededRng rng(1);
    Nonces nonces(rng);
    const std::string nonce = nonces.make(here, start);
    CHECK(nonces.use(nonce, 1));
    CHECK_FALSE(nonces.use(nonce, 1));
    CHECK(nonces.use(nonce, 5));
    CHECK_FALSE(nonces.use(nonce, 4));
    CHECK(nonces.use(nonce, 6));
}

TEST_CASE("when too many are in use, the oldest is stale rather than good again") {
    SeededRng rng(1);
    Nonces nonces(rng);
    const std::string first = nonces.make(here, start);
    const std::string unused = nonces.make(here, start + 1s);
    REQUIRE(nonces.use(first, 1));
    for (std::size_t count = 0; count < Nonces::used_max; ++count)
        REQUIRE(nonces.use(nonces.make(here, start + 2s), 1));
    CHECK(nonces.look(first, here, start + 3s) == Nonces::Kind::stale);
    CHECK(nonces.look(unused, here, start + 3s) == Nonces::Kind::good);
}

}  // namespace
}  // namespace parley::voice
