#include "store/postgres/gathered_rows.hpp"

#include <endian.h>

#include <bit>

#include "store/postgres/types.hpp"

namespace parley::postgres {
namespace {

void append_int32(std::string& to, std::int64_t number) {
    const auto bytes =
        std::bit_cast<std::array<char, 4>>(htobe32(static_cast<std::uint32_t>(number)));
    to.append(bytes.data(), bytes.size());
}

}  // namespace

GatheredRows::GatheredRows(PostgresDatabase& db, const sql::Insertion& into)
    : db_(db), into_(into), statement_(db, into.of_many(), db.next_name()), types_(into.columns) {}

void GatheredRows::bind(int parameter, std::int64_t value) {
    const auto bytes =
        std::bit_cast<std::array<char, 8>>(htobe64(static_cast<std::uint64_t>(value)));
    add(parameter, types::int8, std::string_view(bytes.data(), bytes.size()));
}

void GatheredRows::bind(int parameter, std::string_view value, Bytes) {
    add(parameter, types::text, value);
}

void GatheredRows::bind(int parameter, const IdBytes& value, Bytes) {
    if (value == IdBytes{}) return add(parameter, types::bytea, std::nullopt);
    add(parameter, types::bytea,
        std::string_view(reinterpret_cast<const char*>(value.data()), value.size()));
}

void GatheredRows::check_all_bound(int given) const {
    PARLEY_ASSERT(static_cast<std::size_t>(given) == into_.columns);
}

void GatheredRows::add(int parameter, unsigned type, std::optional<std::string_view> value) {
    const auto column = static_cast<std::size_t>(parameter - 1);
    PARLEY_ASSERT(column < types_.size() && values_.size() % types_.size() == column);
    PARLEY_ASSERT(types_[column] == 0 || types_[column] == type);
    types_[column] = type;
    values_.push_back({bytes_.size(), std::nullopt});
    if (value) {
        values_.back().size = value->size();
        bytes_.append(*value);
    }
    if (column + 1 == types_.size()) end_row();
}

void GatheredRows::end_row() {
    const std::size_t first = values_.size() - types_.size();
    if (into_.conflict.empty()) return rows_.push_back(first);
    std::string key;
    for (std::size_t at = first; at < first + into_.key_columns; ++at) {
        append_int32(key, static_cast<std::int64_t>(values_[at].size.value_or(0)));
        key.append(bytes_, values_[at].at, values_[at].size.value_or(0));
    }
    const auto [known, is_new] = by_key_.try_emplace(std::move(key), rows_.size());
    if (is_new) {
        rows_.push_back(first);
    } else {
        rows_[known->second] = first;
    }
}

std::string GatheredRows::column(std::size_t number) const {
    std::string array;
    append_int32(array, 1);  // Dimensions.
    append_int32(array, 1);  // There may be NULLs.
    append_int32(array, types_[number]);
    append_int32(array, static_cast<std::int64_t>(rows_.size()));
    append_int32(array, 1);  // The index of the first.
    for (const std::size_t row : rows_) {
        const Value& value = values_[row + number];
        append_int32(array, value.size ? static_cast<std::int64_t>(*value.size) : -1);
        array.append(bytes_, value.at, value.size.value_or(0));
    }
    return array;
}

void GatheredRows::send() {
    std::vector<std::string> columns;
    for (std::size_t number = 0; number < types_.size(); ++number) {
        columns.push_back(column(number));
        statement_.bind_array(static_cast<int>(number + 1), types_[number], columns.back());
    }
    clear();
    db_.send(statement_);
}

void GatheredRows::clear() {
    bytes_.clear();
    values_.clear();
    rows_.clear();
    by_key_.clear();
}

}  // namespace parley::postgres
