// How a row is written into a table: the INSERT of one row, and what is needed to write many at
// once.
//
// Ownership: static; a database knows an insertion by its address.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley::sql {

struct Insertion {
    // Of every column, in the order of `key`, then `rest`, as in "workspace_id, id". With `replace`
    // a row of the same key is replaced. `values` where they are not the parameters as they are.
    Insertion(std::string_view table, std::string_view key, std::string_view rest, bool replace,
              std::string_view values = {});

    // Each parameter is an array of as many values as there are rows; no two rows of one key where
    // they are replaced.
    std::string of_many() const;

    std::string into;      // INSERT INTO table (columns)
    std::string values;    // $1, $2, $3
    std::string conflict;  // ON CONFLICT (key) DO UPDATE SET …; empty: rows are only added.
    std::string sql;       // Of one row.
    std::size_t columns = 0;
    std::size_t key_columns = 0;
};

// The names in "a, b".
std::vector<std::string_view> names_in(std::string_view columns);

}  // namespace parley::sql
