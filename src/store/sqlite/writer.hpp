// The one thread that writes: takes all that waits, commits it together, answers, takes again.
//
// There is no timer to gather more: whatever arrives while a group is being synced makes the next.
// Parts: write_queue.hpp (what waits), committer.hpp (how a group becomes lasting),
// checkpointer.hpp.
#pragma once

#include <filesystem>
#include <thread>

#include "store/sqlite/checkpointer.hpp"
#include "store/sqlite/committer.hpp"

namespace parley::sqlite {

class SqliteWriter final : public Writer {
public:
    SqliteWriter(const std::filesystem::path& file, sql::WriterMetrics metrics);
    ~SqliteWriter() override;  // Commits and answers what was submitted.

    void submit(Batch batch, std::function<void(Result<>)> done) override;
    bool is_busy() const override { return queue_.is_busy(); }

    // Blocking; not on the writer's thread. 0 for a workspace that is not there yet: its first
    // batch goes under fence 0. Throws StoreBroken.
    std::int64_t take_ownership(const WorkspaceId& workspace);
    std::string_view trouble() const { return committer_.trouble(); }

private:
    void work();

    sql::WriteQueue queue_;
    Committer committer_;
    std::thread thread_;
    Checkpointer checkpointer_;
};

}  // namespace parley::sqlite
