#include "store/sqlite/write_batch.hpp"

#include "store/sqlite/tables_floor.hpp"
#include "store/sqlite/tables_spine.hpp"
#include "store/sqlite/tables_talk.hpp"

namespace parley::sqlite {
namespace {

// The index must be told the old tokens to forget them (migrations/0002).
constexpr std::string_view forget_one =
    "INSERT INTO search_index (search_index, rowid, tokens) SELECT 'delete', id, tokens "
    "FROM search_entry WHERE workspace_id = $1 AND message_id = $2";
constexpr std::string_view index_one =
    "INSERT INTO search_index (rowid, tokens) SELECT id, tokens "
    "FROM search_entry WHERE workspace_id = $1 AND message_id = $2";
constexpr std::string_view forget_all =
    "INSERT INTO search_index (search_index, rowid, tokens) SELECT 'delete', id, tokens "
    "FROM search_entry WHERE workspace_id = $1";

struct Put {
    Database& db;
    const WorkspaceId& workspace;

    template <class T>
    void operator()(const T& row) const {
        put(db, workspace, row);
    }
    void operator()(const Session& row) const {
        put(db, workspace, row);
        const SessionDetail detail{row.id, row.source, row.summary};
        put(db, workspace, detail);
    }
    void operator()(const Survey& row) const {
        put(db, workspace, row);
        if (row.score == 0 && row.comment.empty() && row.tags.empty()) {
            db.run("DELETE FROM survey_answer WHERE workspace_id = $1 AND survey_id = $2",
                   workspace, row.id);
            return;
        }
        const SurveyAnswer answer{row.id, row.score, row.comment, row.tags};
        put(db, workspace, answer);
    }
    void operator()(const SearchEntry& row) const {
        db.run(forget_one, workspace, row.message);
        put(db, workspace, row);
        db.run(index_one, workspace, row.message);
    }
    void operator()(const ClearSearch&) const {
        db.run(forget_all, workspace);
        db.run("DELETE FROM search_entry WHERE workspace_id = $1", workspace);
    }
};

bool take_numbers(Database& db, const Batch& batch) {
    return db.run(
               "UPDATE workspace SET next_seq = next_seq + $2 WHERE id = $1 AND fence = $3 "
               "AND next_seq = $4",
               batch.workspace, batch.events.size(), batch.fence, batch.first_seq) == 1;
}

const Workspace* workspace_in(const Batch& batch) {
    for (const Row& row : batch.rows) {
        const auto* workspace = std::get_if<Workspace>(&row);
        if (workspace != nullptr && workspace->id == batch.workspace) return workspace;
    }
    return nullptr;
}

bool is_new(Database& db, const WorkspaceId& id) {
    return !db.value<std::int64_t>("SELECT 1 FROM workspace WHERE id = $1", id);
}

}  // namespace

Written write_batch(Database& db, const Batch& batch) {
    // A new workspace must be there before its first number can be taken; an old one must not be
    // touched before we know that the batch is its owner's.
    const Workspace* made = workspace_in(batch);
    if (made != nullptr && !is_new(db, made->id)) made = nullptr;
    if (made != nullptr) put(db, batch.workspace, *made);

    if (!batch.events.empty() && !take_numbers(db, batch)) {
        if (made != nullptr) db.run("DELETE FROM workspace WHERE id = $1", made->id);
        return Written::stale;
    }
    for (const Row& row : batch.rows) std::visit(Put{db, batch.workspace}, row);
    for (const Event& event : batch.events) put(db, batch.workspace, event);
    return Written::yes;
}

}  // namespace parley::sqlite
