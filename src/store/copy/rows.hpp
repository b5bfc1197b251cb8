// Rows as a copy sees them: read alike from both databases, in order of key, page by page.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "store/copy/tables.hpp"
#include "store/migrations.hpp"
#include "store/sql/database.hpp"

namespace parley::copy {

// words: search tokens, which SQLite keeps as text and PostgreSQL as a tsvector.
enum class Kind { id, number, text, words };

struct Column {
    std::string name;
    Kind kind;
};

// How a table lies in both databases.
struct Layout {
    const CopiedTable* table;
    std::vector<Column> columns;
    std::vector<std::size_t> key;  // Positions in `columns`.
};

struct Cell {
    bool is_null = true;
    std::int64_t number = 0;
    IdBytes id{};
    std::string text;  // Words: each once, in order, one space between.
};
using Record = std::vector<Cell>;

using KeyPart = std::variant<std::int64_t, std::string, IdBytes>;
using Key = std::vector<KeyPart>;  // Empty: before the first row.

// From the SQLite side, whose schema says the types in our own words.
Layout layout_of(sql::Database& sqlite, const CopiedTable& table);

// One of the two databases, and how it words a few things.
struct Side {
    sql::Database& db;
    Dialect dialect;
};

inline constexpr std::int64_t page_rows = 2'000;

using Visit = std::function<void(const Record&)>;
void each_row(Side side, const Layout& layout, WorkspaceId workspace, Key after,
              const Visit& visit);
std::int64_t count_rows(Side side, const CopiedTable& table, WorkspaceId workspace);
Key last_key(Side side, const Layout& layout, WorkspaceId workspace);

// Equal on both sides exactly when the rows are.
struct Fingerprint {
    std::int64_t rows = 0;
    std::string digest;
    bool operator==(const Fingerprint&) const = default;
};
Fingerprint fingerprint(Side side, const Layout& layout, WorkspaceId workspace,
                        const std::function<void(std::int64_t rows)>& progress);

// "b a  b" gives "a b".
std::string sorted_words(std::string_view words);

}  // namespace parley::copy
