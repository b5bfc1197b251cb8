#include "store/sqlite/writer.hpp"

namespace parley::sqlite {

SqliteWriter::SqliteWriter(const std::filesystem::path& file, sql::WriterMetrics metrics)
    : queue_(metrics.waiting),
      committer_(file, metrics),
      thread_([this] { work(); }),
      checkpointer_(file, [this] { return committer_.commits(); }, metrics.log_bytes) {}

SqliteWriter::~SqliteWriter() {
    queue_.stop();
    thread_.join();
}

void SqliteWriter::submit(Batch batch, std::function<void(Result<>)> done) {
    for (std::size_t at = 0; at < batch.events.size(); ++at) {
        PARLEY_ASSERT(batch.events[at].seq == batch.first_seq + static_cast<std::int64_t>(at));
    }
    sql::Submission submission{std::move(batch), std::move(done)};
    if (!queue_.push(submission)) submission.done(refuse(Code::over_limit, "writer_busy"));
}

std::int64_t SqliteWriter::take_ownership(const WorkspaceId& workspace) {
    PARLEY_ASSERT(std::this_thread::get_id() != thread_.get_id());
    sql::OwnershipRequest request{workspace, {}};
    auto fence = request.fence.get_future();
    queue_.push(std::move(request));
    return fence.get();
}

void SqliteWriter::work() {
    for (sql::Work work = queue_.take(Committer::retry_after); !work.stop;
         work = queue_.take(Committer::retry_after)) {
        committer_.commit(work.batches);
        for (sql::OwnershipRequest& request : work.ownerships) {
            try {
                request.fence.set_value(committer_.take_ownership(request.workspace));
            } catch (const StoreBroken&) {
                request.fence.set_exception(std::current_exception());
            }
        }
        committer_.recover();
    }
}

}  // namespace parley::sqlite
