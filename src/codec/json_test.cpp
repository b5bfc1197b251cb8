#include "codec/json.hpp"

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

namespace parley::codec {
namespace {

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

using ThingId = Id<struct ThingTag>;

struct Part {
    std::string name;
    int count = 0;
};
BOOST_DESCRIBE_STRUCT(Part, (), (name, count))

struct Thing {
    ThingId id;
    Colour colour{};
    bool on = false;
    Instant at;
    std::int64_t big = 0;
    Nullable<ThingId> parent;
    std::optional<std::string> note;
    Patch<ThingId> overflow;
    List<Part, 2> parts;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id, colour, on, at, big, parent, note, overflow, parts))

constexpr const char* whole =
    R"({"id":"0190a6f0-0000-7000-8000-000000000001","colour":"green","on":true,"at":1700000000000,)"
    R"("big":9007199254740991,"parent":null,"note":"a \"b\"\n\u0001é","overflow":null,)"
    R"("parts":[{"name":"x","count":-3}]})";

// The whole with one value replaced.
std::string with(std::string_view from, std::string_view to) {
    std::string text = whole;
    text.replace(text.find(from), from.size(), to);
    return text;
}

void check_refusal(const std::string& text, std::string_view reason, std::string_view field) {
    CAPTURE(text);
    const auto thing = from_json<Thing>(text);
    REQUIRE_FALSE(thing);
    CHECK(thing.error().code == Code::invalid);
    CHECK(thing.error().reason == reason);
    CHECK(thing.error().field == field);
}

TEST_CASE("what was written reads back the same") {
    const auto thing = from_json<Thing>(whole);
    REQUIRE(thing);
    CHECK(thing->colour == Colour::green);
    CHECK(to_ms(thing->at) == 1'700'000'000'000);
    CHECK_FALSE(thing->parent);
    CHECK(thing->overflow.is_null());
    CHECK(thing->parts.at(0).count == -3);
    CHECK(to_json(*thing) == whole);
}

TEST_CASE("absent, null and a value are three things") {
    const auto absent = from_json<Thing>(with(R"("overflow":null,)", ""));
    REQUIRE(absent);
    CHECK_FALSE(absent->overflow.is_present());

    const auto value = from_json<Thing>(
        with(R"("overflow":null)", R"("overflow":"0190a6f0-0000-7000-8000-000000000002")"));
    REQUIRE(value);
    CHECK_FALSE(value->overflow.is_null());
    CHECK(value->overflow.value()->text() == "0190a6f0-0000-7000-8000-000000000002");

    const auto no_note = from_json<Thing>(with(R"("note":"a \"b\"\n\u0001é",)", ""));
    REQUIRE(no_note);
    CHECK(to_json(*no_note).find("note") == std::string::npos);
}

TEST_CASE("keys nobody asked for are ignored") {
    CHECK(from_json<Thing>(with(R"({"id")", R"({"later":[{}],"id")")));
}

TEST_CASE("each refusal says what and where") {
    check_refusal("", "malformed_json", "");
    check_refusal("{}", "missing_field", "/id");
    check_refusal("[]", "wrong_type", "");
    check_refusal(with("true", "1"), "wrong_type", "/on");
    check_refusal(with("true", "null"), "wrong_type", "/on");
    check_refusal(with("green", "blue"), "unknown_value", "/colour");
    check_refusal(with("0190a6f0-0000-7000-8000-000000000001", "7"), "unknown_value", "/id");
    check_refusal(
        with("0190a6f0-0000-7000-8000-000000000001", "00000000-0000-0000-0000-000000000000"),
        "unknown_value", "/id");
    check_refusal(with("9007199254740991", "9007199254740992"), "out_of_range", "/big");
    check_refusal(with("9007199254740991", "18446744073709551615"), "out_of_range", "/big");
    check_refusal(with("9007199254740991", "1.0"), "wrong_type", "/big");
    check_refusal(with("1700000000000", "-1"), "out_of_range", "/at");
    check_refusal(with(R"("note":"a \"b\"\n\u0001é")", R"("note":null)"), "wrong_type", "/note");
    check_refusal(with("-3", "2147483648"), "out_of_range", "/parts/0/count");
    check_refusal(with(R"(,"count":-3)", ""), "missing_field", "/parts/0/count");
    check_refusal(with(R"([{"name")", R"([{"name":"","count":1},{"name":"","count":1},{"name")"),
                  "out_of_range", "/parts");
}

TEST_CASE("nesting is bounded also where nobody reads it") {
    const auto nested = [](std::size_t levels) {
        return with(R"({"id")", R"({"deep":)" + std::string(levels, '[') +
                                    std::string(levels, ']') + R"(,"id")");
    };
    CHECK(from_json<Thing>(nested(depth_max - 1)));
    check_refusal(nested(depth_max), "too_deep", "");
    check_refusal(nested(100'000), "too_deep", "");
}

TEST_CASE("a pointer escapes slash and tilde") {
    Failure failure;
    failure.inside("a/b~c");
    failure.inside("list");
    CHECK(failure.field == "/list/a~1b~0c");
}

struct Open {
    Literal<"open"> type;
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(Open, (), (type, number))
struct Shut {
    Literal<"shut"> type;
};
BOOST_DESCRIBE_STRUCT(Shut, (), (type))
using Door = std::variant<Open, Shut>;

TEST_CASE("a union is told apart by its type") {
    const auto door = from_json<Door>(R"({"number":4,"type":"open"})");
    REQUIRE(door);
    CHECK(to_json(*door) == R"({"type":"open","number":4})");
    CHECK(from_json<Door>(R"({"type":"shut"})")->index() == 1);

    CHECK(from_json<Door>(R"({"type":"ajar"})").error().reason == "unknown_value");
    CHECK(from_json<Door>(R"({"type":"ajar"})").error().field == "/type");
    CHECK(from_json<Door>(R"({"type":7})").error().reason == "wrong_type");
    CHECK(from_json<Door>("{}").error().reason == "missing_field");
    CHECK(from_json<Door>(R"({"type":"open"})").error().field == "/number");
    CHECK(from_json<Door>("7").error().reason == "wrong_type");
}

}  // namespace
}  // namespace parley::codec
