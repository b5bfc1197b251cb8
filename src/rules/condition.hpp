// A condition, as data: the one language in which routing rules, segments and alerts say when.
//
// A tree of `all`, `any` and `not` over tests. A test compares one named fact (catalogue.hpp), the
// time of the day, the day of the week or a calendar, or counts how often something happened to the
// contact of late. Values without behaviour: check.hpp judges them, program.hpp evaluates them,
// words.hpp says them in words, codec/condition.hpp writes them as JSON.
//
// Bounds: the constants below, held by check().
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"

namespace parley::rules {

constexpr std::size_t depth_max = 8;                  // Of tests; one alone is at depth 1.
constexpr std::size_t nodes_max = 200;                // Tests and what joins them.
constexpr std::size_t parts_max = 50;                 // Of one `all` or `any`.
constexpr std::size_t texts_max = 100;                // Of one test.
constexpr std::size_t text_max = 200;                 // Code points of a text, a name.
constexpr std::int64_t number_max = (1LL << 53) - 1;  // Either side of nought.
constexpr Duration duration_max = std::chrono::days(3'660);
// Counters keep as many instants and one more (history.hpp).
constexpr std::int64_t times_max = 99;
constexpr Duration window_max = std::chrono::days(400);

// How a fact is compared. Texts are compared without regard to capitals and width (fold.hpp).
enum class Comparison {
    // A text. `one_of` takes texts, the others one.
    is,
    is_not,
    contains,
    starts_with,
    one_of,
    // A number, or how often something happened. `between` takes two, both included.
    equals,
    differs,
    at_least,
    at_most,
    more_than,
    less_than,
    between,
    // Yes or no; nothing to compare with.
    yes,
    no,
    // A set of texts: at least one of the texts is in it, all are, none is.
    has,
    has_all,
    has_none,
    // A moment, by its age: more than so long ago, or not so long ago (and not in the future).
    older_than,
    within_last,
    // A duration.
    longer_than,
    shorter_than,
};
BOOST_DESCRIBE_ENUM(Comparison, is, is_not, contains, starts_with, one_of, equals, differs,
                    at_least, at_most, more_than, less_than, between, yes, no, has, has_all,
                    has_none, older_than, within_last, longer_than, shorter_than)

struct NumberRange {
    std::int64_t from = 0;
    std::int64_t to = 0;  // Included.
    bool operator==(const NumberRange&) const = default;
};

// What a comparison takes; comparisons of yes or no take nothing.
using Operand = std::variant<std::monostate, std::string, std::vector<std::string>, std::int64_t,
                             NumberRange, Duration>;

struct FactTest {
    std::string fact;
    Comparison comparison = Comparison::is;
    Operand operand;
    bool operator==(const FactTest&) const = default;
};

// Names of time zones may be empty here: the workspace's own.

// By a clock on the wall: `from` <= it < `to`, over midnight where `to` is the earlier.
struct DayTimeTest {
    std::chrono::minutes from{0};  // Since midnight; before 24:00.
    std::chrono::minutes to{0};    // At most 24:00, and not `from`.
    std::string zone;
    bool operator==(const DayTimeTest&) const = default;
};

// As JSON names them; the order of bits and of a calendar's week.
constexpr std::string_view weekday_names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                              "friday", "saturday", "sunday"};

struct WeekdayTest {
    std::uint8_t days = 0;  // Bit 0 is Monday; at least one, not all seven.
    std::string zone;
    bool operator==(const WeekdayTest&) const = default;
};

// The calendar is open.
struct CalendarTest {
    std::string calendar;  // Its id, as text.
    bool operator==(const CalendarTest&) const = default;
};

// How often something happened (catalogue.hpp) to the contact: since `within` ago, or today.
struct HappenedTest {
    std::string happening;
    Comparison comparison = Comparison::at_least;  // One of numbers, but not `between`.
    std::int64_t times = 1;
    Duration within{0};  // Nought: today, by `zone`.
    std::string zone;
    std::string same;  // Only where this attribute was what it is now, such as "queue".
    bool operator==(const HappenedTest&) const = default;
};

struct Condition;

struct All {
    std::vector<Condition> parts;
    bool operator==(const All& other) const;
};
struct Any {
    std::vector<Condition> parts;
    bool operator==(const Any& other) const;
};
struct Not {
    std::vector<Condition> part;  // Exactly one; a vector, for a condition is not complete here.
    bool operator==(const Not& other) const;
};

struct Condition {
    std::variant<All, Any, Not, FactTest, DayTimeTest, WeekdayTest, CalendarTest, HappenedTest>
        node;
    bool operator==(const Condition&) const = default;
};

// What is joined: the parts of `all` and `any`, the one of `not`; nothing of a test.
const std::vector<Condition>& parts_of(const Condition& condition);
bool is_test(const Condition& condition);

Condition all_of(std::vector<Condition> parts);
Condition any_of(std::vector<Condition> parts);
Condition not_of(Condition part);

}  // namespace parley::rules
