#include "store/sqlite/checkpointer.hpp"

#include "base/log.hpp"
#include "base/thread_name.hpp"

namespace parley::sqlite {

Checkpointer::Checkpointer(std::filesystem::path file, std::function<std::uint64_t()> commits,
                           Gauge& log_bytes)
    : file_(std::move(file)),
      commits_(std::move(commits)),
      log_bytes_(log_bytes),
      thread_([this] { work(); }) {}

Checkpointer::~Checkpointer() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    stopping_.notify_one();
    thread_.join();
}

void Checkpointer::work() {
    name_thread("checkpointer");
    std::uint64_t seen = 0;
    std::unique_lock lock(mutex_);
    while (!stopping_.wait_for(lock, pause, [&] { return stop_; })) {
        const std::uint64_t now = commits_();
        if (now == seen) continue;
        seen = now;
        lock.unlock();
        checkpoint();
        lock.lock();
    }
}

void Checkpointer::checkpoint() {
    try {
        if (!db_) db_ = std::make_unique<SqliteDatabase>(file_, SqliteDatabase::Mode::writer);
        db_->checkpoint(SqliteDatabase::Checkpoint::passive);
    } catch (const StoreBroken& error) {
        log_error("checkpoint_failed", {{"why", error.what()}});
        db_.reset();
    }
    std::error_code error;
    const auto bytes = std::filesystem::file_size(file_.string() + "-wal", error);
    if (!error) log_bytes_.set(static_cast<std::int64_t>(bytes));
}

}  // namespace parley::sqlite
