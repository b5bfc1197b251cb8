// Moves committed pages from the log into the database, on a thread of its own, so that the writer
// seldom has to. A page that changes often is moved once for all its changes, so it is worth
// waiting while commits go on. What fails here loses nothing: the log keeps its frames until they
// are moved.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "base/metrics.hpp"
#include "base/periodic.hpp"
#include "store/sqlite/database.hpp"
#include "store/sqlite/log_state.hpp"

namespace parley::sqlite {

class Checkpointer {
public:
    static constexpr std::chrono::milliseconds look_every{100};
    static constexpr std::int64_t frames_waiting_max = 16 * 1024;
    static constexpr int passes_in_a_row_max = 4;

    // While commits go on, pages are moved at the latest after `wait_max`. `log_bytes` is told the
    // size of the log's file.
    Checkpointer(std::filesystem::path file, LogState& log, std::chrono::milliseconds wait_max,
                 Gauge& log_bytes);

private:
    void work();
    bool is_due();
    void checkpoint();

    std::filesystem::path file_;
    LogState& log_;
    std::chrono::milliseconds wait_max_;
    Gauge& log_bytes_;
    std::unique_ptr<SqliteDatabase> db_;
    std::int64_t frames_seen_ = 0;
    std::chrono::steady_clock::time_point last_{};
    Periodic thread_;
};

}  // namespace parley::sqlite
