#include "rules/check.hpp"

#include <doctest/doctest.h>

namespace parley::rules {
namespace {

const Catalogue& catalogue() {
    static const Catalogue standard;
    return standard;
}

Condition vip(std::int64_t level = 1) {
    return {FactTest{"contact.vip_level", Comparison::at_least, level}};
}

void refused(const Condition& condition, std::string_view reason, std::string_view field) {
    CAPTURE(reason);
    const auto judged = check(condition, catalogue());
    REQUIRE_FALSE(judged);
    CHECK(judged.error().code == Code::invalid);
    CHECK(judged.error().reason == reason);
    CHECK(judged.error().field == field);
}

TEST_CASE("a condition is as deep and as large as declared, and no more") {
    Condition deep = vip();
    std::string path;
    for (std::size_t i = 1; i < depth_max; ++i) deep = not_of(std::move(deep)), path += "/not";
    CHECK(check(deep, catalogue()));
    refused(not_of(deep), "condition_too_deep", path + "/not");

    CHECK(check(all_of(std::vector<Condition>(parts_max, vip())), catalogue()));
    refused(all_of(std::vector<Condition>(parts_max + 1, vip())), "condition_too_large", "/all");
    const Condition wide = any_of(std::vector<Condition>(48, vip()));
    CHECK(check(all_of(std::vector<Condition>(4, wide)), catalogue()));
    refused(all_of(std::vector<Condition>(5, wide)), "condition_too_large", "/all/4/any/2");
}

TEST_CASE("a condition that would take too long is refused") {
    const std::vector<std::string> texts(texts_max, "x");
    const Condition test{FactTest{"contact.tags", Comparison::has, texts}};
    CHECK(cost_of(test) == 102);
    CHECK(check(all_of(std::vector<Condition>(19, test)), catalogue()));
    refused(all_of(std::vector<Condition>(20, test)), "condition_too_costly", "");
}

TEST_CASE("facts and their types are judged before anything is evaluated") {
    refused(all_of({vip(), {FactTest{"contact.age", Comparison::at_least, std::int64_t{1}}}}),
            "unknown_fact", "/all/1/fact");
    refused({FactTest{"contact.vip_level", Comparison::is, "2"}}, "wrong_comparison", "/test");
    refused({FactTest{"contact.vip_level", Comparison::at_least, "2"}}, "wrong_comparison",
            "/test");
    refused({FactTest{"session.is_newcomer", Comparison::yes, "x"}}, "wrong_comparison", "/test");
    refused({FactTest{"contact.first_seen", Comparison::longer_than, Duration(1s)}},
            "wrong_comparison", "/test");
    refused(any_of({}), "empty_condition", "/any");
    refused({Not{}}, "empty_condition", "/not");
}

TEST_CASE("operands have bounds") {
    const auto topic = [](std::string text) {
        return Condition{FactTest{"session.topic", Comparison::is, std::move(text)}};
    };
    std::string longest;
    for (std::size_t i = 0; i < text_max; ++i) longest += "长";
    CHECK(check(topic(longest), catalogue()));
    refused(topic(longest + "x"), "text_too_long", "/value");
    refused(topic(""), "empty_text", "/value");
    refused(topic("\xff"), "bad_utf8", "/value");
    refused(topic(std::string("a\0b", 3)), "control_character", "/value");
    const auto tags = [](std::vector<std::string> texts) {
        return Condition{FactTest{"contact.tags", Comparison::has, std::move(texts)}};
    };
    refused(tags({}), "empty_text", "/values");
    refused(tags({"a", ""}), "empty_text", "/values/1");
    refused(tags(std::vector<std::string>(texts_max + 1, "x")), "too_many_texts", "/values");
    CHECK(check(vip(-number_max), catalogue()));
    refused(vip(number_max + 1), "out_of_range", "/value");
    const auto seen = [](Duration age) {
        return Condition{FactTest{"contact.first_seen", Comparison::older_than, age}};
    };
    CHECK(check(seen(duration_max), catalogue()));
    for (const Duration bad : {Duration(0), Duration(-1s), Duration(1ms), duration_max + 1s})
        refused(seen(bad), "out_of_range", "/seconds");
    refused({FactTest{"contact.vip_level", Comparison::between, NumberRange{2, 1}}}, "out_of_range",
            "/from");
}

TEST_CASE("times of day, weekdays and counts have bounds") {
    using std::chrono::hours;
    CHECK(check({DayTimeTest{hours(22), hours(6), ""}}, catalogue()));
    CHECK(check({DayTimeTest{hours(0), hours(24), ""}}, catalogue()));
    refused({DayTimeTest{hours(24), hours(6), ""}}, "out_of_range", "/time_from");
    refused({DayTimeTest{hours(6), hours(25), ""}}, "out_of_range", "/time_to");
    refused({DayTimeTest{hours(6), hours(6), ""}}, "out_of_range", "/time_to");
    refused({WeekdayTest{0, ""}}, "out_of_range", "/weekdays");
    refused({WeekdayTest{0x7f, ""}}, "out_of_range", "/weekdays");
    const HappenedTest good{"queue_failed", Comparison::at_least, 1, 1h, "", "queue"};
    CHECK(check({good}, catalogue()));
    const auto with = [&](auto change) {
        HappenedTest test = good;
        change(test);
        return Condition{test};
    };
    refused(with([](auto& t) { t.happening = "sneezed"; }), "unknown_happening", "/happened");
    refused(with([](auto& t) { t.same = "colour"; }), "unknown_attribute", "/same");
    refused(with([](auto& t) { t.times = times_max + 1; }), "out_of_range", "/times");
    refused(with([](auto& t) { t.times = -1; }), "out_of_range", "/times");
    refused(with([](auto& t) { t.within = window_max + 1s; }), "out_of_range", "/within_seconds");
    refused(with([](auto& t) { t.comparison = Comparison::between; }), "wrong_comparison", "/test");
    refused(with([](auto& t) { t.comparison = Comparison::is; }), "wrong_comparison", "/test");
}

TEST_CASE("a workspace's own fields are facts") {
    const FactEntry plan{"contact.field.plan", FactType::text, {"the plan", "套餐"}, {}};
    const auto own = Catalogue::with_fields({plan});
    REQUIRE(own);
    const Condition condition{FactTest{"contact.field.plan", Comparison::is, "gold"}};
    CHECK(check(condition, *own));
    refused(condition, "unknown_fact", "/fact");

    for (const char* bad : {"contact.field.", "plan", "contact.field.Plan", "contact.vip_level"}) {
        const auto refusal = Catalogue::with_fields({{bad, FactType::text, {}, {}}});
        REQUIRE_FALSE(refusal);
        CHECK(refusal.error().reason == "bad_fact_name");
    }
    CHECK(Catalogue::with_fields({plan, plan}).error().reason == "bad_fact_name");
    const std::vector<FactEntry> many(Catalogue::fields_max + 1, plan);
    CHECK(Catalogue::with_fields(many).error().reason == "too_many_facts");
}

TEST_CASE("every fact and happening has its words in both languages, and is named once") {
    for (const FactEntry& fact : catalogue().facts()) {
        CAPTURE(fact.name);
        CHECK_FALSE(fact.words.en.empty());
        CHECK_FALSE(fact.words.zh.empty());
        CHECK_FALSE(fact.meaning.en.empty());
        CHECK_FALSE(fact.meaning.zh.empty());
        CHECK(&catalogue().facts()[*catalogue().place_of(fact.name)] == &fact);
    }
    for (const HappeningEntry& entry : happenings()) {
        CHECK(happening_named(entry.name) == &entry);
        CHECK_FALSE(entry.words.zh.empty());
        for (const std::string& attribute : entry.attributes) {
            const auto place = catalogue().place_of(fact_of_attribute(attribute));
            REQUIRE(place);
            CHECK(catalogue().facts()[*place].type == FactType::text);
        }
    }
}

}  // namespace
}  // namespace parley::rules
