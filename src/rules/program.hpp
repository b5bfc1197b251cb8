// A condition made ready to be asked often: a flat row of tests, each of which says where to go on.
//
// A fact that is missing makes its test `unknown`: no comparison with it holds, not even `is_not`
// or `has_none`, and `not` of it does. Nothing is refused or thrown at evaluation.
// Pure: facts, history and the time are arguments. A value; asked from any thread.
//
// Start at evaluate(); compile.cpp shows how the row is made, evaluate.cpp how a test is answered.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "rules/calendar.hpp"
#include "rules/catalogue.hpp"
#include "rules/condition.hpp"
#include "rules/facts.hpp"
#include "rules/history.hpp"

namespace parley::rules {

// What names in a condition stand for.
class Surroundings {
public:
    virtual ~Surroundings() = default;
    // Null: there is none. The empty name is the workspace's own zone.
    virtual std::shared_ptr<const TimeZone> zone(std::string_view name) = 0;
    virtual std::shared_ptr<const Calendar> calendar(std::string_view id) = 0;
};

// What a condition is asked about.
struct Given {
    const Facts& facts;
    const History& history;
    Instant now;
};

enum class Answer : std::uint8_t { no, yes, unknown };
BOOST_DESCRIBE_ENUM(Answer, no, yes, unknown)

constexpr std::uint16_t no_test = 0xffff;

struct Verdict {
    bool holds = false;
    // The test that decided, asked last: all before it had left the matter open. no_test where
    // there was none to ask.
    std::uint16_t test = no_test;
};

class Program {
public:
    // Refuses what check() refuses, unknown_time_zone and unknown_calendar (invalid).
    static Result<Program> compile(const Condition& condition, const Catalogue& catalogue,
                                   Surroundings& surroundings);

    // REQUIRES: the facts are of the catalogue it was compiled with.
    Verdict evaluate(const Given& given) const;
    // Of every test, for a dry run; in the order in which the condition names them.
    std::vector<Answer> answers(const Given& given) const;
    // The first instant after now at which evaluate() may say otherwise though no fact changes and
    // nothing happens; exact, or early where the condition has many changes that do not matter
    // (`changes_max`). Instant::max(): never.
    Instant next_change(const Given& given) const;
    static constexpr int changes_max = 64;

    std::size_t size() const { return tests_.size(); }
    // JSON pointer of a test in its condition: "/all/1/not".
    const std::string& path_of(std::uint16_t test) const { return paths_[test]; }

private:
    friend class Compiler;
    enum class Kind : std::uint8_t { fact, day_time, weekday, calendar, happened };
    // What is not of a test's kind is nought.
    struct Test {
        Kind kind = Kind::fact;
        Comparison comparison = Comparison::is;
        bool is_today = false;     // Of happened.
        std::uint16_t on_yes = 0;  // Number of the next test, or an end.
        std::uint16_t on_no = 0;
        std::uint16_t place = no_test;  // Of the fact; of the attribute's fact.
        std::uint16_t setting = 0;      // Number of its zone or calendar.
        std::uint32_t texts = 0;  // Place of its first text; of happened: happening, attribute.
        std::uint32_t texts_count = 0;
        std::int64_t low = 0;  // Number, times, duration or minute; days of the week as bits.
        std::int64_t high = 0;
    };
    static constexpr std::uint16_t end_yes = 0xfffe;
    static constexpr std::uint16_t end_no = 0xffff;

    Answer answer(const Test& test, const Given& given) const;
    Answer answer_fact(const Test& test, const FactValue& value, Instant now) const;
    Answer answer_text(const Test& test, std::string_view value) const;
    bool answer_set(const Test& test, const std::vector<std::string>& value) const;
    Answer answer_happened(const Test& test, const Given& given) const;
    bool answer_clock(const Test& test, Instant now) const;
    Window window_of(const Test& test) const;
    const SlidingCounter* counter_of(const Test& test, const Given& given, bool& is_known) const;
    Instant change(const Test& test, const Given& given) const;
    Instant change_of_clock(const Test& test, Instant now) const;
    Instant change_of_count(const Test& test, const Given& given) const;
    std::span<const std::string> texts_of(const Test& test) const {
        return std::span(texts_).subspan(test.texts, test.texts_count);
    }

    std::uint16_t begin_ = end_yes;
    std::vector<Test> tests_;
    std::vector<std::string> paths_;
    std::vector<std::string> texts_;  // Folded; of one test, sorted.
    std::vector<std::shared_ptr<const TimeZone>> zones_;
    std::vector<std::shared_ptr<const Calendar>> calendars_;
};

}  // namespace parley::rules
