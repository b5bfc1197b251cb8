#include "store/postgres/committer.hpp"

#include "base/log.hpp"
#include "store/postgres/claim.hpp"
#include "store/sql/number_runs.hpp"
#include "store/sql/put_rows.hpp"
#include "store/sql/tables_floor.hpp"

namespace parley::postgres {
namespace {

// Fails where the batch is stale, so that what is sent after it is not run. PostgreSQL offers a
// division by zero to fail by, without a function of our own.
void take_numbers(PostgresDatabase& db, const sql::NumberRun& run) {
    static const std::string sql = fmt::format(
        "WITH taken AS ({} RETURNING 1) SELECT 1 / count(*) FROM taken", sql::take_numbers_sql);
    db.run(sql, run.workspace, run.count, run.fence, run.first_seq);
}
bool is_stale(const PostgresError& error) { return error.state() == "22012"; }

void send_batch(PostgresDatabase& db, const Batch& batch, bool numbered) {
    if (numbered) return sql::put_rows_and_events(db, batch);
    // A new workspace must be there before its first number can be taken; an old one must not be
    // touched before its numbers are.
    if (const Workspace* made = sql::workspace_in(batch); made != nullptr) {
        db.run(
            "INSERT INTO workspace (id, name, locale, time_zone, demo, created_at)"
            " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
            made->id, made->name, made->locale, made->time_zone, made->demo, made->created_at);
    }
    if (!batch.events.empty()) {
        const auto count = static_cast<std::int64_t>(batch.events.size());
        take_numbers(db, {batch.workspace, batch.fence, batch.first_seq, count, {}});
    }
    sql::put_rows_and_events(db, batch);
}

}  // namespace

PostgresCommitter::PostgresCommitter(std::string url, sql::WriterMetrics metrics)
    : url_(std::move(url)), metrics_(metrics), db_(connect_to_write(url_)) {}

void PostgresCommitter::commit_group(std::span<sql::Submission> group) {
    recover();
    if (!db_) return sql::answer_failed(group, trouble());
    std::size_t answered = 0;
    try {
        const auto begun = std::chrono::steady_clock::now();
        if (commit_together(group)) {
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
            metrics_.commit_seconds.observe(took.count());
            metrics_.batches.add(group.size());
            for (sql::Submission& each : group) each.done({});
            return;
        }
        for (; answered < group.size(); ++answered) commit_alone(group[answered]);
    } catch (const StoreBroken& error) {
        broke(error);
        sql::answer_failed(group.subspan(answered), error.what());
    }
}

// False: one of them is stale or contradicts a key, and nothing was written.
bool PostgresCommitter::commit_together(std::span<sql::Submission> group) {
    sql::Transaction transaction(*db_, sql::Database::Access::write);
    try {
        db_->gather();
        std::vector<bool> numbered(group.size());
        for (const sql::NumberRun& run : sql::number_runs(group)) {
            take_numbers(*db_, run);
            for (const std::size_t at : run.batches) numbered[at] = true;
        }
        for (std::size_t at = 0; at < group.size(); ++at)
            send_batch(*db_, group[at].batch, numbered[at]);
        transaction.commit();
        return true;
    } catch (const PostgresError& error) {
        if (!error.is_of_rows()) throw;
        return false;
    }
}

void PostgresCommitter::commit_alone(sql::Submission& submission) {
    try {
        sql::Transaction transaction(*db_, sql::Database::Access::write);
        db_->gather();
        send_batch(*db_, submission.batch, false);
        transaction.commit();
    } catch (const PostgresError& error) {
        if (!error.is_of_rows()) throw;
        if (is_stale(error)) return submission.done(refuse(Code::conflict, "stale_owner"));
        log_error("batch_contradicts_rows", {{"why", error.what()}});
        return submission.done(refuse(Code::unavailable, "commit_failed", error.what()));
    }
    metrics_.batches.add(1);
    submission.done({});
}

std::int64_t PostgresCommitter::take_ownership(const WorkspaceId& workspace) {
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

void PostgresCommitter::broke(const StoreBroken& error) {
    trouble_ = "database_unreachable";
    metrics_.failures.add();
    log_error("commit_failed", {{"why", error.what()}, {"trouble", trouble()}});
    db_.reset();
    retry_at_ = {};
}

void PostgresCommitter::recover() {
    if (db_ || std::chrono::steady_clock::now() < retry_at_) return;
    try {
        db_ = connect_to_write(url_);
        log_warning("writer_recovered", {{"trouble", trouble()}});
        trouble_ = "";
    } catch (const StoreBroken& error) {
        log_error("writer_still_broken", {{"why", error.what()}});
        retry_at_ = std::chrono::steady_clock::now() + retry_after;
    }
}

}  // namespace parley::postgres
