// PostgreSQL's index of messages: our tokens as a tsvector (migrations/0002_search.postgres.sql).
#pragma once

#include "store/sql/search_index.hpp"

namespace parley::postgres {

class PostgresSearchIndex final : public sql::SearchIndex {
public:
    void put(sql::Database& db, const WorkspaceId& workspace, const SearchEntry& entry) override;
    void clear(sql::Database& db, const WorkspaceId& workspace) override;
    sql::SearchHits find(sql::Database& db, const WorkspaceId& workspace,
                         const SearchQuery& query) override;
};

}  // namespace parley::postgres
