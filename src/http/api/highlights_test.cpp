#include "http/api/highlights.hpp"

#include <doctest/doctest.h>

#include <string>

namespace parley::http {
namespace {

using Marks = std::vector<std::pair<int, int>>;

TEST_CASE("words are marked wherever they stand, in any case") {
    CHECK(highlights_in("Refund, please: REFUND", "refund") == Marks{{0, 6}, {16, 22}});
    CHECK(highlights_in("a parcel and a refund", "refund  parcel") == Marks{{2, 8}, {15, 21}});
    CHECK(highlights_in("nothing here", "refund").empty());
    CHECK(highlights_in("", "x").empty());
    CHECK(highlights_in("x", "").empty());
}

TEST_CASE("positions count UTF-16 units, as pages do") {
    CHECK(highlights_in("😀退款", "退款") == Marks{{2, 4}});
    CHECK(highlights_in("我要退款。退款！", "退款") == Marks{{2, 4}, {5, 7}});
}

TEST_CASE("marks never overlap, and the longer word wins") {
    CHECK(highlights_in("refunds", "refund refunds") == Marks{{0, 7}});
    CHECK(highlights_in("aaaa", "aa") == Marks{{0, 2}, {2, 4}});
}

TEST_CASE("no more marks than anybody can use") {
    CHECK(highlights_in(std::string(1'000, 'a'), "a").size() == highlights_max);
}

}  // namespace
}  // namespace parley::http
