// The rows that wait to be inserted into one table together: by column, as PostgreSQL's arrays in
// binary (arrayfuncs.c, array_recv), one of which is a parameter of the INSERT.
//
// Of rows that replace one another only the last is kept, in the place of the first: one INSERT may
// touch a row once only. So a value that must be one row's only cannot move from row to row within
// a group; such a group is refused together and written again batch by batch. Rows keep their order
// within one insertion: a table has one.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/postgres/database.hpp"

namespace parley::postgres {

class GatheredRows final : public sql::Parameters {
public:
    GatheredRows(PostgresDatabase& db, const sql::Insertion& into);

    // A row is whole when its last parameter is bound. The bytes are copied.
    void bind(int parameter, std::int64_t value) override;
    void bind(int parameter, std::string_view value, Bytes bytes) override;
    void bind(int parameter, const IdBytes& value, Bytes bytes) override;
    void check_all_bound(int given) const override;

    const sql::Insertion& into() const { return into_; }
    bool is_empty() const { return rows_.empty(); }
    std::size_t bytes() const { return bytes_.size(); }
    // Sends them, and has none.
    void send();
    void clear();

private:
    struct Value {
        std::size_t at = 0;               // In bytes_.
        std::optional<std::size_t> size;  // None: NULL.
    };
    void add(int parameter, unsigned type, std::optional<std::string_view> value);
    void end_row();
    std::string column(std::size_t number) const;

    PostgresDatabase& db_;
    const sql::Insertion& into_;
    PostgresStatement statement_;
    std::vector<unsigned> types_;  // Of the columns; 0 before the first row.
    std::string bytes_;
    std::vector<Value> values_;
    std::vector<std::size_t> rows_;  // Where in values_ each begins.
    std::unordered_map<std::string, std::size_t> by_key_;
};

}  // namespace parley::postgres
