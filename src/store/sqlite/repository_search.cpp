#include <algorithm>
#include <limits>

#include "language/tokens.hpp"
#include "store/sqlite/keyset.hpp"
#include "store/sqlite/repository.hpp"
#include "store/sqlite/scope_sql.hpp"
#include "store/sqlite/views.hpp"

namespace parley::sqlite {
namespace {

bool is_plain(std::string_view token) {
    return !token.empty() && std::ranges::all_of(token, [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') ||
               (c >= '0' && c <= '9');
    });
}

// In the index's own language: "word" "pair" "字"*. Empty where a token is not of our making.
std::string match_text(const std::vector<std::string>& tokens) {
    std::string text;
    const std::size_t count = std::min(tokens.size(), SqliteRepository::search_tokens_max);
    for (std::size_t at = 0; at < count; ++at) {
        if (!is_plain(tokens[at])) return {};
        text += fmt::format("\"{}\"{} ", tokens[at], is_open_ended(tokens[at]) ? "*" : "");
    }
    return text;
}

// The index's number of the message at which the page before ended: newer ones were shown. Named by
// message, so that a cursor outlives a rebuilt index.
std::optional<std::int64_t> entry_of(Database& db, const WorkspaceId& workspace,
                                     std::string_view cursor) {
    if (cursor.empty()) return std::numeric_limits<std::int64_t>::max();
    const auto message = MessageId::parse(cursor);
    if (!message) return std::nullopt;
    return db.value<std::int64_t>(
        "SELECT id FROM search_entry WHERE workspace_id = $1 AND message_id = $2", workspace,
        *message);
}

}  // namespace

PageOf<SearchResult> SqliteRepository::search(const SearchQuery& query) {
    const std::string match = match_text(query.tokens);
    if (match.empty()) return {};
    const auto sql = fmt::format(
        "SELECT e.message_id, s.id FROM search_index AS x"
        " JOIN search_entry AS e ON e.id = x.rowid"
        " JOIN message AS m ON m.workspace_id = e.workspace_id"
        "  AND m.conversation_id = e.conversation_id AND m.seq = e.seq"
        " JOIN session AS s ON s.workspace_id = m.workspace_id AND s.id = m.session_id"
        " WHERE x.search_index MATCH $2 AND x.rowid < $3 AND e.workspace_id = $1 AND {}"
        " ORDER BY x.rowid DESC LIMIT $4",
        scope_sql(query.scope, 5));

    Read read(*reader_);
    Database& db = read.db();
    const auto from = entry_of(db, workspace_, query.cursor);
    if (!from) return {.items = {}, .next_cursor = {}, .bad_cursor = true};
    std::vector<std::pair<MessageId, SessionId>> hits;
    {
        Rows rows = db.query(sql, workspace_, match, *from, query.limit + 1, query.scope.all,
                             query.scope.agent, queues_of(query.scope));
        while (rows.next()) {
            auto& hit = hits.emplace_back();
            rows.read(hit.first, hit.second);
        }
    }
    PageOf<SearchResult> page;
    if (hits.size() > query.limit) {
        hits.pop_back();
        if (!hits.empty()) page.next_cursor = hits.back().first.text();
    }
    for (const auto& [message, session] : hits) {
        auto message_found = message_view(db, workspace_, message);
        auto session_found = session_view(db, workspace_, session);
        if (!message_found || !session_found) continue;
        page.items.push_back({std::move(*message_found), std::move(*session_found)});
    }
    return page;
}

}  // namespace parley::sqlite
