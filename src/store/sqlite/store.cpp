#include "store/store.hpp"

#include "base/log.hpp"
#include "store/directory_lock.hpp"
#include "store/sqlite/directory.hpp"
#include "store/sqlite/migrate.hpp"
#include "store/sqlite/read_pool.hpp"
#include "store/sqlite/repository.hpp"
#include "store/sqlite/writer.hpp"

namespace parley {
namespace sqlite {
namespace {

std::filesystem::path database_file(const std::filesystem::path& data_dir) {
    return data_dir / "parley.db";
}

MigrationReport migrate_file(const std::filesystem::path& file) {
    Database db(file, Database::Mode::writer);
    const auto report = migrate_database(db, embedded_migrations(), false);
    // What an earlier process left in the log goes into the database and is synced there, whatever
    // became of the log's own syncs: from here on nothing rests on them.
    db.checkpoint(Database::Checkpoint::truncate);
    return report;
}

class SqliteStore final : public Store {
public:
    explicit SqliteStore(const StoreConfig& config)
        : config_(config),
          lock_(config.data_dir),
          file_(database_file(config.data_dir)),
          report_(migrate_file(file_)),
          writer_(file_, WriterMetrics(config.metrics ? *config.metrics : own_metrics_)) {
        log_info("store_open", {{"schema", report_.version_after}, {"ran", report_.steps.size()}});
    }

    std::unique_ptr<Repository> repository(WorkspaceId workspace) override {
        return std::make_unique<SqliteRepository>(std::make_shared<Reader>(file_), workspace);
    }
    std::unique_ptr<Directory> directory() override {
        return std::make_unique<SqliteDirectory>(std::make_shared<Reader>(file_));
    }
    Writer& writer() override { return writer_; }
    std::int64_t take_ownership(WorkspaceId workspace) override {
        return writer_.take_ownership(workspace);
    }
    std::string trouble() override { return std::string(writer_.trouble()); }

    const StoreConfig& config() const { return config_; }
    const std::filesystem::path& file() const { return file_; }

private:
    StoreConfig config_;
    DirectoryLock lock_;
    std::filesystem::path file_;
    MigrationReport report_;
    Metrics own_metrics_;  // Where nobody asks for them.
    SqliteWriter writer_;
};

}  // namespace
}  // namespace sqlite

std::unique_ptr<Store> open_sqlite(const StoreConfig& config) {
    return std::make_unique<sqlite::SqliteStore>(config);
}

std::unique_ptr<ReadPool> make_read_pool(Store& store, int threads) {
    const auto* of_sqlite = dynamic_cast<const sqlite::SqliteStore*>(&store);
    PARLEY_ASSERT(of_sqlite != nullptr);
    const int count = threads > 0 ? threads : of_sqlite->config().readers;
    return std::make_unique<sqlite::SqliteReadPool>(of_sqlite->file(), count);
}

MigrationReport migrate(const std::filesystem::path& data_dir, bool dry_run) {
    const auto file = sqlite::database_file(data_dir);
    if (!dry_run) {
        const DirectoryLock lock(data_dir);
        return sqlite::migrate_file(file);
    }
    if (!std::filesystem::exists(file)) {
        sqlite::Database empty(":memory:", sqlite::Database::Mode::writer);
        return sqlite::migrate_database(empty, embedded_migrations(), true);
    }
    sqlite::Database db(file, sqlite::Database::Mode::reader);
    return sqlite::migrate_database(db, embedded_migrations(), true);
}

}  // namespace parley
