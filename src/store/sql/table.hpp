// How a row lies in its table: said once per type, used for writing and for reading.
//
//     template <> struct Table<Queue> : InWorkspace {
//         static constexpr std::string_view name = "queue", key = "id", rest = "name, strategy";
//         static auto fields(auto& row) { return std::tie(row.id, row.name, row.strategy); }
//     };
//
// `fields` follow the columns of `key`, then of `rest`. Rows in a workspace have workspace_id as
// their first column and key. The descriptions are in sql/tables_*.hpp.
#pragma once

#include <fmt/format.h>

#include <string>
#include <tuple>

#include "store/sql/database.hpp"

namespace parley::sql {

template <class T>
struct Table;

struct InWorkspace {
    static constexpr bool in_workspace = true;
    static constexpr bool only_added = false;
};
struct OfInstallation {
    static constexpr bool in_workspace = false;
    static constexpr bool only_added = false;
};
struct OnlyAdded {
    static constexpr bool in_workspace = true;
    static constexpr bool only_added = true;
};

// "a, b" with prefix "m." gives "m.a, m.b".
std::string prefixed(std::string_view prefix, std::string_view columns);

// The columns that read<T> takes, for a table called `alias` in the query.
template <class T>
std::string columns_of(std::string_view alias) {
    const auto all = fmt::format("{}, {}", Table<T>::key, Table<T>::rest);
    return prefixed(fmt::format("{}.", alias), all);
}

template <class T>
void read_row(Rows& rows, T& row) {
    std::apply([&](auto&... field) { rows.read(field...); }, Table<T>::fields(row));
}

template <class T>
void put(Database& db, const WorkspaceId& workspace, const T& row) {
    using Of = Table<T>;
    if constexpr (Of::in_workspace) {
        static const Insertion into(Of::name, fmt::format("workspace_id, {}", Of::key), Of::rest,
                                    !Of::only_added);
        PARLEY_ASSERT(!workspace.is_nil());
        std::apply([&](const auto&... field) { db.insert(into, workspace, field...); },
                   Of::fields(row));
    } else {
        static const Insertion into(Of::name, Of::key, Of::rest, true);
        std::apply([&](const auto&... field) { db.insert(into, field...); }, Of::fields(row));
    }
}

// Every row of T that `where` (with $1 the workspace) chooses; `where` may order and limit.
template <class T, class... Args>
std::vector<T> all_where(Database& db, std::string_view where, const Args&... args) {
    std::vector<T> found;
    Rows rows = db.query(
        fmt::format("SELECT {} FROM {} AS t WHERE {}", columns_of<T>("t"), Table<T>::name, where),
        args...);
    while (rows.next()) read_row(rows, found.emplace_back());
    return found;
}

// A row of a workspace by its id, for one_where().
inline constexpr std::string_view by_id = "t.workspace_id = $1 AND t.id = $2";

template <class T, class... Args>
std::optional<T> one_where(Database& db, std::string_view where, const Args&... args) {
    auto found = all_where<T>(db, where, args...);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

}  // namespace parley::sql
