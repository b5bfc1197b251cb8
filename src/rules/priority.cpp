#include "rules/priority.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace parley::rules {
namespace {

std::string place(std::size_t at) { return "/rules/" + std::to_string(at); }

// How often the rule's seconds count.
std::int64_t times_of(const PriorityRule& rule, const Catalogue& catalogue, const Given& given) {
    if (rule.each.empty()) return 1;
    const auto fact = catalogue.place_of(rule.each);
    if (!fact) return 0;
    const auto* number = std::get_if<std::int64_t>(&given.facts.at(*fact));
    return number == nullptr ? 0 : std::clamp<std::int64_t>(*number, 0, each_max);
}

}  // namespace

Result<> check_rule_name(std::string_view name, std::string_view field) {
    if (name.find_first_not_of(" \t") == std::string_view::npos)
        return refuse(Code::invalid, "missing_field", {}, field);
    std::size_t letters = 0;
    std::string_view rest = name;
    while (!rest.empty()) {
        const auto letter = take_code_point(rest);
        if (!letter) return refuse(Code::invalid, "bad_utf8", {}, field);
        if (*letter < 0x20 || *letter == 0x7f)
            return refuse(Code::invalid, "control_character", "one line", field);
        if (++letters > rule_name_max) return refuse(Code::invalid, "name_too_long", {}, field);
    }
    return {};
}

Result<> check(const PriorityRules& rules, const Catalogue& catalogue) {
    if (rules.rules.size() > listed_rules_max)
        return refuse(Code::over_limit, "too_many", {}, "/rules");
    if (rules.seconds_max < 0 || rules.seconds_max > head_start_max)
        return refuse(Code::invalid, "out_of_range", {}, "/seconds_max");
    for (std::size_t at = 0; at < rules.rules.size(); ++at) {
        const PriorityRule& rule = rules.rules[at];
        CHECKED(check_rule_name(rule.name, place(at) + "/name"));
        if (rule.seconds < 1 || rule.seconds > head_start_max)
            return refuse(Code::invalid, "out_of_range", {}, place(at) + "/seconds");
        if (rule.each.empty()) continue;
        const auto fact = catalogue.place_of(rule.each);
        if (!fact) return refuse(Code::invalid, "unknown_fact", {}, place(at) + "/each");
        if (catalogue.facts()[*fact].type != FactType::number)
            return refuse(Code::invalid, "wrong_comparison", "a number", place(at) + "/each");
    }
    return {};
}

HeadStart head_start(const PriorityRules& rules, std::span<const std::optional<Program>> programs,
                     const Catalogue& catalogue, const Given& given) {
    HeadStart start;
    std::int64_t sum = 0;
    for (std::size_t at = 0; at < rules.rules.size() && at < programs.size(); ++at) {
        const PriorityRule& rule = rules.rules[at];
        if (!rule.active || !programs[at] || !programs[at]->evaluate(given).holds) continue;
        const std::int64_t seconds =
            std::min<std::int64_t>(rule.seconds * times_of(rule, catalogue, given), head_start_max);
        if (seconds == 0) continue;
        start.worths.push_back({at, static_cast<int>(seconds)});
        sum += seconds;
    }
    start.is_bounded = sum > rules.seconds_max;
    start.seconds = static_cast<int>(std::min<std::int64_t>(sum, rules.seconds_max));
    return start;
}

}  // namespace parley::rules
