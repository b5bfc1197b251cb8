#include "store/sqlite/write_batch.hpp"

#include "store/sql/number_runs.hpp"
#include "store/sql/put_rows.hpp"
#include "store/sql/tables_floor.hpp"

namespace parley::sqlite {
namespace {

bool take_numbers(SqliteDatabase& db, const Batch& batch) {
    return db.run(sql::take_numbers_sql, batch.workspace, batch.events.size(), batch.fence,
                  batch.first_seq) == 1;
}

bool is_new(SqliteDatabase& db, const WorkspaceId& id) {
    return !db.value<std::int64_t>("SELECT 1 FROM workspace WHERE id = $1", id);
}

}  // namespace

Written write_batch(SqliteDatabase& db, const Batch& batch, bool numbered) {
    if (numbered) {
        sql::put_rows_and_events(db, batch);
        return Written::yes;
    }
    // A new workspace must be there before its first number can be taken; an old one must not be
    // touched before we know that the batch is its owner's.
    const Workspace* made = sql::workspace_in(batch);
    if (made != nullptr && !is_new(db, made->id)) made = nullptr;
    if (made != nullptr) sql::put(db, batch.workspace, *made);

    if (!batch.events.empty() && !take_numbers(db, batch)) {
        if (made != nullptr) db.run("DELETE FROM workspace WHERE id = $1", made->id);
        return Written::stale;
    }
    sql::put_rows_and_events(db, batch);
    return Written::yes;
}

}  // namespace parley::sqlite
