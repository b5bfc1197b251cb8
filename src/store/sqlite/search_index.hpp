// SQLite's index of messages: FTS5 over our own tokens (migrations/0002).
#pragma once

#include "store/sql/search_index.hpp"

namespace parley::sqlite {

class SqliteSearchIndex final : public sql::SearchIndex {
public:
    void put(sql::Database& db, const WorkspaceId& workspace, const SearchEntry& entry) override;
    void clear(sql::Database& db, const WorkspaceId& workspace) override;
    sql::SearchHits find(sql::Database& db, const WorkspaceId& workspace,
                         const SearchQuery& query) override;
};

}  // namespace parley::sqlite
