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

// As databases hold them: webhooks' secrets under the installation's key, kept answers under their
// request's.
TEST_CASE("what was stored before still opens") {
    const auto* secret = "xRDHD22v8rPqTDZHllU7hRRFKghWl/iSRQLzvVnF7anqtNG7hjDYWjz0H0wwx6pKZQ==";
    CHECK(*Seal(one).open(secret) == "whsec_abc");
    const auto* answer =
        "YKAZ9uxOqQD5-1LRhZthQBdbgDDIC-khD3GiXU1kMCZKZDeHHe7LNJa3Zhso96nR9K34Jm30TA";
    CHECK(*unseal("correct horse battery", answer) == "a secret 秘密");
}

TEST_CASE("what is sealed opens to its password only, and not when it was touched") {
    init_secrets();
    SeededRng rng(9);
    const std::string sealed = seal("correct horse battery", "a secret 秘密", rng);
    CHECK(sealed.find("secret") == std::string::npos);
    const auto opened = unseal("correct horse battery", sealed);
    REQUIRE(opened);
    CHECK(*opened == "a secret 秘密");
    CHECK_FALSE(unseal("correct horse batterz", sealed));
    CHECK_FALSE(unseal("correct horse battery", sealed.substr(1)));
    CHECK_FALSE(unseal("correct horse battery", ""));
    std::string touched = sealed;
    touched.back() = touched.back() == 'A' ? 'B' : 'A';
    touched[40] = touched[40] == 'A' ? 'B' : 'A';
    CHECK_FALSE(unseal("correct horse battery", touched));
    CHECK(seal("correct horse battery", "a secret 秘密", rng) != sealed);
}

}  // namespace
}  // namespace parley
