#include "store/sqlite/checkpointer.hpp"

#include <algorithm>
#include <utility>

#include "base/log.hpp"
#include "store/sqlite/committer.hpp"

namespace parley::sqlite {

Checkpointer::Checkpointer(std::filesystem::path file, LogState& log,
                           std::chrono::milliseconds wait_max, Gauge& log_bytes)
    : file_(std::move(file)),
      log_(log),
      wait_max_(wait_max),
      log_bytes_(log_bytes),
      thread_("checkpointer", std::min(look_every, wait_max_), [this] { work(); }) {}

void Checkpointer::work() {
    if (!is_due()) return;
    // The writer waits for what it moves itself: of a long log, leave it little.
    for (int passes = 0; passes < passes_in_a_row_max; ++passes) {
        checkpoint();
        if (log_.frames < SqliteCommitter::log_frames_long) break;
        if (log_.left() <= SqliteCommitter::little_left) break;
    }
}

bool Checkpointer::is_due() {
    const std::int64_t frames = log_.frames;
    const bool is_quiet = std::exchange(frames_seen_, frames) == frames;
    if (log_.left() == 0) return false;
    const auto now = std::chrono::steady_clock::now();
    if (!is_quiet && log_.left() < frames_waiting_max && now - last_ < wait_max_) return false;
    last_ = now;
    return true;
}

void Checkpointer::checkpoint() {
    try {
        if (!db_) db_ = std::make_unique<SqliteDatabase>(file_, SqliteDatabase::Mode::writer);
        log_.moved = db_->checkpoint(SqliteDatabase::Checkpoint::passive);
    } catch (const StoreBroken& error) {
        log_error("checkpoint_failed", {{"why", error.what()}});
        db_.reset();
    }
    std::error_code error;
    const auto bytes = std::filesystem::file_size(file_.string() + "-wal", error);
    if (!error) log_bytes_.set(static_cast<std::int64_t>(bytes));
}

}  // namespace parley::sqlite
