#include "domain/telephone_number.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

TEST_CASE("a number is read as in the country it is dialled in") {
    CHECK(telephone_number("138 0000 1111", "CN") == "+8613800001111");
    CHECK(telephone_number("8613800001111", "CN") == "+8613800001111");
    CHECK(telephone_number("+86 138-0000-1111", "DE") == "+8613800001111");
    CHECK(telephone_number("008613800001111", "DE") == "+8613800001111");
    CHECK(telephone_number("010-88886666", "CN") == "+861088886666");
    CHECK(telephone_number("(0)20 7946 0958", "GB") == "+442079460958");
    CHECK(telephone_number("011 44 20 7946 0958", "US") == "+442079460958");
    CHECK(telephone_number("1 212 555 0100", "US") == "+12125550100");
    CHECK(telephone_number("212-555-0100", "US") == "+12125550100");
    CHECK(telephone_number("06 1 234 5678", "HU") == "+3612345678");
}

TEST_CASE("short numbers and other texts stay as they are") {
    CHECK(telephone_number("110", "CN") == "110");
    CHECK(telephone_number("1001", "CN") == "1001");
    CHECK(telephone_number("anonymous", "CN") == "anonymous");
    CHECK(telephone_number("", "CN") == "");
    CHECK(telephone_number("0012345678901234567", "CN") == "0012345678901234567");
    CHECK(telephone_number("13800001111", "??") == "13800001111");
}

TEST_CASE("the shape of an international one") {
    CHECK(is_international("+8613800001111"));
    CHECK_FALSE(is_international("+08613800001111"));
    CHECK_FALSE(is_international("+8613800001111222"));
    CHECK_FALSE(is_international("8613800001111"));
    CHECK_FALSE(is_international("+86138a0001111"));
    CHECK_FALSE(is_international("+"));
}

}  // namespace
}  // namespace parley
