#include "store/copy/target.hpp"

#include <fmt/format.h>

#include "store/postgres/claim.hpp"
#include "store/sql/migrate.hpp"

namespace parley::copy {
namespace {

constexpr std::string_view run_table =
    "CREATE TABLE IF NOT EXISTS copy_run (workspace_id bytea NOT NULL PRIMARY KEY,"
    " next_seq bigint NOT NULL, fence bigint NOT NULL,"  // Of the source.
    " started_at bigint NOT NULL, finished_at bigint NOT NULL)";

constexpr std::string_view links_secret = "file_links";

[[noreturn]] void refuse_copy(std::string why) { throw StoreBroken("nothing was copied: " + why); }

struct Run {
    Version source;
    bool is_finished = false;
};

std::optional<Run> run_of(sql::Database& db, const WorkspaceId& workspace) {
    if (!db.has_table("copy_run")) return std::nullopt;
    sql::Rows rows =
        db.query("SELECT next_seq, fence, finished_at <> 0 FROM copy_run WHERE workspace_id = $1",
                 workspace);
    if (!rows.next()) return std::nullopt;
    Run run;
    rows.read(run.source.next_seq, run.source.fence, run.is_finished);
    return run;
}

std::optional<Version> version_of(sql::Database& db, const WorkspaceId& workspace) {
    sql::Rows rows = db.query("SELECT next_seq, fence FROM workspace WHERE id = $1", workspace);
    if (!rows.next()) return std::nullopt;
    Version version;
    rows.read(version.next_seq, version.fence);
    return version;
}

}  // namespace

std::vector<SourceWorkspace> workspaces_of(sql::Database& source) {
    std::vector<SourceWorkspace> found;
    sql::Rows rows = source.query("SELECT id, name, next_seq, fence FROM workspace ORDER BY id");
    while (rows.next()) {
        SourceWorkspace& each = found.emplace_back();
        rows.read(each.id, each.name, each.version.next_seq, each.version.fence);
    }
    return found;
}

Target::Target(const std::string& url)
    : url_(url), db_(url), is_made_(db_.has_table("schema_migration")) {
    db_.run_script("SET statement_timeout = 0");  // Counting and forgetting take as long as it is.
}

std::vector<std::string> Target::missing_migrations() {
    const auto tables = db_.value<std::int64_t>(
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()");
    if (!is_made_ && tables != 0) {
        refuse_copy(fmt::format(
            "the target holds {} tables that are not Parley's; give it an empty database",
            *tables));
    }
    return sql::migrate_database(db_, embedded_migrations(Dialect::postgres), true).steps;
}

Standing Target::standing_of(const SourceWorkspace& workspace, bool may_start_over) {
    if (!is_made_) return Standing::absent;
    const auto run = run_of(db_, workspace.id);
    const auto there = version_of(db_, workspace.id);
    const std::string named = fmt::format("workspace {} ({})", workspace.id.text(), workspace.name);
    if (!run && !there) return Standing::absent;
    if (!run) refuse_copy(fmt::format("the target has {} already, not from a copy", named));
    if (!run->is_finished) {
        if (run->source == workspace.version || may_start_over) return Standing::unfinished;
        refuse_copy(fmt::format(
            "a server wrote to the source after the copy of {} began; --start-over throws the "
            "unfinished copy away and begins anew",
            named));
    }
    if (!there) refuse_copy(fmt::format("{} was copied before and is gone from the target", named));
    if (*there != run->source)
        refuse_copy(fmt::format("{} was copied before, and the target is served since", named));
    if (workspace.version != run->source) {
        refuse_copy(fmt::format(
            "{} was copied before, and a server wrote to the source since; for a new copy give an "
            "empty database",
            named));
    }
    return Standing::finished;
}

void Target::check_key(const std::string& links_key) {
    if (!is_made_ || !db_.has_table("installation_secret")) return;
    const auto key = db_.value<std::string>("SELECT value FROM installation_secret WHERE name = $1",
                                            links_secret);
    if (!key || *key == links_key) return;
    const auto name = db_.value<std::string>("SELECT name FROM workspace ORDER BY id LIMIT 1");
    if (!name) return;  // Made when a server looked in once; ours takes its place.
    refuse_copy(
        fmt::format("the target belongs to another installation, which has the workspace "
                    "{}; give it an empty database",
                    *name));
}

void Target::claim() {
    if (!postgres::claim_to_copy(db_))
        refuse_copy("the target is in use by a server or another copy; stop it first");
}

void Target::prepare() {
    migrate_postgres(url_, false);
    db_.run_script(run_table);
    is_made_ = true;
}

void Target::begin_run(const SourceWorkspace& workspace, Instant now) {
    db_.run(
        "INSERT INTO copy_run (workspace_id, next_seq, fence, started_at, finished_at)"
        " VALUES ($1, $2, $3, $4, 0) ON CONFLICT (workspace_id) DO NOTHING",
        workspace.id, workspace.version.next_seq, workspace.version.fence, now);
}

void Target::forget_run(const WorkspaceId& workspace) {
    sql::Transaction transaction(db_, sql::Database::Access::write);
    db_.run(
        "DELETE FROM account WHERE id IN (SELECT account_id FROM agent WHERE workspace_id = $1)"
        " AND id NOT IN (SELECT account_id FROM agent WHERE workspace_id <> $1)",
        workspace);
    for (const CopiedTable& table : copied_tables()) {
        if (!table.is_shared)
            db_.run(fmt::format("DELETE FROM {} WHERE {}", table.name, table.where), workspace);
    }
    db_.run("DELETE FROM copy_run WHERE workspace_id = $1", workspace);
    transaction.commit();
}

void Target::gather_statistics() {
    for (const CopiedTable& table : copied_tables())
        db_.run_script(fmt::format("ANALYZE {}", table.name));
}

void Target::finish_run(const WorkspaceId& workspace, const std::string& links_key, Instant now) {
    if (!links_key.empty()) {
        db_.run(
            "INSERT INTO installation_secret (name, value) VALUES ($1, $2)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            links_secret, links_key);
    }
    db_.run("UPDATE copy_run SET finished_at = $2 WHERE workspace_id = $1", workspace, now);
}

}  // namespace parley::copy
