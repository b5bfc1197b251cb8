// The condition that keeps a reader within their scope, for a session called s in the query.
#pragma once

#include <fmt/format.h>

#include <string>

#include "ports/repository.hpp"
#include "store/sql/database.hpp"

namespace parley::sql {

// The agent of parameter `agent` is asked about the session, or takes part in it; or only the
// latter.
inline std::string has_part_sql(int agent, bool has_joined = false) {
    return fmt::format(
        "s.id IN (SELECT k.session_id FROM colleague AS k WHERE k.workspace_id = $1"
        " AND k.agent_id = ${} AND k.state {})",
        agent, has_joined ? "= 'joined'" : "<> 'ended'");
}

// Speaks of the parameters from `first`: scope.all, scope.agent, then each of scope.queues.
inline std::string scope_sql(const Scope& scope, int first) {
    std::string queues = "NULL";  // In nobody's list.
    for (std::size_t at = 0; at < scope.queues.size(); ++at) {
        queues += fmt::format(", ${}", first + 2 + static_cast<int>(at));
    }
    return fmt::format("(${} = 1 OR s.agent_id = ${} OR s.queue_id IN ({}) OR {})", first,
                       first + 1, queues, has_part_sql(first + 1));
}

inline EachOf<QueueId> queues_of(const Scope& scope) { return {scope.queues}; }

}  // namespace parley::sql
