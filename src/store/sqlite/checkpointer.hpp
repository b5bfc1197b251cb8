// Moves committed pages from the log into the database, on a thread of its own, so that the writer
// seldom has to. What fails here loses nothing: the log keeps its frames until they are moved.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "base/metrics.hpp"
#include "store/sqlite/database.hpp"

namespace parley::sqlite {

class Checkpointer {
public:
    static constexpr std::chrono::milliseconds pause{100};

    // `commits` grows with each commit; callable from any thread. `log_bytes` is told the log's
    // size.
    Checkpointer(std::filesystem::path file, std::function<std::uint64_t()> commits,
                 Gauge& log_bytes);
    ~Checkpointer();

private:
    void work();
    void checkpoint();

    std::filesystem::path file_;
    std::function<std::uint64_t()> commits_;
    Gauge& log_bytes_;
    std::unique_ptr<SqliteDatabase> db_;
    std::mutex mutex_;
    std::condition_variable stopping_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace parley::sqlite
