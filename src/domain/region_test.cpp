#include "domain/region.hpp"

#include <doctest/doctest.h>

namespace parley {
namespace {

TEST_CASE("a number tells the country of its calling code") {
    CHECK(region_of_number("+8613800001111") == "CN");
    CHECK(region_of_number("+85221231234") == "HK");
    CHECK(region_of_number("+442079460958") == "GB");
    CHECK(region_of_number("+12125550100") == "US");
    CHECK(region_of_number("+14165550100") == "US");  // Canada's share the code.
    CHECK(region_of_number("+74951234567") == "RU");
    CHECK(region_of_number("+77271234567") == "KZ");
}

TEST_CASE("what is no number of a country tells nothing") {
    for (const char* number : {"", "+", "13800001111", "110", "anonymous", "+80012345678",
                               "+88112345678", "+86", "+999123456789", "+86 138 0000 1111"}) {
        CAPTURE(number);
        CHECK(region_of_number(number).empty());
    }
}

TEST_CASE("a language tag tells its region, and where the reader is if that is another one") {
    CHECK(region_of_locale("zh-CN") == "CN");
    CHECK(region_of_locale("zh-Hant-TW") == "TW");
    CHECK(region_of_locale("en-gb") == "GB");
    CHECK(region_of_locale("zh-CN-u-rg-hkzzzz") == "HK");
    CHECK(region_of_locale("en-u-rg-AUZZZZ") == "AU");
    CHECK(region_of_locale("en-US-u-ca-gregory-rg-cazzzz") == "CA");
}

TEST_CASE("a tag without a region, and one that is none, tell nothing") {
    for (const char* tag : {"", "-", "--", "en", "zh-Hans", "es-419", "en-x-us", "en-u-rg",
                            "en-u-rg-gb", "en-u-rg-1zzzzz", "en-x-u-rg-gbzzzz", "sl-rozaj"}) {
        CAPTURE(tag);
        CHECK(region_of_locale(tag).empty());
    }
    CHECK(region_of_locale("zh-CN-u-rg-hk") == "CN");
    CHECK(region_of_locale("en-u-ca-gb") == "");
}

TEST_CASE("the number goes before the page's language") {
    CHECK(region_of("+49 (30) 123-456", "zh-CN") == "DE");
    CHECK(region_of("030 123456", "zh-CN") == "CN");
    CHECK(region_of("", "en").empty());
}

TEST_CASE("a language is a tag without extensions") {
    CHECK(language_of("zh-CN-u-rg-hkzzzz") == "zh-CN");
    CHECK(language_of("en-x-us") == "en");
    CHECK(language_of("en") == "en");
    CHECK(language_of("") == "");
}

}  // namespace
}  // namespace parley
