#include "store/postgres/search_index.hpp"

#include <algorithm>

#include "language/tokens.hpp"
#include "store/sql/scope_sql.hpp"

namespace parley::postgres {
namespace {

// 'word' & 'pair' & '字':*
std::string query_text(const std::vector<std::string>& tokens) {
    std::string text;
    const std::size_t count = std::min(tokens.size(), sql::SearchIndex::tokens_max);
    for (std::size_t at = 0; at < count; ++at) {
        text += fmt::format("{}'{}'{}", at == 0 ? "" : " & ", tokens[at],
                            is_open_ended(tokens[at]) ? ":*" : "");
    }
    return text;
}

bool is_indexed(sql::Database& db, const WorkspaceId& workspace, const MessageId& message) {
    return db
        .value<std::int64_t>(
            "SELECT 1 FROM search_entry WHERE workspace_id = $1 AND message_id = $2", workspace,
            message)
        .has_value();
}

}  // namespace

void PostgresSearchIndex::put(sql::Database& db, const WorkspaceId& workspace,
                              const SearchEntry& entry) {
    static const sql::Insertion into(
        "search_entry", "workspace_id, message_id", "conversation_id, seq, tokens", true,
        "$1, $2, $3, $4, array_to_tsvector(array_remove(string_to_array($5, ' '), ''))");
    db.insert(into, workspace, entry.message, entry.conversation, entry.seq, entry.tokens);
}

void PostgresSearchIndex::clear(sql::Database& db, const WorkspaceId& workspace) {
    db.run("DELETE FROM search_entry WHERE workspace_id = $1", workspace);
}

// Ids of messages grow with time, so their order is that of the messages.
sql::SearchHits PostgresSearchIndex::find(sql::Database& db, const WorkspaceId& workspace,
                                          const SearchQuery& query) {
    MessageId from;
    if (!query.cursor.empty()) {
        const auto given = MessageId::parse(query.cursor);
        if (!given || !is_indexed(db, workspace, *given)) return {.hits = {}, .bad_cursor = true};
        from = *given;
    }
    const auto text = fmt::format(
        "SELECT e.message_id, s.id FROM search_entry AS e"
        " JOIN message AS m ON m.workspace_id = e.workspace_id"
        "  AND m.conversation_id = e.conversation_id AND m.seq = e.seq"
        " JOIN session AS s ON s.workspace_id = m.workspace_id AND s.id = m.session_id"
        " WHERE e.workspace_id = $1 AND e.tokens @@ CAST($2 AS tsquery)"
        " AND ($3 IS NULL OR e.message_id < $3) AND {} ORDER BY e.message_id DESC LIMIT $4",
        sql::scope_sql(query.scope, 5));
    sql::SearchHits found;
    sql::Rows rows = db.query(text, workspace, query_text(query.tokens), from, query.limit + 1,
                              query.scope.all, query.scope.agent, sql::queues_of(query.scope));
    while (rows.next()) {
        auto& hit = found.hits.emplace_back();
        rows.read(hit.message, hit.session);
    }
    return found;
}

}  // namespace parley::postgres
