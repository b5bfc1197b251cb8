#include "store/sqlite/committer.hpp"

#include <algorithm>
#include <vector>

#include "base/log.hpp"
#include "store/sql/number_runs.hpp"
#include "store/sqlite/write_batch.hpp"

namespace parley::sqlite {
namespace {

constexpr std::string_view probe = "UPDATE write_probe SET written = written + 1 WHERE id = 1";

bool has_free_space(const std::filesystem::path& file, std::int64_t bytes) {
    std::error_code error;
    const auto space = std::filesystem::space(file.parent_path(), error);
    return !error && space.available >= static_cast<std::uintmax_t>(bytes);
}

}  // namespace

struct SqliteCommitter::Attempt {
    bool committed = false;
    std::vector<Written> outcomes;  // Of the batches up to the one that contradicts a key.
    std::string contradiction;
};

SqliteCommitter::SqliteCommitter(std::filesystem::path file, sql::WriterMetrics metrics,
                                 LogState& log)
    : file_(std::move(file)),
      metrics_(metrics),
      log_(log),
      db_(std::make_unique<SqliteDatabase>(file_, SqliteDatabase::Mode::writer)),
      keeper_(file_, SqliteDatabase::Mode::reader) {
    keeper_.value<std::int64_t>("SELECT written FROM write_probe");  // Opening is lazy otherwise.
}

void SqliteCommitter::commit_group(std::span<sql::Submission> group) {
    while (!group.empty()) {
        recover();
        if (!db_) return sql::answer_failed(group, trouble());

        Attempt tried;
        const auto begun = std::chrono::steady_clock::now();
        try {
            tried = attempt(group);
        } catch (const StoreBroken& error) {
            broke(error);
            return sql::answer_failed(group, error.what());
        }
        if (tried.committed) {
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
            metrics_.commit_seconds.observe(took.count());
            metrics_.batches.add(group.size());
            log_.frames = db_->log_frames();
            for (std::size_t at = 0; at < group.size(); ++at) {
                const bool stale = tried.outcomes[at] == Written::stale;
                group[at].done(stale ? refuse(Code::conflict, "stale_owner") : Result<>{});
            }
            return begin_log_again();
        }
        const std::size_t before = tried.outcomes.size();
        commit_group(group.first(before));
        log_error("batch_contradicts_rows", {{"why", tried.contradiction}});
        sql::answer_failed(group.subspan(before, 1), tried.contradiction);
        group = group.subspan(before + 1);
    }
}

SqliteCommitter::Attempt SqliteCommitter::attempt(std::span<sql::Submission> group) {
    Attempt tried;
    sql::Transaction transaction(*db_, sql::Database::Access::write);
    std::vector<bool> numbered(group.size());
    for (const sql::NumberRun& run : sql::number_runs(group)) {
        const bool are_taken = db_->run(sql::take_numbers_sql, run.workspace, run.count, run.fence,
                                        run.first_seq) == 1;
        for (const std::size_t at : run.batches) numbered[at] = are_taken;
    }
    for (std::size_t at = 0; at < group.size(); ++at) {
        try {
            tried.outcomes.push_back(write_batch(*db_, group[at].batch, numbered[at]));
        } catch (const SqliteError& error) {
            if (!error.is_constraint()) throw;
            tried.contradiction = error.what();
            return tried;
        }
    }
    transaction.commit();
    tried.committed = true;
    return tried;
}

std::int64_t SqliteCommitter::take_ownership(const WorkspaceId& workspace) {
    recover();
    if (!db_) throw StoreBroken(std::string(trouble()));
    try {
        return db_
            ->value<std::int64_t>(
                "UPDATE workspace SET fence = fence + 1 WHERE id = $1 RETURNING fence", workspace)
            .value_or(0);
    } catch (const StoreBroken& error) {
        broke(error);
        throw;
    }
}

void SqliteCommitter::broke(const StoreBroken& error) {
    const auto* sqlite = dynamic_cast<const SqliteError*>(&error);
    trouble_ = sqlite != nullptr && sqlite->is_full() ? "disk_full" : "io_error";
    metrics_.failures.add();
    log_error("commit_failed", {{"why", error.what()}, {"trouble", trouble()}});
    db_.reset();
    retry_at_ = {};
    recover();
}

void SqliteCommitter::recover() {
    if (db_ || std::chrono::steady_clock::now() < retry_at_) return;
    if (reopen()) {
        log_warning("writer_recovered", {{"trouble", trouble()}});
        trouble_ = "";
    } else {
        retry_at_ = std::chrono::steady_clock::now() + retry_after;
    }
}

bool SqliteCommitter::reopen() {
    if (trouble() == "disk_full" && !has_free_space(file_, free_bytes_min)) return false;
    try {
        auto fresh = std::make_unique<SqliteDatabase>(file_, SqliteDatabase::Mode::writer);
        fresh->run(probe);
        db_ = std::move(fresh);
        return true;
    } catch (const StoreBroken& error) {
        log_error("writer_still_broken", {{"why", error.what()}});
        return false;
    }
}

// The checkpointer beside us cannot finish while we write without pause; so the last step is ours.
void SqliteCommitter::begin_log_again() {
    constexpr std::uint64_t try_every = 64;  // Commits, where it cannot be had cheaply.
    const std::int64_t frames = log_.frames;
    const bool is_cheap = frames >= log_frames_long && log_.left() <= little_left;
    if (!is_cheap && (frames < log_frames_max || ++commits_on_long_log_ % try_every != 0)) return;
    try {
        log_.moved = db_->checkpoint(SqliteDatabase::Checkpoint::restart);
    } catch (const StoreBroken& failure) {
        broke(failure);
    }
}

}  // namespace parley::sqlite
