// What the target knows of copies into it, and what a copy may find there.
#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "store/copy/rows.hpp"
#include "store/postgres/database.hpp"

namespace parley::copy {

// A workspace's own row counts its events and its owners: a server that wrote moved both.
struct Version {
    std::int64_t next_seq = 0;
    std::int64_t fence = 0;
    bool operator==(const Version&) const = default;
};

struct SourceWorkspace {
    WorkspaceId id;
    std::string name;
    Version version;
};

std::vector<SourceWorkspace> workspaces_of(sql::Database& source);

enum class Standing { absent, unfinished, finished };

// What a copy asks before it writes comes first, what it writes beside the rows after it.
class Target {
public:
    explicit Target(const std::string& url);

    // Throws StoreBroken for a database of somebody else's, or of a newer program.
    std::vector<std::string> missing_migrations();
    // Throws StoreBroken where the workspace must not be copied; `may_start_over` forgives an
    // unfinished copy of a source that has changed since.
    Standing standing_of(const SourceWorkspace& workspace, bool may_start_over);
    // Throws StoreBroken where another installation has its place.
    void check_key(const std::string& links_key);

    void claim();    // Throws StoreBroken while somebody else writes.
    void prepare();  // The schema, and the table of copies.
    void begin_run(const SourceWorkspace& workspace, Instant now);
    void forget_run(const WorkspaceId& workspace);  // With its rows.
    void gather_statistics();  // So that the first queries are planned for full tables.
    // In the caller's transaction.
    void finish_run(const WorkspaceId& workspace, const std::string& links_key, Instant now);

    postgres::PostgresDatabase& db() { return db_; }
    Side side() { return {db_, Dialect::postgres}; }

private:
    std::string url_;
    postgres::PostgresDatabase db_;
    bool is_made_;  // The schema.
};

}  // namespace parley::copy
