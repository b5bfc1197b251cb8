// Puts one batch's rows and events into the open transaction.
#pragma once

#include "ports/batch.hpp"
#include "store/sqlite/database.hpp"

namespace parley::sqlite {

// stale: fence or number do not match, and nothing was written.
enum class Written { yes, stale };

// `numbered`: its numbers have been taken, with those of others.
// REQUIRES: `db` is in a transaction, which must be rolled back when this throws.
Written write_batch(SqliteDatabase& db, const Batch& batch, bool numbered);

}  // namespace parley::sqlite
