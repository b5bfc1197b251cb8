#include "rules/priority.hpp"

#include <doctest/doctest.h>

#include "rules/entry.hpp"
#include "rules/segment.hpp"

namespace parley::rules {
namespace {

const Instant noon = from_ms(1'700'000'000'000);

struct NoSurroundings final : Surroundings {
    std::shared_ptr<const TimeZone> zone(std::string_view) override { return TimeZone::utc(); }
    std::shared_ptr<const Calendar> calendar(std::string_view) override { return nullptr; }
};

Condition at_least(std::string fact, std::int64_t least) {
    return Condition{FactTest{std::move(fact), Comparison::at_least, least}};
}

struct Asked {
    Catalogue catalogue;
    NoSurroundings surroundings;
    Facts facts{catalogue};
    History history;

    std::optional<Program> compiled(const Condition& condition) {
        auto program = Program::compile(condition, catalogue, surroundings);
        return program ? std::optional(std::move(*program)) : std::nullopt;
    }
    HeadStart start(const PriorityRules& rules) {
        std::vector<std::optional<Program>> programs;
        for (const PriorityRule& rule : rules.rules) programs.push_back(compiled(rule.when));
        return head_start(rules, programs, catalogue, {facts, history, noon});
    }
};

PriorityRules rules_of(int most, std::vector<PriorityRule> rules) {
    return {most, std::move(rules)};
}

std::string refusal(const Result<>& result) { return result ? "" : result.error().reason; }

TEST_CASE("rules that hold add up, each said with what it gave") {
    Asked asked;
    asked.facts.set("contact.vip_level", std::int64_t{3});
    const auto start =
        asked.start(rules_of(1'000, {{"VIP", at_least("contact.vip_level", 1), 300, "", true},
                                     {"Newcomer", at_least("behaviour.sessions", 1), 50, "", true},
                                     {"Very", at_least("contact.vip_level", 3), 100, "", true},
                                     {"Off", at_least("contact.vip_level", 1), 500, "", false}}));
    CHECK(start.seconds == 400);
    CHECK_FALSE(start.is_bounded);
    REQUIRE(start.worths.size() == 2);
    CHECK(start.worths[0].rule == 0);
    CHECK(start.worths[1].rule == 2);
    CHECK(start.worths[1].seconds == 100);
}

TEST_CASE("the sum goes to its bound and no further") {
    Asked asked;
    asked.facts.set("contact.vip_level", std::int64_t{3});
    const auto start =
        asked.start(rules_of(350, {{"A", at_least("contact.vip_level", 1), 300, "", true},
                                   {"B", at_least("contact.vip_level", 1), 300, "", true}}));
    CHECK(start.seconds == 350);
    CHECK(start.is_bounded);
}

TEST_CASE("seconds for each of what a fact counts: the more visits, the more") {
    Asked asked;
    const auto rules = rules_of(3'600, {{"Visits", at_least("behaviour.visits_today", 2), 60,
                                         "behaviour.visits_today", true}});
    CHECK(asked.start(rules).seconds == 0);  // Not known.
    asked.facts.set("behaviour.visits_today", std::int64_t{1});
    CHECK(asked.start(rules).seconds == 0);
    asked.facts.set("behaviour.visits_today", std::int64_t{2});
    CHECK(asked.start(rules).seconds == 120);
    asked.facts.set("behaviour.visits_today", std::int64_t{5});
    CHECK(asked.start(rules).seconds == 300);
    asked.facts.set("behaviour.visits_today", std::int64_t{5'000});
    CHECK(asked.start(rules).seconds == 3'600);
}

TEST_CASE("a list of priority rules is judged before it is used") {
    const Catalogue catalogue;
    const auto judged = [&](PriorityRule rule, int most = 60) {
        return refusal(check(rules_of(most, {std::move(rule)}), catalogue));
    };
    const Condition always = all_of({});
    CHECK(judged({"VIP", always, 1, "", true}).empty());
    CHECK(judged({" ", always, 1, "", true}) == "missing_field");
    CHECK(judged({std::string(81, 'a'), always, 1, "", true}) == "name_too_long");
    CHECK(judged({"a\nb", always, 1, "", true}) == "control_character");
    CHECK(judged({"\xff", always, 1, "", true}) == "bad_utf8");
    CHECK(judged({"VIP", always, 0, "", true}) == "out_of_range");
    CHECK(judged({"VIP", always, 86'401, "", true}) == "out_of_range");
    CHECK(judged({"VIP", always, 1, "no.fact", true}) == "unknown_fact");
    CHECK(judged({"VIP", always, 1, "contact.tags", true}) == "wrong_comparison");
    CHECK(judged({"VIP", always, 1, "", true}, -1) == "out_of_range");
    CHECK(judged({"VIP", always, 1, "", true}, 86'401) == "out_of_range");
    PriorityRules many;
    many.rules.assign(listed_rules_max + 1, {"a", always, 1, "", true});
    CHECK(refusal(check(many, catalogue)) == "too_many");
}

TEST_CASE("the first entry rule that holds decides; none is the fallback") {
    Asked asked;
    EntryRules rules;
    const QueueId queue(IdBytes{1});
    rules.rules = {{"Off", all_of({}), queue, std::nullopt, false},
                   {"VIP", at_least("contact.vip_level", 2), queue, std::nullopt, true},
                   {"Any VIP", at_least("contact.vip_level", 1), queue, std::nullopt, true}};
    std::vector<std::optional<Program>> programs;
    for (const EntryRule& rule : rules.rules) programs.push_back(asked.compiled(rule.when));
    std::vector<bool> closed(3, false);
    const auto first = [&] {
        return first_rule(rules, programs, closed, {asked.facts, asked.history, noon});
    };
    CHECK_FALSE(first());
    asked.facts.set("contact.vip_level", std::int64_t{1});
    CHECK(first() == 2);
    asked.facts.set("contact.vip_level", std::int64_t{2});
    CHECK(first() == 1);
    closed[1] = true;
    CHECK(first() == 2);
    CHECK(refusal(check(rules)).empty());
    rules.rules[0].queue_id = std::nullopt;
    CHECK(refusal(check(rules)) == "entry_target");
}

TEST_CASE("a segment asks about contacts alone, and not about segments") {
    const auto judged = [](Condition when) {
        return refusal(check(Segments{{{SegmentId(IdBytes{1}), "S", std::move(when)}}}));
    };
    CHECK(judged(at_least("contact.vip_level", 1)).empty());
    CHECK(judged(not_of(at_least("session.priority", 1))) == "segment_of_session");
    CHECK(judged(Condition{FactTest{"contact.segments", Comparison::has,
                                    std::vector<std::string>{"S"}}}) == "segment_of_segment");
    const Segment same{SegmentId(IdBytes{1}), "S", all_of({})};
    CHECK(refusal(check(Segments{{same, same}})) == "segment_exists");
}

}  // namespace
}  // namespace parley::rules
