#include "http/api/keyset_page.hpp"

#include <doctest/doctest.h>

namespace parley::http {
namespace {

SeededRng rng(5);

TEST_CASE("a cursor comes back as the key it was made of") {
    for (const char* text : {"", "Sales", "售后服务", "a.b\n\"c\""}) {
        const SortKey key{text, make_id_bytes(from_ms(1), rng)};
        const auto found = parse_sort_key(format_sort_key(key));
        REQUIRE(found);
        CHECK(*found == key);
    }
}

TEST_CASE("what is no cursor is told apart") {
    for (const char* text : {"", ".", "x", "U2FsZXM", "U2FsZXM.", "U2FsZXM.nonsense",
                             "!!.0190a6f0-0000-7000-8000-00000000dead"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_sort_key(text));
    }
}

TEST_CASE("a name of the greatest length makes a cursor that is taken back") {
    std::string name;
    for (int i = 0; i < 100; ++i) name += "😀";
    CHECK(format_sort_key({name, make_id_bytes(from_ms(1), rng)}).size() <= cursor_max);
}

TEST_CASE("keys ascend by text, and by id where texts are alike") {
    const IdBytes low = make_id_bytes(from_ms(1), rng);
    const IdBytes high = make_id_bytes(from_ms(9), rng);
    CHECK(SortKey{"a", high} < SortKey{"b", low});
    CHECK(SortKey{"a", low} < SortKey{"a", high});
}

}  // namespace
}  // namespace parley::http
