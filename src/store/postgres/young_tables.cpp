#include "store/postgres/young_tables.hpp"

#include "base/log.hpp"
#include "base/thread_name.hpp"

namespace parley::postgres {
namespace {

// Where PostgreSQL was there already, what is left to do is its own.
constexpr std::string_view growths =
    "SELECT relname, n_tup_ins FROM pg_stat_user_tables WHERE schemaname = current_schema()"
    " AND last_autoanalyze IS NULL AND n_tup_ins BETWEEN $1 AND $2";

}  // namespace

YoungTables::YoungTables(std::string url) : url_(std::move(url)), thread_([this] { work(); }) {}

YoungTables::~YoungTables() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    stopping_.notify_one();
    thread_.join();
}

void YoungTables::work() {
    name_thread("statistics");
    std::unique_lock lock(mutex_);
    while (!stopping_.wait_for(lock, look_every, [&] { return stop_; })) {
        lock.unlock();
        try {
            if (!db_) connect();
            look();
        } catch (const StoreBroken& error) {
            log_warning("statistics_failed", {{"why", error.what()}});
            db_.reset();
        }
        lock.lock();
    }
}

// A small sample is enough for what is young; a few thousand rows are read in a moment.
void YoungTables::connect() {
    db_ = std::make_unique<PostgresDatabase>(url_);
    db_->run_script("SET default_statistics_target = 10");
}

void YoungTables::look() {
    std::vector<std::string> due;
    {
        sql::Rows rows = db_->query(growths, rows_first, rows_max);
        while (rows.next()) {
            std::string table;
            std::int64_t inserted = 0;
            rows.read(table, inserted);
            std::int64_t& seen = seen_[table];
            if (inserted < seen * growth) continue;
            seen = inserted;
            due.push_back(std::move(table));
        }
    }
    // Where another node is at it, it is done.
    for (const std::string& table : due) db_->run_script("ANALYZE (SKIP_LOCKED) " + table);
}

}  // namespace parley::postgres
