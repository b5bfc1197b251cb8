// The one thread that writes: takes all that waits, commits it together, answers, takes again.
//
// There is no timer to gather more: whatever arrives while a group is being synced makes the next.
// Parts: write_queue.hpp (what waits), committer.hpp (how a group becomes lasting).
#pragma once

#include <thread>

#include "store/sql/committer.hpp"

namespace parley::sql {

class QueuedWriter final : public Writer {
public:
    // `committer` outlives the writer.
    QueuedWriter(Committer& committer, Gauge& waiting);
    ~QueuedWriter() override;  // Commits and answers what was submitted.

    void submit(Batch batch, std::function<void(Result<>)> done) override;
    bool is_busy() const override { return queue_.is_busy(); }

    // Blocking; not on the writer's thread. 0 for a workspace that is not there yet: its first
    // batch goes under fence 0. Throws StoreBroken.
    std::int64_t take_ownership(const WorkspaceId& workspace);

private:
    void work();

    Committer& committer_;
    WriteQueue queue_;
    std::thread thread_;
};

}  // namespace parley::sql
