#include "store/sql/queued_writer.hpp"

#include "base/assert.hpp"
#include "base/thread_name.hpp"
#include "ports/repository.hpp"

namespace parley::sql {

QueuedWriter::QueuedWriter(Committer& committer, Gauge& waiting)
    : committer_(committer), queue_(waiting), thread_([this] { work(); }) {}

QueuedWriter::~QueuedWriter() {
    queue_.stop();
    thread_.join();
}

void QueuedWriter::submit(Batch batch, std::function<void(Result<>)> done) {
    for (std::size_t at = 0; at < batch.events.size(); ++at) {
        PARLEY_ASSERT(batch.events[at].seq == batch.first_seq + static_cast<std::int64_t>(at));
    }
    Submission submission{std::move(batch), std::move(done)};
    if (!queue_.push(submission)) submission.done(refuse(Code::over_limit, "writer_busy"));
}

std::int64_t QueuedWriter::take_ownership(const WorkspaceId& workspace) {
    PARLEY_ASSERT(std::this_thread::get_id() != thread_.get_id());
    OwnershipRequest request{workspace, {}};
    auto fence = request.fence.get_future();
    queue_.push(std::move(request));
    return fence.get();
}

void QueuedWriter::work() {
    name_thread("writer");
    for (Work work = queue_.take(Committer::retry_after); !work.stop;
         work = queue_.take(Committer::retry_after)) {
        committer_.commit(work.batches);
        for (OwnershipRequest& request : work.ownerships) {
            try {
                request.fence.set_value(committer_.take_ownership(request.workspace));
            } catch (const StoreBroken&) {
                request.fence.set_exception(std::current_exception());
            }
        }
        committer_.recover();
    }
}

}  // namespace parley::sql
