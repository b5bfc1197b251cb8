#include "http/api/byte_range.hpp"

#include <doctest/doctest.h>

namespace parley::http {
namespace {

bool is_part(std::string_view header, std::uint64_t first, std::uint64_t size) {
    const AskedRange range = asked_range(header, 100);
    return range.is_partial && !range.is_unsatisfiable && range.first == first &&
           range.size == size;
}
bool is_whole(std::string_view header) {
    const AskedRange range = asked_range(header, 100);
    return !range.is_partial && range.first == 0 && range.size == 100;
}

TEST_CASE("a part of the body is asked for by its first and last byte, or from its end") {
    CHECK(is_part("bytes=0-", 0, 100));
    CHECK(is_part("bytes=0-0", 0, 1));
    CHECK(is_part("bytes=10-19", 10, 10));
    CHECK(is_part("bytes=90-1000", 90, 10));
    CHECK(is_part("bytes=-5", 95, 5));
    CHECK(is_part("bytes=-500", 0, 100));
}

TEST_CASE("beyond the end there is nothing to give") {
    CHECK(asked_range("bytes=100-", 100).is_unsatisfiable);
    CHECK(asked_range("bytes=-0", 100).is_unsatisfiable);
    CHECK(asked_range("bytes=0-", 0).is_unsatisfiable);
}

TEST_CASE("what is not understood asks for the whole") {
    for (const std::string_view header :
         {"", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=1-2,4-5", "lines=1-2",
          "bytes=1", "bytes=99999999999999999999-"})
        CHECK_MESSAGE(is_whole(header), header);
}

}  // namespace
}  // namespace parley::http
