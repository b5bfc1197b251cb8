#include "store/sqlite/search_index.hpp"

#include <algorithm>
#include <limits>

#include "language/tokens.hpp"
#include "store/sql/scope_sql.hpp"
#include "store/sql/tables_spine.hpp"

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

// In the index's own language: "word" "pair" "字"*.
std::string match_text(const std::vector<std::string>& tokens) {
    std::string text;
    const std::size_t count = std::min(tokens.size(), sql::SearchIndex::tokens_max);
    for (std::size_t at = 0; at < count; ++at) {
        text += fmt::format("\"{}\"{} ", tokens[at], is_open_ended(tokens[at]) ? "*" : "");
    }
    return text;
}

// The index's number of the message at which the page before ended: newer ones were shown. Named by
// message, so that a cursor outlives a rebuilt index.
std::optional<std::int64_t> entry_of(sql::Database& db, const WorkspaceId& workspace,
                                     std::string_view cursor) {
    if (cursor.empty()) return std::numeric_limits<std::int64_t>::max();
    const auto message = MessageId::parse(cursor);
    if (!message) return std::nullopt;
    return db.value<std::int64_t>(
        "SELECT id FROM search_entry WHERE workspace_id = $1 AND message_id = $2", workspace,
        *message);
}

}  // namespace

// Nearly every entry is new. One that a replay finds again has its old tokens forgotten first.
void SqliteSearchIndex::put(sql::Database& db, const WorkspaceId& workspace,
                            const SearchEntry& entry) {
    const auto added = db.run(
        "INSERT INTO search_entry (workspace_id, message_id, conversation_id, seq, tokens)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace_id, message_id) DO NOTHING",
        workspace, entry.message, entry.conversation, entry.seq, entry.tokens);
    if (added == 1) {
        db.run("INSERT INTO search_index (rowid, tokens) VALUES (last_insert_rowid(), $1)",
               entry.tokens);
        return;
    }
    db.run(forget_one, workspace, entry.message);
    sql::put(db, workspace, entry);
    db.run(index_one, workspace, entry.message);
}

void SqliteSearchIndex::clear(sql::Database& db, const WorkspaceId& workspace) {
    db.run(forget_all, workspace);
    db.run("DELETE FROM search_entry WHERE workspace_id = $1", workspace);
}

sql::SearchHits SqliteSearchIndex::find(sql::Database& db, const WorkspaceId& workspace,
                                        const SearchQuery& query) {
    const auto from = entry_of(db, workspace, query.cursor);
    if (!from) return {.hits = {}, .bad_cursor = true};
    const auto text = fmt::format(
        "SELECT e.message_id, s.id FROM search_index AS x"
        " JOIN search_entry AS e ON e.id = x.rowid"
        " JOIN message AS m ON m.workspace_id = e.workspace_id"
        "  AND m.conversation_id = e.conversation_id AND m.seq = e.seq"
        " JOIN session AS s ON s.workspace_id = m.workspace_id AND s.id = m.session_id"
        " WHERE x.search_index MATCH $2 AND x.rowid < $3 AND e.workspace_id = $1 AND {}"
        " ORDER BY x.rowid DESC LIMIT $4",
        sql::scope_sql(query.scope, 5));
    sql::SearchHits found;
    sql::Rows rows = db.query(text, workspace, match_text(query.tokens), *from, query.limit + 1,
                              query.scope.all, query.scope.agent, sql::queues_of(query.scope));
    while (rows.next()) {
        auto& hit = found.hits.emplace_back();
        rows.read(hit.message, hit.session);
    }
    return found;
}

}  // namespace parley::sqlite
