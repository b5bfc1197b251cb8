#include "base/digest.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

std::string digest_of(std::initializer_list<std::string_view> pieces) {
    Digest digest;
    for (const std::string_view piece : pieces) digest.add(piece);
    return digest.hex();
}

TEST_CASE("a digest is BLAKE2b of 256 bits, whatever the pieces") {
    constexpr auto of_abc = "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319";
    CHECK(digest_of({"abc"}) == of_abc);
    CHECK(digest_of({"a", "", "bc"}) == of_abc);
    CHECK(digest_of({"abd"}) != of_abc);
}

}  // namespace
}  // namespace parley
