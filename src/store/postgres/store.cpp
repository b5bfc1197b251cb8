#include <fmt/format.h>

#include "base/log.hpp"
#include "store/migrations.hpp"
#include "store/postgres/committer.hpp"
#include "store/postgres/spare_reader.hpp"
#include "store/postgres/young_tables.hpp"
#include "store/sql/directory.hpp"
#include "store/sql/migrate.hpp"
#include "store/sql/queued_writer.hpp"
#include "store/sql/repository.hpp"
#include "store/sql/sql_store.hpp"
#include "store/store.hpp"

namespace parley {
namespace postgres {
namespace {

// Of all who bring one database up to date: nodes that start together take turns.
constexpr std::int64_t migration_lock = 0x7061726c6579;  // "parley".

MigrationReport migrate_at(const std::string& url, bool dry_run) {
    PostgresDatabase db(url);
    db.value<std::int64_t>("SELECT 1 FROM pg_advisory_lock($1)", migration_lock);
    return sql::migrate_database(db, embedded_migrations(Dialect::postgres), dry_run);
}

class PostgresStore final : public sql::SqlStore {
public:
    explicit PostgresStore(const StoreConfig& config)
        : config_(config),
          report_(migrate_at(config.database_url, false)),
          metrics_(config.metrics ? *config.metrics : own_metrics_),
          committer_(config.database_url, metrics_),
          writer_(committer_, metrics_.waiting),
          young_tables_(config.database_url) {
        log_info("store_open", {{"database", "postgresql"},
                                {"schema", report_.version_after},
                                {"ran", report_.steps.size()}});
    }

    std::unique_ptr<Repository> repository(WorkspaceId workspace) override {
        return std::make_unique<sql::SqlRepository>(spare_.take(connect()), workspace);
    }
    std::unique_ptr<Directory> directory() override {
        return std::make_unique<sql::SqlDirectory>(std::make_shared<sql::Reader>(connect()));
    }
    Writer& writer() override { return writer_; }
    std::int64_t take_ownership(WorkspaceId workspace) override {
        return writer_.take_ownership(workspace);
    }
    std::string trouble() override { return std::string(committer_.trouble()); }

    sql::Connect connect() const override {
        return [url = config_.database_url] { return std::make_unique<PostgresDatabase>(url); };
    }
    int readers() const override { return config_.readers; }

private:
    StoreConfig config_;
    SpareReader spare_;
    MigrationReport report_;
    Metrics own_metrics_;  // Where nobody asks for them.
    sql::WriterMetrics metrics_;
    PostgresCommitter committer_;
    sql::QueuedWriter writer_;
    YoungTables young_tables_;
};

}  // namespace
}  // namespace postgres

std::unique_ptr<Store> open_postgres(const StoreConfig& config) {
    return std::make_unique<postgres::PostgresStore>(config);
}

MigrationReport migrate_postgres(const std::string& database_url, bool dry_run) {
    return postgres::migrate_at(database_url, dry_run);
}

}  // namespace parley
