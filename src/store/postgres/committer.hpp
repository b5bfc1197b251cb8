// Commits groups (sql/committer.hpp): all statements of a group and its COMMIT are sent in one go,
// their answers read once. A batch that is stale or contradicts a key fails, so that COMMIT is not
// run; then the group is written again, each batch in a transaction of its own.
//
// When the connection fails, nobody knows whether COMMIT arrived: the group is answered
// `commit_failed` and the owners find out by reading. A new connection is tried every
// `retry_after`.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "store/postgres/database.hpp"
#include "store/sql/committer.hpp"
#include "store/sql/writer_metrics.hpp"

namespace parley::postgres {

class PostgresCommitter final : public sql::Committer {
public:
    // Throws StoreBroken when it cannot connect.
    PostgresCommitter(std::string url, sql::WriterMetrics metrics);

    std::int64_t take_ownership(const WorkspaceId& workspace) override;
    void recover() override;
    std::string_view trouble() const override { return trouble_.load(); }

private:
    void commit_group(std::span<sql::Submission> group) override;
    bool commit_together(std::span<sql::Submission> group);
    void commit_alone(sql::Submission& submission);
    void broke(const StoreBroken& error);

    std::string url_;
    sql::WriterMetrics metrics_;
    std::unique_ptr<PostgresDatabase> db_;  // Null in trouble.
    std::atomic<const char*> trouble_{""};
    std::chrono::steady_clock::time_point retry_at_{};
};

}  // namespace parley::postgres
