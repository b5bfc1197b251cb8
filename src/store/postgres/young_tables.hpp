// Has PostgreSQL gather statistics of tables while they are young, on a thread of its own.
//
// Without them its planner takes a workspace for a few rows, and reads all of it where an index
// would find the one row. PostgreSQL gathers them by itself once a minute (autovacuum), which a
// table that fills in seconds cannot wait for. A table's growth is told by its own counters
// (pg_stat_user_tables); every table is looked after a few times in its life. What fails here costs
// time only.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>

#include "base/periodic.hpp"
#include "store/postgres/database.hpp"

namespace parley::postgres {

class YoungTables {
public:
    static constexpr std::chrono::milliseconds look_every{500};
    static constexpr std::int64_t rows_first = 128;    // Inserted since PostgreSQL last looked.
    static constexpr std::int64_t growth = 4;          // Then each time so many times more,
    static constexpr std::int64_t rows_max = 200'000;  // up to so many.

    explicit YoungTables(std::string url);

private:
    void work() noexcept;
    void connect();
    void look();

    std::string url_;
    std::unique_ptr<PostgresDatabase> db_;
    std::unordered_map<std::string, std::int64_t> seen_;  // Rows inserted when last looked after.
    bool is_failing_ = false;
    Periodic thread_;
};

}  // namespace parley::postgres
