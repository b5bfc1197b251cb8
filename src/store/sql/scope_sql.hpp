// The condition that keeps a reader within their scope, for a session called s in the query.
#pragma once

#include <fmt/format.h>

#include <string>

#include "ports/repository.hpp"
#include "store/sql/database.hpp"

namespace parley::sql {

// Speaks of the parameters from `first`: scope.all, scope.agent, then each of scope.queues.
inline std::string scope_sql(const Scope& scope, int first) {
    std::string queues = "NULL";  // In nobody's list.
    for (std::size_t at = 0; at < scope.queues.size(); ++at) {
        queues += fmt::format(", ${}", first + 2 + static_cast<int>(at));
    }
    return fmt::format("(${} = 1 OR s.agent_id = ${} OR s.queue_id IN ({}))", first, first + 1,
                       queues);
}

inline EachOf<QueueId> queues_of(const Scope& scope) { return {scope.queues}; }

}  // namespace parley::sql
