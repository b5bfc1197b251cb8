#include "app/rule_lists.hpp"

#include "app/change.hpp"

namespace parley::app {
namespace {

template <class T>
using Decide = std::function<Result<T>(Floor&, Turn&, const Agent&)>;

template <class T>
Task<Result<T>> look_at(App& app, const Staff& staff, std::function<T(const Floor&)> look) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    co_return co_await owner->peek<T>(std::move(look));
}

template <class Rules>
SaidRules<Rules> said_rules(const Floor& floor, const Rules& rules) {
    SaidRules<Rules> all{rules, {}};
    for (const auto& rule : rules.rules) all.said.push_back(said(floor, rule.when));
    return all;
}

void store(Turn& turn, RuleListKind kind, std::string json, EventType type, const Agent& by) {
    turn.put(RuleList{kind, std::move(json)});
    turn.append(type, Actor::of(by), Visibility::staff);
}

Result<> check_targets(const Floor& floor, const rules::EntryRules& rules) {
    for (std::size_t at = 0; at < rules.rules.size(); ++at) {
        const rules::EntryRule& rule = rules.rules[at];
        const std::string place = "/rules/" + std::to_string(at);
        if (rule.queue_id && floor.queue(*rule.queue_id) == nullptr)
            return refuse(Code::not_found, "queue_not_found", {}, place + "/queue_id");
        if (rule.agent_id && floor.agent(*rule.agent_id) == nullptr)
            return refuse(Code::not_found, "agent_not_found", {}, place + "/agent_id");
    }
    return {};
}

RuleSources with(const Floor& floor, const PriorityPatch& patch) {
    RuleSources sources = floor.rules->sources();
    if (patch.seconds_max) sources.priority.seconds_max = *patch.seconds_max;
    if (patch.rules) sources.priority.rules = *patch.rules;
    return sources;
}

}  // namespace

Task<Result<SaidRules<rules::PriorityRules>>> get_priority_rules(App& app, const Staff& staff) {
    using Answer = SaidRules<rules::PriorityRules>;
    std::function<Answer(const Floor&)> look = [](const Floor& floor) {
        return said_rules(floor, floor.rules->sources().priority);
    };
    co_return co_await look_at<Answer>(app, staff, std::move(look));
}

Task<Result<SaidRules<rules::PriorityRules>>> update_priority_rules(
    App& app, const Staff& staff, PriorityPatch patch, Expected<rules::PriorityRules> expected) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    using Answer = SaidRules<rules::PriorityRules>;
    Decide<Answer> decide = [patch, expected](Floor& floor, Turn& turn,
                                              const Agent& by) -> Result<Answer> {
        CHECKED(still(expected, floor.rules->sources().priority));
        CHECKED(floor.adopt(with(floor, patch), RuleListKind::priority));
        const rules::PriorityRules& rules = floor.rules->sources().priority;
        store(turn, RuleListKind::priority, to_json(rules), EventType::priority_rules_updated, by);
        return said_rules(floor, rules);
    };
    co_return co_await change<Answer>(app, staff, Permission::settings_write, std::move(decide));
}

Task<Result<SaidRules<rules::EntryRules>>> get_entry_rules(App& app, const Staff& staff) {
    using Answer = SaidRules<rules::EntryRules>;
    std::function<Answer(const Floor&)> look = [](const Floor& floor) {
        return said_rules(floor, floor.rules->sources().entry);
    };
    co_return co_await look_at<Answer>(app, staff, std::move(look));
}

Task<Result<SaidRules<rules::EntryRules>>> update_entry_rules(
    App& app, const Staff& staff, std::vector<rules::EntryRule> given,
    Expected<rules::EntryRules> expected) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    using Answer = SaidRules<rules::EntryRules>;
    Decide<Answer> decide = [given, expected](Floor& floor, Turn& turn,
                                              const Agent& by) -> Result<Answer> {
        RuleSources sources = floor.rules->sources();
        CHECKED(still(expected, sources.entry));
        sources.entry.rules = given;
        CHECKED(check_targets(floor, sources.entry));
        CHECKED(floor.adopt(std::move(sources), RuleListKind::entry));
        const rules::EntryRules& rules = floor.rules->sources().entry;
        store(turn, RuleListKind::entry, to_json(rules), EventType::entry_rules_updated, by);
        return said_rules(floor, rules);
    };
    co_return co_await change<Answer>(app, staff, Permission::settings_write, std::move(decide));
}

Task<Result<Said>> say_condition(App& app, const Staff& staff, rules::Condition condition) {
    using Answer = Result<Said>;
    std::function<Answer(const Floor&)> look = [condition](const Floor& floor) -> Answer {
        CHECKED(floor.rules->compile(condition));
        return said(floor, condition);
    };
    CO_TRY(auto answer, co_await look_at<Answer>(app, staff, std::move(look)));
    co_return answer;
}

Task<Result<rules::Catalogue>> get_catalogue(App& app, const Staff& staff) {
    std::function<rules::Catalogue(const Floor&)> look = [](const Floor& floor) {
        return floor.rules->catalogue();
    };
    co_return co_await look_at<rules::Catalogue>(app, staff, std::move(look));
}

}  // namespace parley::app
