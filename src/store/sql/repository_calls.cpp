#include <map>

#include "store/sql/keyset.hpp"
#include "store/sql/repository.hpp"
#include "store/sql/scope_sql.hpp"
#include "store/sql/tables_calls.hpp"
#include "store/sql/views.hpp"

namespace parley::sql {
namespace {

// In order of coming; ids of one millisecond are in no order.
constexpr std::string_view legs_of_call =
    "t.workspace_id = $1 AND t.call_id = $2 ORDER BY t.started_at, t.place, t.id";
constexpr std::string_view recordings_of_call =
    "t.workspace_id = $1 AND t.call_id = $2 ORDER BY t.started_at, t.id";

CallView with_parts(Database& db, const WorkspaceId& workspace, Call call) {
    CallView view;
    view.legs = all_where<Leg>(db, legs_of_call, workspace, call.id);
    view.recordings = all_where<Recording>(db, recordings_of_call, workspace, call.id);
    view.call = std::move(call);
    return view;
}

}  // namespace

std::optional<CallView> call_view(Database& db, const WorkspaceId& workspace, CallId id) {
    auto call = one_where<Call>(db, by_id, workspace, id);
    if (!call) return std::nullopt;
    return with_parts(db, workspace, std::move(*call));
}

std::vector<CallView> open_call_views(Database& db, const WorkspaceId& workspace) {
    std::vector<CallView> views;
    for (Call& call :
         all_where<Call>(db, "t.workspace_id = $1 AND t.state <> 'ended' ORDER BY t.id", workspace))
        views.push_back(with_parts(db, workspace, std::move(call)));
    return views;
}

std::optional<CallView> SqlRepository::call(CallId id) {
    Read read(*reader_);
    return call_view(read.db(), workspace_, id);
}

PageOf<CallView> SqlRepository::calls(const CallQuery& query) {
    IdBytes before;
    before.fill(0xFF);
    if (!query.cursor.empty()) {
        const auto last = parse_id(query.cursor);
        if (!last) return {.items = {}, .next_cursor = {}, .bad_cursor = true};
        before = *last;
    }
    std::string chosen = "t.state <> 'ended' AND t.id <= $3";
    IdBytes of = before;
    if (query.conversation) {
        chosen = "t.conversation_id = $3";
        of = query.conversation.bytes();
    } else if (query.contact) {
        chosen = "t.contact_id = $3";
        of = query.contact.bytes();
    }
    const std::string where = fmt::format(
        "t.workspace_id = $1 AND t.id < $2 AND {} AND EXISTS (SELECT 1 FROM session AS s"
        " WHERE s.workspace_id = t.workspace_id AND s.id = t.session_id AND {})"
        " ORDER BY t.id DESC LIMIT $4",
        chosen, scope_sql(query.scope, 5));
    Read read(*reader_);
    PageOf<CallView> page;
    for (Call& call : all_where<Call>(read.db(), where, workspace_, before, of, query.limit + 1,
                                      query.scope.all, query.scope.agent, queues_of(query.scope)))
        page.items.push_back(with_parts(read.db(), workspace_, std::move(call)));
    if (page.items.size() > query.limit) {
        page.items.pop_back();
        page.next_cursor = page.items.back().call.id.text();
    }
    return page;
}

std::optional<Recording> SqlRepository::recording(RecordingId id) {
    Read read(*reader_);
    return one_where<Recording>(read.db(), by_id, workspace_, id);
}

std::vector<Recording> SqlRepository::recordings_due(Instant now, std::size_t limit) {
    Read read(*reader_);
    return all_where<Recording>(read.db(),
                                "t.workspace_id = $1 AND t.delete_at > 0 AND t.delete_at <= $2"
                                " ORDER BY t.delete_at, t.id LIMIT $3",
                                workspace_, now, limit);
}

DialledSince SqlRepository::dialled_since(AgentId agent, Instant since) {
    Read read(*reader_);
    DialledSince dialled;
    Rows rows = read.db().query(
        // PostgreSQL sums integers to numeric, which is none of our types.
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN answered_at > 0 AND ended_at > 0"
        " THEN ended_at - answered_at ELSE 0 END), 0) AS BIGINT) FROM call"
        " WHERE workspace_id = $1 AND agent_id = $2 AND started_at >= $3",
        workspace_, agent, since);
    std::int64_t talked_ms = 0;
    if (rows.next()) rows.read(dialled.calls, talked_ms);
    dialled.talked = std::chrono::milliseconds(talked_ms);
    return dialled;
}

}  // namespace parley::sql
