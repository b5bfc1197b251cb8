#include "store/store.hpp"

#include "base/log.hpp"
#include "store/directory_lock.hpp"
#include "store/sql/directory.hpp"
#include "store/sql/migrate.hpp"
#include "store/sql/queued_writer.hpp"
#include "store/sql/repository.hpp"
#include "store/sql/sql_store.hpp"
#include "store/sqlite/checkpointer.hpp"
#include "store/sqlite/committer.hpp"

namespace parley {
namespace sqlite {
namespace {

std::filesystem::path database_file(const std::filesystem::path& data_dir) {
    return data_dir / "parley.db";
}

MigrationReport migrate_file(const std::filesystem::path& file) {
    SqliteDatabase db(file, SqliteDatabase::Mode::writer);
    const auto report = sql::migrate_database(db, embedded_migrations(Dialect::sqlite), false);
    // What an earlier process left in the log goes into the database and is synced there, whatever
    // became of the log's own syncs: from here on nothing rests on them.
    db.checkpoint(SqliteDatabase::Checkpoint::truncate);
    return report;
}

class SqliteStore final : public sql::SqlStore {
public:
    explicit SqliteStore(const StoreConfig& config)
        : config_(config),
          lock_(config.data_dir),
          file_(database_file(config.data_dir)),
          report_(migrate_file(file_)),
          metrics_(config.metrics ? *config.metrics : own_metrics_),
          committer_(file_, metrics_, log_),
          writer_(committer_, metrics_.waiting),
          checkpointer_(file_, log_, config.checkpoint_within, metrics_.log_bytes) {
        log_info("store_open", {{"schema", report_.version_after}, {"ran", report_.steps.size()}});
    }

    std::unique_ptr<Repository> repository(WorkspaceId workspace) override {
        return std::make_unique<sql::SqlRepository>(std::make_shared<sql::Reader>(connect()),
                                                    workspace);
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
        return [file = file_] {
            return std::make_unique<SqliteDatabase>(file, SqliteDatabase::Mode::reader);
        };
    }
    int readers() const override { return config_.readers; }

private:
    StoreConfig config_;
    DirectoryLock lock_;
    std::filesystem::path file_;
    MigrationReport report_;
    Metrics own_metrics_;  // Where nobody asks for them.
    sql::WriterMetrics metrics_;
    LogState log_;
    SqliteCommitter committer_;
    sql::QueuedWriter writer_;
    Checkpointer checkpointer_;
};

}  // namespace
}  // namespace sqlite

std::unique_ptr<Store> open_sqlite(const StoreConfig& config) {
    return std::make_unique<sqlite::SqliteStore>(config);
}

MigrationReport migrate(const std::filesystem::path& data_dir, bool dry_run) {
    const auto file = sqlite::database_file(data_dir);
    if (!dry_run) {
        const DirectoryLock lock(data_dir);
        return sqlite::migrate_file(file);
    }
    if (!std::filesystem::exists(file)) {
        sqlite::SqliteDatabase empty(":memory:", sqlite::SqliteDatabase::Mode::writer);
        return sql::migrate_database(empty, embedded_migrations(Dialect::sqlite), true);
    }
    sqlite::SqliteDatabase db(file, sqlite::SqliteDatabase::Mode::reader);
    return sql::migrate_database(db, embedded_migrations(Dialect::sqlite), true);
}

}  // namespace parley
