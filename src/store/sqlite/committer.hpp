// Commits groups (sql/committer.hpp), and finds its way back after the disk has failed.
//
// When the disk fails, the connection is opened anew and a probe row written and synced before
// anything else is accepted. The probe also overwrites the doubtful frames in the log, so that they
// cannot come to light after a later crash, when the owner has long gone another way. Until it
// succeeds, `trouble` says why and every batch is refused.
//
// After a failed sync the system may show bytes that the disk does not have. Two things keep us
// from building on them: a second connection stays open all the while, so that no opening ever
// takes the log's end from the file; and a store begins by emptying the log (sqlite/store.cpp).
//
// Threads: the writer's alone, but for trouble().
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <span>

#include "store/sql/committer.hpp"
#include "store/sql/writer_metrics.hpp"
#include "store/sqlite/database.hpp"
#include "store/sqlite/log_state.hpp"

namespace parley::sqlite {

class SqliteCommitter final : public sql::Committer {
public:
    // From this length the log begins again as soon as little of it is left to move, for the writer
    // waits meanwhile; from the other it does so in any case.
    static constexpr std::int64_t log_frames_long = 32 * 1024;
    static constexpr std::int64_t log_frames_max = 128 * 1024;
    static constexpr std::int64_t little_left = 1'024;
    static constexpr std::int64_t free_bytes_min =
        16LL * 1024 * 1024;  // To recover from disk_full.

    // Throws StoreBroken when the file cannot be opened.
    SqliteCommitter(std::filesystem::path file, sql::WriterMetrics metrics, LogState& log);

    std::int64_t take_ownership(const WorkspaceId& workspace) override;
    void recover() override;
    // "disk_full", "io_error"; empty when fit.
    std::string_view trouble() const override { return trouble_.load(); }

private:
    struct Attempt;
    void commit_group(std::span<sql::Submission> group) override;
    Attempt attempt(std::span<sql::Submission> group);
    void broke(const StoreBroken& error);
    bool reopen();
    void begin_log_again();

    std::filesystem::path file_;
    sql::WriterMetrics metrics_;
    LogState& log_;
    std::unique_ptr<SqliteDatabase> db_;  // Null in trouble.
    SqliteDatabase keeper_;               // Only held open.
    std::atomic<const char*> trouble_{""};
    std::chrono::steady_clock::time_point retry_at_{};
    std::uint64_t commits_on_long_log_ = 0;
};

}  // namespace parley::sqlite
