#include "store/postgres/young_tables.hpp"

#include "base/log.hpp"

namespace parley::postgres {
namespace {

// Our tables begin with a workspace. Where PostgreSQL was there already, or statistics speak of
// many rows (its counters begin again after a crash), what is left to do is its own.
constexpr std::string_view growths =
    "SELECT quote_ident(s.relname), s.n_tup_ins FROM pg_stat_user_tables AS s"
    " JOIN pg_class AS c ON c.oid = s.relid"
    " WHERE s.schemaname = current_schema() AND s.last_autoanalyze IS NULL"
    " AND s.n_tup_ins BETWEEN $1 AND $2 AND c.reltuples <= $2"
    " AND EXISTS (SELECT 1 FROM pg_attribute AS a WHERE a.attrelid = c.oid"
    "  AND a.attnum = 1 AND a.attname = 'workspace_id')";

}  // namespace

YoungTables::YoungTables(std::string url)
    : url_(std::move(url)), thread_("statistics", look_every, [this] { work(); }) {}

void YoungTables::work() noexcept {
    try {
        if (!db_) connect();
        look();
        is_failing_ = false;
    } catch (const StoreBroken& error) {
        if (!std::exchange(is_failing_, true))
            log_warning("statistics_failed", {{"why", error.what()}});
        db_.reset();
    }
}

// A small sample is enough for what is young; a few thousand rows are read in a moment.
void YoungTables::connect() {
    db_ = std::make_unique<PostgresDatabase>(url_);
    db_->run_script("SET default_statistics_target = 10");
}

// Where another node is at it, SKIP_LOCKED leaves it to that one.
void YoungTables::look() {
    std::vector<std::pair<std::string, std::int64_t>> due;
    {
        sql::Rows rows = db_->query(growths, rows_first, rows_max);
        while (rows.next()) {
            auto& [table, inserted] = due.emplace_back();
            rows.read(table, inserted);
            if (inserted < seen_[table] * growth) due.pop_back();
        }
    }
    for (const auto& [table, inserted] : due) {
        db_->run_script("ANALYZE (SKIP_LOCKED) " + table);
        seen_[table] = inserted;
    }
}

}  // namespace parley::postgres
