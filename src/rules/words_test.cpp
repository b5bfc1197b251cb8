#include "rules/words.hpp"

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "rules/testing/random_condition.hpp"

namespace parley::rules {
namespace {

const Catalogue& catalogue() {
    static const Catalogue standard;
    return standard;
}

void says(const Condition& condition, std::string_view en, std::string_view zh,
          Names* names = nullptr) {
    CHECK(in_words(condition, catalogue(), Tongue::en, names) == en);
    CHECK(in_words(condition, catalogue(), Tongue::zh, names) == zh);
}

Condition fact(std::string name, Comparison comparison, Operand operand = {}) {
    return {FactTest{std::move(name), comparison, std::move(operand)}};
}

const Condition vip = fact("contact.vip_level", Comparison::at_least, std::int64_t{2});
const Condition failed{HappenedTest{"queue_failed", Comparison::at_least, 1, {}, "", ""}};

TEST_CASE("a rule is said as a person would say it") {
    says(all_of({vip, failed}), "VIP level at least 2 and failed in a queue at least once today",
         "VIP 等级不低于 2，且今天至少有 1 次排队失败");
    says(all_of({}), "always", "始终");
    says(all_of({vip, any_of({failed, not_of(vip)})}),
         "VIP level at least 2 and (failed in a queue at least once today or "
         "not (VIP level at least 2))",
         "VIP 等级不低于 2，且（今天至少有 1 次排队失败，或并非（VIP 等级不低于 2））");
}

TEST_CASE("every kind of test has its words") {
    using namespace std::chrono;
    says(fact("session.topic", Comparison::is, "Refund"), "the topic is “Refund”",
         "主题为“Refund”");
    says(fact("contact.tags", Comparison::has, std::vector<std::string>{"a", "b", "c"}),
         "the contact's tags include “a”, “b” or “c”", "客户标签含有“a”、“b”或“c”");
    says(fact("contact.tags", Comparison::has_all, std::vector<std::string>{"a", "b"}),
         "the contact's tags include “a” and “b”", "客户标签同时含有“a”和“b”");
    says(fact("contact.tags", Comparison::has_none, std::vector<std::string>(8, "a")),
         "the contact's tags do not include “a”, “a”, “a”, “a”, “a” or 3 more",
         "客户标签不含有“a”、“a”、“a”、“a”、“a”或另外 3 项");
    says(fact("session.is_newcomer", Comparison::no), "it is not so that the contact is a newcomer",
         "并非客户是新客");
    says(fact("contact.first_seen", Comparison::older_than, Duration(days(30))),
         "the contact was first seen more than 30 days ago", "客户首次到访早于 30 天前");
    says(fact("behaviour.last_wait", Comparison::longer_than, Duration(90s)),
         "the last wait longer than 90 seconds", "上次等待时间长于 90 秒");
    says(fact("contact.vip_level", Comparison::between, NumberRange{1, 3}), "VIP level from 1 to 3",
         "VIP 等级在 1 到 3 之间");
    says({DayTimeTest{9h, 18h, "Asia/Shanghai"}}, "between 09:00 and 18:00 (Asia/Shanghai)",
         "在 09:00 至 18:00 之间（Asia/Shanghai）");
    says({DayTimeTest{22h, 6h + 30min, ""}}, "between 22:00 and 06:30 the next day",
         "在 22:00 至次日 06:30 之间");
    says({WeekdayTest{0x60, ""}}, "on Saturday or Sunday", "在周六或周日");
    says({HappenedTest{"visited", Comparison::more_than, 2, 24h, "", "inbox"}},
         "visited at the same inbox more than twice within the last 1 day",
         "最近 1 天内在同一接入点超过 2 次来访");
    struct Shop final : Names {
        std::string name_of(std::string_view of, std::string_view value) override {
            return of == "calendar" && value == "17" ? "Shop hours" : "";
        }
    } shop;
    says({CalendarTest{"17"}}, "while the calendar “Shop hours” is open",
         "在日历“Shop hours”的开放时间内", &shop);
}

TEST_CASE("whatever the condition, its words are text, and every test is explained") {
    testing::SmallWorld world;
    testing::Maker maker(8);
    for (int i = 0; i < 500; ++i) {
        const Condition condition = maker.condition(catalogue());
        const auto walker = maker.around(catalogue(), world);
        for (const Tongue tongue : {Tongue::en, Tongue::zh}) {
            const std::string words = in_words(condition, catalogue(), tongue);
            REQUIRE(utf8_length(words).value_or(0) >= 3);
            REQUIRE(words.find('{') == words.npos);
        }
        const Facts facts = testing::facts_of(walker, catalogue());
        const History history = testing::history_of(walker);
        const auto program = Program::compile(condition, catalogue(), world);
        REQUIRE(program);
        const Given given{facts, history, walker.now};
        const auto tests = explain(condition, *program, given, catalogue(), Tongue::en);
        REQUIRE(tests.size() == program->size());
        REQUIRE(std::ranges::count(tests, true, &ExplainedTest::decided) == 1);
    }
}

TEST_CASE("long texts are cut between characters") {
    std::string longer;
    for (std::size_t i = 0; i <= said_max; ++i) longer += "长";
    const std::string words =
        in_words(fact("session.topic", Comparison::is, longer), catalogue(), Tongue::zh);
    CHECK(utf8_length(words) == said_max + 1 + 5);
}

}  // namespace
}  // namespace parley::rules
