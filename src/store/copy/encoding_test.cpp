#include "store/copy/encoding.hpp"

#include <doctest/doctest.h>

namespace parley::copy {
namespace {

using namespace std::string_view_literals;

constexpr CopiedTable thing{"thing", "id"};
const Layout pair{&thing, {{"a", Kind::text}, {"b", Kind::text}}, {}};

Cell text(std::string_view value) { return {false, 0, {}, std::string(value)}; }

std::string canonical(const Layout& layout, const Record& record) {
    std::string bytes;
    append_canonical(bytes, layout, record);
    return bytes;
}

TEST_CASE("no two different rows have the same canonical bytes") {
    const std::vector<Record> rows{{text("ab"), text("")},  {text("a"), text("b")},
                                   {text(""), text("ab")},  {Cell{}, text("ab")},
                                   {text("ab"), Cell{}},    {text("-"), text("ab")},
                                   {text("ab"), text("ab")}};
    for (const Record& one : rows) {
        for (const Record& other : rows)
            CHECK((canonical(pair, one) == canonical(pair, other)) == (&one == &other));
    }
}

TEST_CASE("a stream is PostgreSQL's binary form") {
    const Layout layout{
        &thing, {{"n", Kind::number}, {"t", Kind::text}, {"w", Kind::words}, {"i", Kind::id}}, {}};
    CopyStream stream;
    stream.add(layout, {Cell{false, -2, {}, {}}, text("é"), text("a bc"), Cell{}});
    CHECK(stream.rows() == 1);
    CHECK(stream.finished() ==
          "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0"
          "\0\4"
          "\0\0\0\10\377\377\377\377\377\377\377\376"
          "\0\0\0\2\303\251"
          "\0\0\0\15\0\0\0\2a\0\0\0bc\0\0\0"
          "\377\377\377\377"
          "\377\377"sv);
    stream.clear();
    CHECK(stream.rows() == 0);
    CHECK(stream.finished().size() == 21);
}

TEST_CASE("text that PostgreSQL cannot keep is refused by name") {
    CopyStream stream;
    CHECK_THROWS_WITH_AS(stream.add(pair, {text("a"), text("b\0c"sv)}),
                         doctest::Contains("thing.b holds text with U+0000"), StoreBroken);
}

TEST_CASE("search words are kept once and in order, as PostgreSQL keeps them") {
    CHECK(sorted_words("b a  b c ") == "a b c");
    CHECK(sorted_words(" ") == "");
}

}  // namespace
}  // namespace parley::copy
