#include "store/sql/table.hpp"

namespace parley::sql {
namespace {

std::vector<std::string_view> split(std::string_view columns) {
    std::vector<std::string_view> names;
    while (!columns.empty()) {
        const auto end = std::min(columns.find(','), columns.size());
        names.push_back(columns.substr(0, end));
        columns.remove_prefix(std::min(end + 2, columns.size()));  // ", "
    }
    return names;
}

}  // namespace

std::string prefixed(std::string_view prefix, std::string_view columns) {
    std::string text;
    for (const std::string_view name : split(columns)) {
        text += fmt::format("{}{}{}", text.empty() ? "" : ", ", prefix, name);
    }
    return text;
}

std::string insert_sql(std::string_view table, std::string_view key, std::string_view rest,
                       bool replace) {
    const auto columns = fmt::format("{}, {}", key, rest);
    std::string values;
    for (std::size_t number = 1; number <= split(columns).size(); ++number) {
        values += fmt::format("{}${}", number == 1 ? "" : ", ", number);
    }
    auto sql = fmt::format("INSERT INTO {} ({}) VALUES ({})", table, columns, values);
    if (!replace) return sql;

    std::string changes;
    for (const std::string_view name : split(rest)) {
        changes += fmt::format("{}{} = excluded.{}", changes.empty() ? "" : ", ", name, name);
    }
    return sql + fmt::format(" ON CONFLICT ({}) DO UPDATE SET {}", key, changes);
}

}  // namespace parley::sql
