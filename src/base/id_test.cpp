#include "base/id.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

using ThingId = Id<struct ThingTag>;

TEST_CASE("an id survives its text form") {
    SeededRng rng(7);
    const ThingId id = ThingId::make(from_ms(1'700'000'000'000), rng);

    CHECK(id.text().size() == 36);
    CHECK(id.text()[14] == '7');
    CHECK(ThingId::parse(id.text()) == id);
}

TEST_CASE("ids made later sort later") {
    SeededRng rng(7);
    const auto early = ThingId::make(from_ms(1'000), rng);
    const auto late = ThingId::make(from_ms(1'001), rng);
    CHECK(early < late);
}

TEST_CASE("text that is not a canonical id is refused") {
    CHECK_FALSE(ThingId::parse(""));
    CHECK_FALSE(ThingId::parse("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5"));
    CHECK_FALSE(ThingId::parse("0190a1b2xc3d4-7e5f-8a9b-0c1d2e3f4a5b"));
    CHECK_FALSE(ThingId::parse("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5g"));
    CHECK(ThingId::parse("0190A1B2-C3D4-7E5F-8A9B-0C1D2E3F4A5B"));
}

}  // namespace
}  // namespace parley
