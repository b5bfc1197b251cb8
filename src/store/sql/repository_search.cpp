#include <algorithm>

#include "store/sql/repository.hpp"
#include "store/sql/search_index.hpp"
#include "store/sql/views.hpp"

namespace parley::sql {
namespace {

// Of our making: nothing that an index's own language would take for a sign.
bool is_plain(std::string_view token) {
    return !token.empty() && std::ranges::all_of(token, [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') ||
               (c >= '0' && c <= '9');
    });
}

}  // namespace

PageOf<SearchResult> SqlRepository::search(const SearchQuery& query) {
    if (query.tokens.empty() || !std::ranges::all_of(query.tokens, is_plain)) return {};
    Read read(*reader_);
    Database& db = read.db();
    auto [hits, bad_cursor] = db.search_index().find(db, workspace_, query);
    if (bad_cursor) return {.items = {}, .next_cursor = {}, .bad_cursor = true};
    PageOf<SearchResult> page;
    if (hits.size() > query.limit) {
        hits.pop_back();
        if (!hits.empty()) page.next_cursor = hits.back().message.text();
    }
    for (const auto& [message, session] : hits) {
        auto message_found = message_view(db, workspace_, message);
        auto session_found = session_view(db, workspace_, session);
        if (!message_found || !session_found) continue;
        page.items.push_back({std::move(*message_found), std::move(*session_found)});
    }
    return page;
}

}  // namespace parley::sql
