// Runs the embedded migrations a database does not have yet, each in a transaction of its own with
// the line that records it, so that a kill between two leaves a database either program
// understands.
#pragma once

#include "store/migrations.hpp"
#include "store/sql/database.hpp"
#include "store/store.hpp"

namespace parley::sql {

// Throws StoreBroken, having changed nothing, when the database knows a migration that `known` does
// not, or one whose text was another.
MigrationReport migrate_database(Database& db, std::span<const Migration> known, bool dry_run);

}  // namespace parley::sql
