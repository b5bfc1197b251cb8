// Entry rules: where a session goes that begins.
//
// An ordered list; the first rule that holds decides: a queue, or one agent. Where none does, the
// session goes to the queue of its inbox, which every inbox has: that is the fallback nobody can
// take away. Pure. Bounds: as those of priority rules.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "rules/priority.hpp"

namespace parley::rules {

struct EntryRule {
    std::string name;
    Condition when;
    std::optional<QueueId> queue_id;  // None: the inbox's own.
    std::optional<AgentId> agent_id;  // None: anybody of the queue. Else it is held for them.
    bool active = true;               // Else it is passed over.
};
BOOST_DESCRIBE_STRUCT(EntryRule, (), (name, when, queue_id, agent_id, active))

struct EntryRules {
    std::vector<EntryRule> rules;
};
BOOST_DESCRIBE_STRUCT(EntryRules, (), (rules))

// Refuses what check_rule_name does, invalid entry_target (neither queue nor agent), over_limit
// too_many.
Result<> check(const EntryRules& rules);

// Place of the first rule that is active, holds and is not `closed` (by place: where it leads is
// not there); none: the fallback.
// REQUIRES: facts of the catalogue of which the programs were compiled; `closed` as long as rules.
std::optional<std::size_t> first_rule(const EntryRules& rules,
                                      std::span<const std::optional<Program>> programs,
                                      const std::vector<bool>& closed, const Given& given);

}  // namespace parley::rules
