#include "store/sql/keyset.hpp"
#include "store/sql/repository.hpp"
#include "store/sql/scope_sql.hpp"
#include "store/sql/views.hpp"

namespace parley::sql {
namespace {

// How each list chooses and sorts; `key` is a time, and ties go by id.
struct ListShape {
    std::string chosen;
    std::string_view key;
    bool newest_first;
};

ListShape shape_of(SessionList list) {
    switch (list) {
        case SessionList::mine:
            return {"s.state <> 'closed' AND (s.agent_id = $6 OR " + has_part_sql(6, true) + ")",
                    "s.opened_at", true};
        case SessionList::queue:
            return {"s.state <> 'closed' AND s.state IN ('queued', 'offered')", "w.entered_at",
                    false};
        case SessionList::all: return {"s.state <> 'closed'", "s.opened_at", true};
        case SessionList::closed: return {"s.state = 'closed'", "s.closed_at", true};
    }
    PARLEY_ASSERT(false);
}

Keyset key_of(SessionList list, const SessionView& view) {
    const Session& session = view.session;
    Instant time = session.opened_at;
    if (list == SessionList::closed) time = session.closed_at;
    if (list == SessionList::queue && view.work_item) time = view.work_item->entered_at;
    return {to_ms(time), session.id.bytes()};
}

}  // namespace

std::optional<SessionView> SqlRepository::session(SessionId id) {
    Read read(*reader_);
    return session_view(read.db(), workspace_, id);
}

std::vector<RoutingDecision> SqlRepository::routing_decisions(SessionId session) {
    Read read(*reader_);
    return all_where<RoutingDecision>(read.db(),
                                      "t.workspace_id = $1 AND t.session_id = $2 ORDER BY t.number",
                                      workspace_, session);
}

std::optional<SessionView> SqlRepository::last_session(ConversationId conversation) {
    Read read(*reader_);
    auto views = session_views(
        read.db(), workspace_,
        "s.conversation_id = $2 ORDER BY s.opened_at DESC, s.id DESC LIMIT 1", conversation);
    if (views.empty()) return std::nullopt;
    return std::move(views.front());
}

std::vector<SessionView> SqlRepository::sessions_of(ContactId contact, std::size_t limit) {
    Read read(*reader_);
    return session_views(read.db(), workspace_,
                         "s.conversation_id IN (SELECT id FROM conversation"
                         " WHERE workspace_id = $1 AND contact_id = $2)"
                         " ORDER BY s.opened_at DESC, s.id DESC LIMIT $3",
                         contact, limit);
}

PageOf<SessionView> SqlRepository::sessions(const SessionQuery& query) {
    const ListShape shape = shape_of(query.list);
    Keyset from = shape.newest_first ? Keyset::after_all() : Keyset::before_all();
    if (!query.cursor.empty()) {
        const auto last = parse_cursor(query.cursor);
        if (!last) return {.items = {}, .next_cursor = {}, .bad_cursor = true};
        from = *last;
    }
    const auto where = fmt::format(
        "{} AND ({}, s.id) {} ($2, $3) AND {} ORDER BY {} {}, s.id {} LIMIT $4", shape.chosen,
        shape.key, shape.newest_first ? "<" : ">", scope_sql(query.scope, 5), shape.key,
        shape.newest_first ? "DESC" : "ASC", shape.newest_first ? "DESC" : "ASC");

    Read read(*reader_);
    PageOf<SessionView> page;
    page.items = session_views(read.db(), workspace_, where, from.time, from.id, query.limit + 1,
                               query.scope.all, query.scope.agent, queues_of(query.scope));
    if (page.items.size() > query.limit) {
        page.items.pop_back();
        if (!page.items.empty())
            page.next_cursor = format_cursor(key_of(query.list, page.items.back()));
    }
    return page;
}

SessionCounts SqlRepository::counts(const Scope& scope) {
    const auto sql = fmt::format(
        "SELECT count(*) FILTER (WHERE s.agent_id = $3 OR {}),"
        " count(*) FILTER (WHERE s.state IN ('queued', 'offered')), count(*),"
        " CAST(coalesce(sum((SELECT count(*) FROM message AS n WHERE n.workspace_id = "
        "s.workspace_id"
        "  AND n.conversation_id = s.conversation_id AND n.seq > v.agent_read"
        "  AND n.sender = 'visitor')) FILTER (WHERE s.agent_id = $3), 0) AS bigint)"
        " FROM session AS s JOIN conversation AS v ON v.workspace_id = s.workspace_id"
        "  AND v.id = s.conversation_id"
        " WHERE s.workspace_id = $1 AND s.state <> 'closed' AND {}",
        has_part_sql(3, true), scope_sql(scope, 2));
    Read read(*reader_);
    SessionCounts counts;
    Rows rows = read.db().query(sql, workspace_, scope.all, scope.agent, queues_of(scope));
    if (rows.next()) rows.read(counts.mine, counts.queue, counts.all, counts.mine_unread);
    return counts;
}

}  // namespace parley::sql
