#include "store/copy/rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/digest.hpp"
#include "store/copy/encoding.hpp"

namespace parley::copy {
namespace {

Kind kind_of(const CopiedTable& table, std::string_view column, std::string_view type) {
    if (table.name == "search_entry" && column == "tokens") return Kind::words;
    if (type == "BLOB") return Kind::id;
    if (type == "INTEGER") return Kind::number;
    PARLEY_ASSERT(type == "TEXT");
    return Kind::text;
}

// The entries' numbers are SQLite's own: its index points at them.
bool is_left_out(const CopiedTable& table, std::string_view column) {
    return table.name == "search_entry" && column == "id";
}

std::vector<std::string_view> split(std::string_view text, std::string_view by) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(by), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + by.size()));
    }
    return parts;
}

std::string selected(const Layout& layout, Dialect dialect) {
    std::string text;
    for (const Column& column : layout.columns) {
        if (!text.empty()) text += ", ";
        const bool is_vector = column.kind == Kind::words && dialect == Dialect::postgres;
        text += is_vector ? fmt::format("array_to_string(tsvector_to_array({}), ' ')", column.name)
                          : column.name;
    }
    return text;
}

// Text is ordered by its bytes, as SQLite does of itself.
std::string key_columns(const Layout& layout, Dialect dialect, std::string_view direction) {
    std::string text;
    for (const std::size_t at : layout.key) {
        const Column& column = layout.columns[at];
        const bool needs_bytes = column.kind == Kind::text && dialect == Dialect::postgres;
        text += fmt::format("{}{}{}{}", text.empty() ? "" : ", ", column.name,
                            needs_bytes ? " COLLATE \"C\"" : "", direction);
    }
    return text;
}

std::string page_sql(const Layout& layout, Dialect dialect, std::size_t after) {
    std::string bound;
    for (std::size_t at = 0; at < after; ++at)
        bound += fmt::format("{}${}", at == 0 ? "" : ", ", at + 2);
    const std::string keys = key_columns(layout, dialect, "");
    return fmt::format("SELECT {} FROM {} WHERE {}{} ORDER BY {} LIMIT ${}",
                       selected(layout, dialect), layout.table->name, layout.table->where,
                       after == 0 ? "" : fmt::format(" AND ({}) > ({})", keys, bound), keys,
                       after + 2);
}

void read_cell(sql::Rows& rows, Kind kind, Cell& cell) {
    cell.is_null = rows.is_null();
    switch (kind) {
        case Kind::id: return rows.read(cell.id);
        case Kind::number: return rows.read(cell.number);
        case Kind::text: return rows.read(cell.text);
        case Kind::words:
            rows.read(cell.text);
            cell.text = sorted_words(cell.text);
            return;
    }
}

KeyPart key_part(const Cell& cell, Kind kind) {
    if (kind == Kind::id) return cell.id;
    if (kind == Kind::number) return cell.number;
    return cell.text;
}

Key key_of(const Layout& layout, const Record& record) {
    Key key;
    for (const std::size_t at : layout.key)
        key.push_back(key_part(record[at], layout.columns[at].kind));
    return key;
}

}  // namespace

std::string sorted_words(std::string_view words) {
    const auto parts = split(words, " ");
    return fmt::format("{}", fmt::join(std::set(parts.begin(), parts.end()), " "));
}

Layout layout_of(sql::Database& sqlite, const CopiedTable& table) {
    Layout layout{&table, {}, {}};
    sql::Rows rows =
        sqlite.query("SELECT name, type FROM pragma_table_info($1) ORDER BY cid", table.name);
    while (rows.next()) {
        std::string name;
        std::string type;
        rows.read(name, type);
        if (is_left_out(table, name)) continue;
        const Kind kind = kind_of(table, name, type);
        layout.columns.push_back({std::move(name), kind});
    }
    for (const std::string_view part : split(table.key, ", ")) {
        const auto found = std::ranges::find(layout.columns, part, &Column::name);
        PARLEY_ASSERT(found != layout.columns.end());
        layout.key.push_back(static_cast<std::size_t>(found - layout.columns.begin()));
    }
    return layout;
}

void each_row(Side side, const Layout& layout, WorkspaceId workspace, Key after,
              const Visit& visit) {
    Record record(layout.columns.size());
    for (std::int64_t found = page_rows; found == page_rows;) {
        found = 0;
        sql::Rows rows = side.db.query(page_sql(layout, side.dialect, after.size()), workspace,
                                       sql::EachOf<KeyPart>{after}, page_rows);
        while (rows.next()) {
            for (std::size_t at = 0; at < record.size(); ++at)
                read_cell(rows, layout.columns[at].kind, record[at]);
            visit(record);
            ++found;
        }
        if (found > 0) after = key_of(layout, record);
    }
}

std::int64_t count_rows(Side side, const CopiedTable& table, WorkspaceId workspace) {
    return side.db
        .value<std::int64_t>(
            fmt::format("SELECT count(*) FROM {} WHERE {}", table.name, table.where), workspace)
        .value();
}

Key last_key(Side side, const Layout& layout, WorkspaceId workspace) {
    sql::Rows rows =
        side.db.query(fmt::format("SELECT {} FROM {} WHERE {} ORDER BY {} LIMIT 1",
                                  key_columns(layout, Dialect::sqlite, ""), layout.table->name,
                                  layout.table->where, key_columns(layout, side.dialect, " DESC")),
                      workspace);
    Key key;
    if (!rows.next()) return key;
    for (const std::size_t at : layout.key) {
        Cell cell;
        read_cell(rows, layout.columns[at].kind, cell);
        key.push_back(key_part(cell, layout.columns[at].kind));
    }
    return key;
}

Fingerprint fingerprint(Side side, const Layout& layout, WorkspaceId workspace,
                        const std::function<void(std::int64_t rows)>& progress) {
    Fingerprint found;
    Digest digest;
    std::string bytes;
    each_row(side, layout, workspace, {}, [&](const Record& record) {
        bytes.clear();
        append_canonical(bytes, layout, record);
        digest.add(bytes);
        if (++found.rows % page_rows == 0) progress(found.rows);
    });
    found.digest = digest.hex();
    return found;
}

}  // namespace parley::copy
