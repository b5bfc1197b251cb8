// Event numbers taken for many batches at once. In a group most batches follow each other in one
// workspace, whose row would otherwise change with each of them: and PostgreSQL keeps every version
// of a row that a transaction makes until nobody can need it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "store/sql/write_queue.hpp"

namespace parley::sql {

// $1 workspace, $2 how many, $3 fence, $4 the first: changes one row, or none where the fence or
// the number is another's.
inline constexpr std::string_view take_numbers_sql =
    "UPDATE workspace SET next_seq = next_seq + $2 WHERE id = $1 AND fence = $3"
    " AND next_seq = $4";

struct NumberRun {
    WorkspaceId workspace;
    std::int64_t fence = 0;
    std::int64_t first_seq = 0;
    std::int64_t count = 0;            // Of numbers.
    std::vector<std::size_t> batches;  // Places in the group.
};

// The runs of the group. Batches without events are in none, nor are those of a workspace whose own
// row is written in the group: each of them takes its own.
std::vector<NumberRun> number_runs(std::span<const Submission> group);

}  // namespace parley::sql
