// Priority rules and entry rules: set by administrators, and tried on a contact before they work.
//
// What is set is judged with all it speaks of (rulebook.hpp): a list that is stored can be asked.
// Words are given with every rule, and what a trial says names each test that was asked.
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"
#include "app/expected.hpp"
#include "app/rule_words.hpp"

namespace parley::app {

template <class Rules>
struct SaidRules {
    Rules rules;
    std::vector<Said> said;  // One of each rule.
};

struct PriorityPatch {
    std::optional<int> seconds_max;
    std::optional<std::vector<rules::PriorityRule>> rules;  // Replaces the list whole.
};

Task<Result<SaidRules<rules::PriorityRules>>> get_priority_rules(App& app, const Staff& staff);
// Refuses forbidden "permission_missing", and what rules::check and Program::compile do.
Task<Result<SaidRules<rules::PriorityRules>>> update_priority_rules(
    App& app, const Staff& staff, PriorityPatch patch,
    Expected<rules::PriorityRules> expected = nullptr);

Task<Result<SaidRules<rules::EntryRules>>> get_entry_rules(App& app, const Staff& staff);
// Also not_found "queue_not_found", "agent_not_found".
Task<Result<SaidRules<rules::EntryRules>>> update_entry_rules(
    App& app, const Staff& staff, std::vector<rules::EntryRule> rules,
    Expected<rules::EntryRules> expected = nullptr);

// Whom a list is tried on: a contact who comes now by this inbox. Without one, that of their
// newest session; without a queue, the one they would be sent to.
struct TrialOf {
    ContactId contact;
    InboxId inbox;
    QueueId queue;
};

struct RuleTrial {
    std::string name;
    bool holds = false;
    bool active = true;
    int seconds = 0;  // Of a priority rule that holds.
    std::vector<TestTrial> tests;
};

struct PriorityTrial {
    int seconds = 0;
    bool is_bounded = false;
    std::vector<RuleTrial> rules;
};

struct EntryTrial {
    std::optional<std::size_t> taken;  // None: the fallback.
    QueueId queue;
    AgentId agent;
    std::vector<RuleTrial> rules;
};

// `draft` in place of what is stored; nothing is changed. Refuse not_found "contact_not_found",
// "inbox_not_found" and what the updates do.
Task<Result<PriorityTrial>> try_priority_rules(App& app, const Staff& staff, TrialOf of,
                                               PriorityPatch draft);
Task<Result<EntryTrial>> try_entry_rules(App& app, const Staff& staff, TrialOf of,
                                         std::optional<std::vector<rules::EntryRule>> draft);

// A condition in words, before it belongs to any rule. Refuses what Program::compile does.
Task<Result<Said>> say_condition(App& app, const Staff& staff, rules::Condition condition);
// What conditions of this workspace may ask about.
Task<Result<rules::Catalogue>> get_catalogue(App& app, const Staff& staff);

}  // namespace parley::app
