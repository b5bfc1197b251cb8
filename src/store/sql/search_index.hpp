// The full-text index of messages, which each database keeps in its own way.
#pragma once

#include "store/sql/database.hpp"

namespace parley::sql {

struct SearchHit {
    MessageId message;
    SessionId session;
};

struct SearchHits {
    std::vector<SearchHit> hits;  // Newest first.
    bool bad_cursor = false;
};

class SearchIndex {
public:
    static constexpr std::size_t tokens_max = 32;  // Of a query; the rest are ignored.

    virtual ~SearchIndex() = default;
    // In the caller's transaction. The message's former entry is replaced.
    virtual void put(Database& db, const WorkspaceId& workspace, const SearchEntry& entry) = 0;
    virtual void clear(Database& db, const WorkspaceId& workspace) = 0;
    // At most `query.limit + 1`, after the message that `query.cursor` names. Tokens are plain.
    virtual SearchHits find(Database& db, const WorkspaceId& workspace,
                            const SearchQuery& query) = 0;
};

}  // namespace parley::sql
