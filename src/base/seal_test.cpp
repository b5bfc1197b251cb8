#include "base/seal.hpp"

#include <doctest/doctest.h>

#include "base/secret.hpp"

namespace parley {
namespace {

constexpr std::array<std::uint8_t, 32> one{1};
constexpr std::array<std::uint8_t, 32> another{2};

TEST_CASE("what was sealed opens under the same key only") {
    SeededRng rng(1);
    const std::string sealed = Seal(one).close("whsec_abc", rng);
    CHECK(sealed.find("whsec") == std::string::npos);
    CHECK(*Seal(one).open(sealed) == "whsec_abc");
    CHECK_FALSE(Seal(another).open(sealed).has_value());
}

TEST_CASE("the same secret sealed twice does not look the same") {
    SeededRng rng(1);
    const Seal seal(one);
    CHECK(seal.close("s", rng) != seal.close("s", rng));
}

TEST_CASE("what was changed, cut or never sealed does not open") {
    SeededRng rng(1);
    const Seal seal(one);
    std::string sealed = seal.close("whsec_abc", rng);
    sealed[10] = sealed[10] == 'A' ? 'B' : 'A';
    CHECK_FALSE(seal.open(sealed).has_value());
    CHECK_FALSE(seal.open(sealed.substr(0, 8)).has_value());
    CHECK_FALSE(seal.open("").has_value());
    CHECK_FALSE(seal.open("not base64 at all!").has_value());
}

TEST_CASE("base64 there and back, and nothing else decodes") {
    CHECK(base64("any carnal pleas") == "YW55IGNhcm5hbCBwbGVhcw==");
    CHECK(*base64_decoded("YW55IGNhcm5hbCBwbGVhcw==") == "any carnal pleas");
    CHECK_FALSE(base64_decoded("YW55IGNhcm5hbCBwbGVhcw").has_value());
    CHECK_FALSE(base64_decoded("YW-_").has_value());
}

}  // namespace
}  // namespace parley
