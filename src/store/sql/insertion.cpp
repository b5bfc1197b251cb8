#include "store/sql/insertion.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parley::sql {
namespace {

std::string parameters(std::size_t count) {
    std::string text;
    for (std::size_t number = 1; number <= count; ++number)
        text += fmt::format("{}${}", number == 1 ? "" : ", ", number);
    return text;
}

std::string replacing(std::string_view key, std::string_view rest) {
    std::string changes;
    for (const std::string_view name : names_in(rest))
        changes += fmt::format("{}{} = excluded.{}", changes.empty() ? "" : ", ", name, name);
    return fmt::format(" ON CONFLICT ({}) DO UPDATE SET {}", key, changes);
}

}  // namespace

std::vector<std::string_view> names_in(std::string_view columns) {
    std::vector<std::string_view> names;
    while (!columns.empty()) {
        const auto end = std::min(columns.find(','), columns.size());
        names.push_back(columns.substr(0, end));
        columns.remove_prefix(std::min(end + 2, columns.size()));  // ", "
    }
    return names;
}

Insertion::Insertion(std::string_view table, std::string_view key, std::string_view rest,
                     bool replace, std::string_view given_values)
    : into(fmt::format("INSERT INTO {} ({}, {})", table, key, rest)),
      conflict(replace ? replacing(key, rest) : ""),
      key_columns(names_in(key).size()) {
    columns = key_columns + names_in(rest).size();
    values = given_values.empty() ? parameters(columns) : given_values;
    sql = fmt::format("{} VALUES ({}){}", into, values, conflict);
}

// Functions that give many rows go in step where they stand side by side in a list.
std::string Insertion::of_many() const {
    std::string each = values;
    for (auto at = each.find('$'); at != each.npos; at = each.find('$', at)) {
        const auto end = std::min(each.find_first_not_of("0123456789", at + 1), each.size());
        const std::string parameter = fmt::format("unnest({})", each.substr(at, end - at));
        each.replace(at, end - at, parameter);
        at += parameter.size();
    }
    return fmt::format("{} SELECT {}{}", into, each, conflict);
}

}  // namespace parley::sql
