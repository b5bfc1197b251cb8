#include "store/sql/put_rows.hpp"

#include "store/sql/search_index.hpp"
#include "store/sql/tables_access.hpp"
#include "store/sql/tables_calls.hpp"
#include "store/sql/tables_facts.hpp"
#include "store/sql/tables_floor.hpp"
#include "store/sql/tables_rules.hpp"
#include "store/sql/tables_spine.hpp"
#include "store/sql/tables_talk.hpp"
#include "store/sql/tables_webhooks.hpp"

namespace parley::sql {
namespace {

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
    void operator()(const RoutingDecision& row) const {
        put(db, workspace, row);
        if (row.replaces() == 0) return;
        db.run(
            "DELETE FROM routing_decision WHERE workspace_id = $1 AND session_id = $2"
            " AND number = $3",
            workspace, row.session, row.replaces());
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
    void operator()(const SearchEntry& row) const { db.search_index().put(db, workspace, row); }
    void operator()(const ForgetAnswers& row) const {
        db.run("DELETE FROM kept_answer WHERE workspace_id = $1 AND created_at < $2", workspace,
               row.before);
    }
    void operator()(const std::shared_ptr<const FactStep>& step) const {
        put(db, workspace, *step);
    }
    void operator()(const ClearSearch&) const { db.search_index().clear(db, workspace); }
};

}  // namespace

void put_row(Database& db, const WorkspaceId& workspace, const Row& row) {
    std::visit(Put{db, workspace}, row);
}

void put_rows_and_events(Database& db, const Batch& batch) {
    for (const Row& row : batch.rows) put_row(db, batch.workspace, row);
    for (const Event& event : batch.events) put(db, batch.workspace, event);
}

const Workspace* workspace_in(const Batch& batch) {
    for (const Row& row : batch.rows) {
        const auto* workspace = std::get_if<Workspace>(&row);
        if (workspace != nullptr && workspace->id == batch.workspace) return workspace;
    }
    return nullptr;
}

}  // namespace parley::sql
