#include "store/sql/migrate.hpp"

#include <fmt/format.h>

namespace parley::sql {
namespace {

constexpr std::string_view record_table =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    " number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT";

// FNV-1a, 64 bits: it tells an edited file, it does not defend against anybody.
std::string checksum(std::string_view sql) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : sql) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3;
    }
    return fmt::format("{:016x}", hash);
}

// The number of the newest migration run. Throws where history is not ours.
int checked_version(Database& db, std::span<const Migration> known) {
    int version = 0;
    Rows rows = db.query("SELECT number, name, checksum FROM schema_migration ORDER BY number");
    while (rows.next()) {
        std::string name;
        std::string recorded;
        rows.read(version, name, recorded);
        if (version > static_cast<int>(known.size())) {
            throw StoreBroken(fmt::format(
                "the database is newer than this program: it has migration {}, the newest known "
                "here is {}. Run the newer program, or restore a backup",
                name, known.empty() ? "none" : known.back().name));
        }
        if (recorded != checksum(known[version - 1].sql)) {
            throw StoreBroken(fmt::format(
                "migration {} was run from another text than this program holds. A migration is "
                "never edited once released",
                name));
        }
    }
    return version;
}

void run(Database& db, const Migration& migration) {
    Transaction transaction(db, Database::Access::write);
    try {
        db.run_script(db.adapted(migration.sql));
    } catch (const StoreBroken& error) {
        throw StoreBroken(fmt::format("migration {} failed: {}", migration.name, error.what()));
    }
    db.run("INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)",
           migration.number, migration.name, checksum(migration.sql));
    transaction.commit();
}

}  // namespace

MigrationReport migrate_database(Database& db, std::span<const Migration> known, bool dry_run) {
    for (std::size_t at = 0; at < known.size(); ++at) {
        PARLEY_ASSERT(known[at].number == static_cast<int>(at) + 1);
    }
    if (!dry_run) db.run_script(db.adapted(record_table));
    MigrationReport report;
    report.version_before = db.has_table("schema_migration") ? checked_version(db, known) : 0;
    report.version_after = report.version_before;
    for (const Migration& migration : known.subspan(report.version_before)) {
        if (!dry_run) run(db, migration);
        report.steps.emplace_back(migration.name);
        report.version_after = migration.number;
    }
    return report;
}

}  // namespace parley::sql
