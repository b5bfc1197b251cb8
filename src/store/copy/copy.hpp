// Copies an installation from SQLite to PostgreSQL, workspace by workspace, table by table.
//
// Source: must not be served; it is locked and read in one transaction, and never written.
// Target: brought up to date, then held alone (postgres/claim.hpp): no server opens it before every
// workspace begun is whole. Rows come in order of key, so the last row there says where a copy that
// was killed goes on; the row of `workspace`, by which anybody sees the rest, comes last, in one
// transaction with the installation's key, after both sides were read and compared.
//
// Refusals: StoreBroken with a sentence for the operator, before anything is written.
// Start with: copy.cpp, then target.hpp.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "store/copy/rows.hpp"

namespace parley::copy {

inline constexpr std::size_t batch_rows_max = 100'000;

struct Options {
    std::filesystem::path data_dir;   // Of the source.
    std::string database_url;         // Of the target.
    std::optional<WorkspaceId> only;  // Else every workspace.
    std::string links_key;            // The source's own key as hex; empty: it has none yet.
    std::size_t batch_rows = 10'000;  // In one transaction, 1 to batch_rows_max.
    bool start_over = false;          // Throws away what an unfinished copy left.
    Instant now{};
};

// What somebody who waits may be told.
struct Step {
    enum class Phase { copy, compare };
    Phase phase = Phase::copy;
    std::string_view table;
    std::int64_t done = 0;   // Rows of all tables in this phase,
    std::int64_t total = 0;  // of so many,
    std::int64_t moved = 0;  // and so many of them by this run.
};
using Listener = std::function<void(const Step&)>;

struct TableCount {
    std::string_view table;
    std::int64_t rows = 0;
};

struct WorkspacePlan {
    WorkspaceId id;
    std::string name;
    std::vector<TableCount> tables;  // In the order of copying.
    std::int64_t rows_there = 0;     // On the target, from a run before.
    bool is_finished = false;        // It will only be compared again.
};

struct Plan {
    std::vector<WorkspacePlan> workspaces;
    std::vector<std::string> steps;  // Migrations that the target needs first.
};

// What would be done, by the same checks; changes nothing, and the source may be served meanwhile.
Plan plan(const Options& options);

struct Difference {
    std::string workspace;
    std::string_view table;
    Fingerprint source;
    Fingerprint target;
};

struct Report {
    std::vector<WorkspacePlan> workspaces;  // As they were found.
    std::int64_t rows = 0;                  // Compared.
    std::int64_t moved = 0;                 // Copied by this run.
    std::string digest;                     // Of all tables of all workspaces.
    std::vector<Difference> differences;    // Not empty: what differs was not made visible.
};

Report run(const Options& options, const Listener& listener);

}  // namespace parley::copy
