// The store, on SQLite or on PostgreSQL: the same rows, repositories and rules.
//
// On SQLite: one directory, one process, one writer.
//
//     data_dir/parley.db      the database (write-ahead log, synchronous FULL)
//     data_dir/files/         attachments (store/files.hpp)
//     data_dir/lock           held while the store is open
//
// open_sqlite brings the database up to date first. Throws StoreBroken, with a sentence for the
// operator, when the directory is another process's, cannot be written, or holds a database that is
// newer than this program or whose migrations are not the ones this program knows.
// On PostgreSQL several nodes share one database, each with a writer of its own; who may write a
// workspace, its fence says. Attachments lie in data_dir/files all the same.
// Start with: sql/queued_writer.hpp, then sqlite/committer.hpp or postgres/committer.hpp.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/metrics.hpp"
#include "ports/leases.hpp"
#include "ports/read_pool.hpp"
#include "ports/repository.hpp"

namespace parley {

struct StoreConfig {
    std::filesystem::path data_dir;
    std::string database_url = {};  // postgresql://…; empty: SQLite in data_dir.
    int readers = 2;                // Threads of a read pool made without a number.
    // SQLite: how long committed pages may stay in the log only, while there are more commits.
    std::chrono::milliseconds checkpoint_within{1'000};
    Metrics* metrics = nullptr;  // Outlives the store.
};

// Ends by committing what was submitted. Repositories, directories and pools must be gone before.
std::unique_ptr<Store> open_sqlite(const StoreConfig& config);
std::unique_ptr<Store> open_postgres(const StoreConfig& config);
inline std::unique_ptr<Store> open_store(const StoreConfig& config) {
    return config.database_url.empty() ? open_sqlite(config) : open_postgres(config);
}

// `threads` readers (0: as configured). Its end waits for the reads already posted.
// REQUIRES: `store` is from here and outlives the pool.
std::unique_ptr<ReadPool> make_read_pool(Store& store, int threads = 0);

// Who owns what among the nodes of one PostgreSQL. Connects when first asked.
std::unique_ptr<Leases> open_leases(const std::string& database_url);
// The secret of that name which all nodes share: `proposed` by whoever came first.
std::string installation_secret(const std::string& database_url, std::string_view name,
                                std::string_view proposed);

struct MigrationReport {
    int version_before = 0;          // 0: no database yet.
    int version_after = 0;           // What it is now, or with dry_run what it would be.
    std::vector<std::string> steps;  // Files of src/store/migrations run, or that would be.
};

// Brings the database of `data_dir` up to date; with dry_run changes nothing. Throws StoreBroken.
MigrationReport migrate(const std::filesystem::path& data_dir, bool dry_run);
MigrationReport migrate_postgres(const std::string& database_url, bool dry_run);

}  // namespace parley
