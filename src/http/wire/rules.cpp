#include "http/wire/rules.hpp"

#include "http/wire/version.hpp"

namespace parley::wire {
namespace {

Said to_wire(const rules::Bilingual& words) { return {words.en, words.zh}; }

std::vector<Said> to_wire(const std::vector<app::Said>& all) {
    std::vector<Said> wire;
    for (const app::Said& one : all) wire.push_back({one.en, one.zh});
    return wire;
}

std::vector<RuleTrial> to_wire(const std::vector<app::RuleTrial>& trials) {
    std::vector<RuleTrial> wire;
    for (const app::RuleTrial& trial : trials) {
        RuleTrial& one = wire.emplace_back();
        one.name = trial.name;
        one.active = trial.active;
        one.holds = trial.holds;
        one.seconds = trial.seconds;
        for (const app::TestTrial& test : trial.tests)
            one.tests.push_back(
                {test.path, test.words.en, test.words.zh, test.answer, test.decided});
    }
    return wire;
}

}  // namespace

Said to_wire(const app::Said& said) { return {said.en, said.zh}; }

std::string version_of_rules(const rules::PriorityRules& rules) { return version_of(rules); }
std::string version_of_rules(const rules::EntryRules& rules) { return version_of(rules); }

PriorityRules to_wire(const app::SaidRules<rules::PriorityRules>& rules) {
    return {rules.rules.seconds_max, rules.rules.rules, to_wire(rules.said),
            version_of_rules(rules.rules)};
}

EntryRules to_wire(const app::SaidRules<rules::EntryRules>& rules) {
    return {rules.rules.rules, to_wire(rules.said), version_of_rules(rules.rules)};
}

PriorityTrial to_wire(const app::PriorityTrial& trial) {
    return {trial.seconds, trial.is_bounded, to_wire(trial.rules)};
}

EntryTrial to_wire(const app::EntryTrial& trial) {
    EntryTrial wire;
    if (trial.taken) wire.taken = static_cast<std::int64_t>(*trial.taken);
    wire.queue_id = trial.queue;
    wire.agent_id = codec::nullable(trial.agent);
    wire.rules = to_wire(trial.rules);
    return wire;
}

ConditionCatalogue to_wire(const rules::Catalogue& catalogue) {
    ConditionCatalogue wire;
    for (const rules::FactEntry& fact : catalogue.facts())
        wire.facts.push_back({fact.name, fact.type, to_wire(fact.words), to_wire(fact.meaning)});
    for (const rules::HappeningEntry& one : rules::happenings())
        wire.happenings.push_back(
            {one.name, to_wire(one.words), to_wire(one.meaning), one.attributes});
    return wire;
}

}  // namespace parley::wire
