#include "base/secret.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

TEST_CASE("bytes come back from base64url, and what is none is told apart") {
    for (const std::string& bytes : {std::string(), std::string("a"), std::string("\0\xff~", 3)}) {
        const auto back = from_base64url(to_base64url(bytes));
        REQUIRE(back);
        CHECK(*back == bytes);
    }
    for (const char* text : {"=", "a", "YQ==", "Y Q", "+/+/"}) {
        CAPTURE(text);
        CHECK_FALSE(from_base64url(text));
    }
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
