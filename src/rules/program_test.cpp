#include "rules/program.hpp"

#include <doctest/doctest.h>

#include "rules/testing/random_condition.hpp"

namespace parley::rules {
namespace {

using testing::Maker;
using testing::SmallWorld;
using namespace std::chrono;

const Catalogue& catalogue() {
    static const Catalogue standard;
    return standard;
}

SmallWorld& world() {
    static SmallWorld made;
    return made;
}

Program compiled(const Condition& condition) {
    auto program = Program::compile(condition, catalogue(), world());
    REQUIRE(program);
    return std::move(*program);
}

Condition fact(std::string name, Comparison comparison, Operand operand = {}) {
    return {FactTest{std::move(name), comparison, std::move(operand)}};
}

constexpr Instant noon = sys_days(2024y / 4 / 10) + 10h;  // A Wednesday, in Berlin.

bool holds(const Condition& condition, const Facts& facts, const History& history = {},
           Instant now = noon) {
    return compiled(condition).evaluate({facts, history, now}).holds;
}

TEST_CASE("a text is compared without regard to capitals and width") {
    Facts facts(catalogue());
    facts.set("session.topic", std::string("Ｒefund 退款 ÄRGER"));
    CHECK(holds(fact("session.topic", Comparison::contains, "REFUND"), facts));
    CHECK(holds(fact("session.topic", Comparison::contains, "退款"), facts));
    CHECK(holds(fact("session.topic", Comparison::starts_with, "refund"), facts));
    CHECK(holds(fact("session.topic", Comparison::contains, "ärger"), facts));
    CHECK_FALSE(holds(fact("session.topic", Comparison::is, "refund"), facts));
    CHECK(holds(fact("session.topic", Comparison::is_not, "refund"), facts));
    const std::vector<std::string> texts{"x", "refund 退款 ärger"};
    CHECK(holds(fact("session.topic", Comparison::one_of, texts), facts));
}

TEST_CASE("no comparison with a missing fact holds, and its negation does") {
    const Facts facts(catalogue());
    const std::vector<std::string> tags{"a"};
    for (const Condition& test :
         {fact("session.topic", Comparison::is_not, "x"),
          fact("contact.tags", Comparison::has_none, tags),
          fact("contact.vip_level", Comparison::less_than, std::int64_t{5}),
          fact("session.is_newcomer", Comparison::no),
          fact("contact.first_seen", Comparison::older_than, Duration(1s)),
          fact("behaviour.last_wait", Comparison::shorter_than, Duration(1h)),
          Condition{HappenedTest{"visited", Comparison::equals, 0, 1h, "", "inbox"}}}) {
        CHECK_FALSE(holds(test, facts));
        CHECK(holds(not_of(test), facts));
        CHECK(compiled(test).answers({facts, {}, noon}).front() == Answer::unknown);
    }
}

TEST_CASE("sets hold any, all or none of the texts") {
    Facts facts(catalogue());
    facts.set("contact.tags", std::vector<std::string>{"b", "A", "a"});
    const auto tags = [&](Comparison comparison, std::vector<std::string> texts) {
        return holds(fact("contact.tags", comparison, std::move(texts)), facts);
    };
    CHECK(tags(Comparison::has, {"z", "B"}));
    CHECK_FALSE(tags(Comparison::has, {"z"}));
    CHECK(tags(Comparison::has_all, {"a", "b"}));
    CHECK_FALSE(tags(Comparison::has_all, {"a", "z"}));
    CHECK(tags(Comparison::has_none, {"z"}));
    CHECK_FALSE(tags(Comparison::has_none, {"z", "a"}));
}

TEST_CASE("ages have an edge: within is the last moment, older the next") {
    Facts facts(catalogue());
    facts.set("contact.first_seen", noon - 1h);
    const auto within = fact("contact.first_seen", Comparison::within_last, Duration(1h));
    const auto older = fact("contact.first_seen", Comparison::older_than, Duration(1h));
    CHECK(holds(within, facts));
    CHECK_FALSE(holds(older, facts));
    CHECK_FALSE(holds(within, facts, {}, noon + 1ms));
    CHECK(holds(older, facts, {}, noon + 1ms));
    CHECK(compiled(older).next_change({facts, {}, noon}) == noon + 1ms);
    CHECK(compiled(older).next_change({facts, {}, noon + 1ms}) == Instant::max());
    // Of what is yet to come, neither.
    CHECK_FALSE(holds(within, facts, {}, noon - 2h));
    CHECK(compiled(within).next_change({facts, {}, noon - 2h}) == noon - 1h);
}

TEST_CASE(
    "what happened counts until its window ends, in the same queue alone where that is said") {
    Facts facts(catalogue());
    facts.set("session.queue", std::string("sales"));
    History history;
    history.feed("queue_failed", noon - 30min, {{"queue", "sales"}});
    history.feed("queue_failed", noon - 10min, {{"queue", "Support"}});
    HappenedTest test{"queue_failed", Comparison::at_least, 2, 1h, "", ""};
    CHECK(holds({test}, facts, history));
    CHECK(compiled({test}).next_change({facts, history, noon}) == noon + 30min);
    CHECK_FALSE(holds({test}, facts, history, noon + 30min));
    test.same = "queue";
    CHECK_FALSE(holds({test}, facts, history));
    test.times = 1;
    CHECK(holds({test}, facts, history));
    facts.set("session.queue", std::string("SUPPORT"));
    CHECK(holds({test}, facts, history));
    test = {"queue_failed", Comparison::equals, 2, {}, "Asia/Shanghai", ""};
    CHECK(holds({test}, facts, history));
    CHECK(compiled({test}).next_change({facts, history, noon}) == sys_days(2024y / 4 / 10) + 16h);
}

TEST_CASE("the test that decided is named, and each test's own answer is told") {
    Facts facts(catalogue());
    facts.set("contact.vip_level", std::int64_t{3});
    const Condition condition =
        all_of({fact("contact.vip_level", Comparison::at_least, std::int64_t{2}),
                any_of({fact("session.is_newcomer", Comparison::yes), {CalendarTest{"shop"}}}),
                not_of(fact("contact.vip_level", Comparison::equals, std::int64_t{3}))});
    const Program program = compiled(condition);
    const Given given{facts, {}, noon};
    const Verdict verdict = program.evaluate(given);
    CHECK_FALSE(verdict.holds);
    CHECK(program.path_of(verdict.test) == "/all/2/not");
    using enum Answer;
    CHECK(program.answers(given) == std::vector{yes, unknown, yes, yes});
    CHECK(program.path_of(2) == "/all/1/any/1");
}

TEST_CASE("all of nothing holds, and no test decided it") {
    const Facts facts(catalogue());
    const Verdict verdict = compiled(all_of({})).evaluate({facts, {}, noon});
    CHECK(verdict.holds);
    CHECK(verdict.test == no_test);
    CHECK_FALSE(holds(not_of(all_of({})), facts));
}

TEST_CASE("a program says what the tree says, and wakes when the tree changes") {
    Maker maker(20'240'329);
    int held = 0;
    int changed = 0;
    for (int round = 0; round < 1'200; ++round) {
        CAPTURE(round);
        const Condition condition = maker.condition(catalogue());
        auto walker = maker.around(catalogue(), world());
        const Facts facts = testing::facts_of(walker, catalogue());
        const History history = testing::history_of(walker);
        const Program program = compiled(condition);
        for (int i = 0; i < 4; ++i) {
            walker.now = maker.moment();
            const bool expected = walker.holds(condition);
            REQUIRE(program.evaluate({facts, history, walker.now}).holds == expected);
            held += expected;
            const Instant wake = program.next_change({facts, history, walker.now});
            REQUIRE(wake > walker.now);
            // Nothing changes before, to the minute; and at that instant it does, or the search
            // gave up after many changes of no consequence.
            const Instant end = std::min(wake, walker.now + 36h);
            for (; walker.now < end; walker.now += 10min)
                REQUIRE(walker.holds(condition) == expected);
            walker.now = end - 1ms;
            REQUIRE(walker.holds(condition) == expected);
            if (wake == end) {
                walker.now = wake;
                changed += walker.holds(condition) != expected;
                REQUIRE(walker.holds(condition) != expected);
            }
        }
    }
    CHECK(held > 500);
    CHECK(changed > 200);
}

TEST_CASE("names that stand for nothing are refused with their place") {
    const auto refused = [](const Condition& condition, std::string_view reason,
                            std::string_view field) {
        const auto program = Program::compile(condition, catalogue(), world());
        REQUIRE_FALSE(program);
        CHECK(program.error().reason == reason);
        CHECK(program.error().field == field);
    };
    refused(not_of({CalendarTest{"nowhere"}}), "unknown_calendar", "/not/within_calendar");
    refused(any_of({{WeekdayTest{1, "Mars/Base"}}}), "unknown_time_zone", "/any/0/zone");
    refused({DayTimeTest{1h, 2h, "Mars/Base"}}, "unknown_time_zone", "/zone");
    refused({HappenedTest{"visited", Comparison::equals, 1, {}, "Mars/Base", ""}},
            "unknown_time_zone", "/zone");
    refused(fact("contact.shoe_size", Comparison::is, "9"), "unknown_fact", "/fact");
}

}  // namespace
}  // namespace parley::rules
