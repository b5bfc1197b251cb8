// Priority rules: which sessions go before others, and by how many seconds.
//
// Each rule that holds gives its seconds, once or for each of what a fact counts (the third visit
// of a day with 60 seconds for each visit: 180). The sum, within the list's bound, is a session's
// head start: it counts as having waited so much longer. The bound is thereby also the longest that
// anybody can be kept waiting by those who came later (src/routing/README.md, the order key).
// Pure. Bounds: the constants below.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "rules/program.hpp"

namespace parley::rules {

constexpr std::size_t listed_rules_max = 100;  // Of one list.
constexpr std::size_t rule_name_max = 80;      // Code points.
constexpr int head_start_max = 86'400;         // Seconds: of a rule, and of a list's bound.
constexpr std::int64_t each_max = 100;         // What a fact counts is taken up to this.

struct PriorityRule {
    std::string name;
    Condition when;
    int seconds = 60;
    std::string each;    // A fact that is a number; empty: the seconds are given once.
    bool active = true;  // Else it is passed over.
};
BOOST_DESCRIBE_STRUCT(PriorityRule, (), (name, when, seconds, each, active))

struct PriorityRules {
    int seconds_max = 1'800;  // Of the sum.
    std::vector<PriorityRule> rules;
};
BOOST_DESCRIBE_STRUCT(PriorityRules, (), (seconds_max, rules))

// A rule of any list is called something, in one line. Refuses missing_field, name_too_long and
// what is no text.
Result<> check_rule_name(std::string_view name, std::string_view field);

// Refuses, with JSON pointers into the list: what check_rule_name does, out_of_range, unknown_fact,
// wrong_comparison (`each` is no number), over_limit too_many. Conditions are judged by compiling.
Result<> check(const PriorityRules& rules, const Catalogue& catalogue);

// What one rule gives.
struct Worth {
    std::size_t rule = 0;  // Its place in the list.
    int seconds = 0;
};

struct HeadStart {
    int seconds = 0;          // Within the bound.
    bool is_bounded = false;  // The sum was more.
    std::vector<Worth> worths;
};

// `programs` are those of the rules, by place; none of a rule that could not be compiled.
// REQUIRES: facts of `catalogue`, of which the programs were compiled.
HeadStart head_start(const PriorityRules& rules, std::span<const std::optional<Program>> programs,
                     const Catalogue& catalogue, const Given& given);

}  // namespace parley::rules
