#include <endian.h>
#include <libpq-fe.h>

#include <charconv>
#include <cstring>

#include "store/postgres/database.hpp"
#include "store/postgres/types.hpp"

namespace parley::postgres {
namespace {

// The number of the highest $n.
std::size_t parameter_count(std::string_view sql) {
    std::size_t count = 0;
    for (std::size_t at = sql.find('$'); at != sql.npos; at = sql.find('$', at + 1)) {
        std::size_t number = 0;
        std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
        count = std::max(count, number);
    }
    return count;
}

}  // namespace

PostgresStatement::PostgresStatement(PostgresDatabase& db, std::string_view sql, std::string name)
    : db_(db), sql_(sql), name_(std::move(name)) {
    const std::size_t count = parameter_count(sql);
    parameters_.resize(count);
    values_.resize(count);
    lengths_.resize(count);
}

PostgresStatement::~PostgresStatement() {
    reset();
    db_.forget(*this);
}

PostgresStatement::Parameter& PostgresStatement::set(int parameter, unsigned type, const char* data,
                                                     std::size_t size) {
    const auto at = static_cast<std::size_t>(parameter - 1);
    PARLEY_ASSERT(at < parameters_.size());
    Parameter& to = parameters_[at];
    PARLEY_ASSERT(to.type == 0 || to.type == type);  // It was prepared for one type.
    to.type = type;
    values_[at] = data;
    lengths_[at] = static_cast<int>(size);
    return to;
}

void PostgresStatement::bind(int parameter, std::int64_t value) {
    Parameter& to = set(parameter, types::int8, nullptr, sizeof value);
    const std::uint64_t bytes = htobe64(static_cast<std::uint64_t>(value));
    std::memcpy(to.bytes.data(), &bytes, sizeof bytes);
    values_[static_cast<std::size_t>(parameter - 1)] = to.bytes.data();
}

void PostgresStatement::bind(int parameter, std::string_view value, Bytes bytes) {
    Parameter& to = set(parameter, types::text, value.empty() ? "" : value.data(), value.size());
    if (bytes == Bytes::passing) return;
    to.copy = value;
    values_[static_cast<std::size_t>(parameter - 1)] = to.copy.data();
}

void PostgresStatement::bind(int parameter, const IdBytes& value, Bytes) {
    Parameter& to = set(parameter, types::bytea, nullptr, value.size());
    if (value == IdBytes{}) return;  // NULL.
    std::memcpy(to.bytes.data(), value.data(), value.size());
    values_[static_cast<std::size_t>(parameter - 1)] = to.bytes.data();
}

void PostgresStatement::bind_array(int parameter, unsigned type, std::string_view array) {
    set(parameter, types::array_of(type), array.data(), array.size());
}

void PostgresStatement::check_all_bound(int given) const {
    PARLEY_ASSERT(given == static_cast<int>(parameters_.size()));
}

bool PostgresStatement::step() {
    if (!ran_) {
        db_.send_rows();
        db_.send(*this);
        ran_ = true;
        if (db_.gathering_) return false;
        db_.read_answers();
    }
    return result_ != nullptr && ++row_ < PQntuples(result_);
}

void PostgresStatement::reset() noexcept {
    PQclear(std::exchange(result_, nullptr));
    ran_ = false;
    row_ = -1;
}

void PostgresStatement::take(pg_result* result) noexcept {
    PQclear(std::exchange(result_, result));
}

bool PostgresStatement::is_null(int column) const {
    return PQgetisnull(result_, row_, column) != 0;
}

// Whole numbers come in 1 (boolean), 2, 4 or 8 bytes, the highest first.
std::int64_t PostgresStatement::integer(int column) const {
    const auto bytes = text(column);
    if (bytes.empty()) return 0;
    if (bytes.size() > sizeof(std::int64_t)) throw StoreBroken("a column is no whole number");
    std::uint64_t value = (bytes.front() & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(value);
}

std::string_view PostgresStatement::text(int column) const {
    if (is_null(column)) return {};
    return {PQgetvalue(result_, row_, column),
            static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

IdBytes PostgresStatement::id(int column) const {
    IdBytes bytes{};
    if (is_null(column)) return bytes;
    const auto given = text(column);
    if (given.size() != bytes.size())
        throw StoreBroken("an id in the database is not 16 bytes long");
    std::memcpy(bytes.data(), given.data(), bytes.size());
    return bytes;
}

}  // namespace parley::postgres
