// Rules: priority and entry, what conditions may ask about, and what a trial says.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/rule_lists.hpp"
#include "codec/condition.hpp"
#include "codec/types.hpp"

namespace parley::wire {

struct Said {
    std::string en;
    std::string zh;
};
BOOST_DESCRIBE_STRUCT(Said, (), (en, zh))

using PriorityRuleList = codec::List<rules::PriorityRule, rules::listed_rules_max>;
using EntryRuleList = codec::List<rules::EntryRule, rules::listed_rules_max>;

struct PriorityRules {
    int seconds_max = 0;
    std::vector<rules::PriorityRule> rules;
    std::vector<Said> said;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(PriorityRules, (), (seconds_max, rules, said, version))

struct PriorityRulesPatch {
    std::optional<int> seconds_max;
    std::optional<PriorityRuleList> rules;
};
BOOST_DESCRIBE_STRUCT(PriorityRulesPatch, (), (seconds_max, rules))

struct EntryRules {
    std::vector<rules::EntryRule> rules;
    std::vector<Said> said;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(EntryRules, (), (rules, said, version))

struct EntryRulesPatch {
    EntryRuleList rules;
};
BOOST_DESCRIBE_STRUCT(EntryRulesPatch, (), (rules))

struct TestTrial {
    std::string path;
    std::string en;
    std::string zh;
    rules::Answer answer{};
    bool decided = false;
};
BOOST_DESCRIBE_STRUCT(TestTrial, (), (path, en, zh, answer, decided))

struct RuleTrial {
    std::string name;
    bool active = false;
    bool holds = false;
    int seconds = 0;
    std::vector<TestTrial> tests;
};
BOOST_DESCRIBE_STRUCT(RuleTrial, (), (name, active, holds, seconds, tests))

struct PriorityTrialBody {
    ContactId contact_id;
    std::optional<InboxId> inbox_id;
    std::optional<QueueId> queue_id;
    std::optional<int> seconds_max;
    std::optional<PriorityRuleList> rules;
};
BOOST_DESCRIBE_STRUCT(PriorityTrialBody, (), (contact_id, inbox_id, queue_id, seconds_max, rules))

struct PriorityTrial {
    int seconds = 0;
    bool is_bounded = false;
    std::vector<RuleTrial> rules;
};
BOOST_DESCRIBE_STRUCT(PriorityTrial, (), (seconds, is_bounded, rules))

struct EntryTrialBody {
    ContactId contact_id;
    std::optional<InboxId> inbox_id;
    std::optional<EntryRuleList> rules;
};
BOOST_DESCRIBE_STRUCT(EntryTrialBody, (), (contact_id, inbox_id, rules))

struct EntryTrial {
    codec::Nullable<std::int64_t> taken;
    QueueId queue_id;
    codec::Nullable<AgentId> agent_id;
    std::vector<RuleTrial> rules;
};
BOOST_DESCRIBE_STRUCT(EntryTrial, (), (taken, queue_id, agent_id, rules))

struct ConditionBody {
    rules::Condition condition;
};
BOOST_DESCRIBE_STRUCT(ConditionBody, (), (condition))

struct FactInfo {
    std::string name;
    rules::FactType type{};
    Said words;
    Said meaning;
};
BOOST_DESCRIBE_STRUCT(FactInfo, (), (name, type, words, meaning))

struct HappeningInfo {
    std::string name;
    Said words;
    Said meaning;
    std::vector<std::string> attributes;
};
BOOST_DESCRIBE_STRUCT(HappeningInfo, (), (name, words, meaning, attributes))

struct ConditionCatalogue {
    codec::List<FactInfo, rules::Catalogue::fields_max * 2> facts;
    std::vector<HappeningInfo> happenings;
};
BOOST_DESCRIBE_STRUCT(ConditionCatalogue, (), (facts, happenings))

Said to_wire(const app::Said& said);
PriorityRules to_wire(const app::SaidRules<rules::PriorityRules>& rules);
EntryRules to_wire(const app::SaidRules<rules::EntryRules>& rules);
PriorityTrial to_wire(const app::PriorityTrial& trial);
EntryTrial to_wire(const app::EntryTrial& trial);
ConditionCatalogue to_wire(const rules::Catalogue& catalogue);

// Of the rules alone: words change with the names of queues and tags.
std::string version_of_rules(const rules::PriorityRules& rules);
std::string version_of_rules(const rules::EntryRules& rules);

}  // namespace parley::wire
