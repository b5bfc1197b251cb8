#include "rules/entry.hpp"

namespace parley::rules {

Result<> check(const EntryRules& rules) {
    if (rules.rules.size() > listed_rules_max)
        return refuse(Code::over_limit, "too_many", {}, "/rules");
    for (std::size_t at = 0; at < rules.rules.size(); ++at) {
        const EntryRule& rule = rules.rules[at];
        const std::string place = "/rules/" + std::to_string(at);
        CHECKED(check_rule_name(rule.name, place + "/name"));
        if (!rule.queue_id && !rule.agent_id)
            return refuse(Code::invalid, "entry_target", "a queue, an agent or both",
                          place + "/queue_id");
    }
    return {};
}

std::optional<std::size_t> first_rule(const EntryRules& rules,
                                      std::span<const std::optional<Program>> programs,
                                      const std::vector<bool>& closed, const Given& given) {
    for (std::size_t at = 0; at < rules.rules.size() && at < programs.size(); ++at) {
        const bool is_asked = rules.rules[at].active && programs[at] && !closed[at];
        if (is_asked && programs[at]->evaluate(given).holds) return at;
    }
    return std::nullopt;
}

}  // namespace parley::rules
