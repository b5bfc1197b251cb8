#include "http/server/url.hpp"

#include <doctest/doctest.h>

namespace parley::http {
namespace {

TEST_CASE("paths are decoded once, and a plus stays a plus") {
    CHECK(decode_path("/a%20b+c%252e") == "/a b+c%2e");
    CHECK(decode_path("/%E5%AE%A2") == "/\xe5\xae\xa2");
}

TEST_CASE("broken escapes and NUL are refused") {
    CHECK_FALSE(decode_path("/%"));
    CHECK_FALSE(decode_path("/%4"));
    CHECK_FALSE(decode_path("/%zz"));
    CHECK_FALSE(decode_path("/%00"));
}

TEST_CASE("a query is pairs in order, repeated names kept") {
    const auto pairs = decode_query("a=1&b=x+y%26&&a&c=d=e");
    REQUIRE(pairs);
    CHECK(*pairs == QueryPairs{{"a", "1"}, {"b", "x y&"}, {"a", ""}, {"c", "d=e"}});
}

TEST_CASE("a query has a limit of pairs") {
    std::string query;
    for (std::size_t i = 0; i < query_pairs_max; ++i) query += "a=1&";
    CHECK(decode_query(query));
    CHECK_FALSE(decode_query(query + "b=2"));
}

}  // namespace
}  // namespace parley::http
