#include "store/sqlite/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace parley::sqlite {
namespace {

[[noreturn]] void fail(sqlite3* db, std::string_view doing) {
    const int code = db == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(db);
    const char* why = db == nullptr ? "out of memory" : sqlite3_errmsg(db);
    throw SqliteError(fmt::format("{}: {} ({})", doing, why, code), code);
}

constexpr std::string_view pragmas =
    "PRAGMA page_size = 2048;"  // Of a new file. What a message changes in its indexes is little.
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA wal_autocheckpoint = 0;"  // A thread of its own does it: sqlite/checkpointer.hpp.
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -32000;";

}  // namespace

bool SqliteError::is_constraint() const { return (extended_code_ & 0xFF) == SQLITE_CONSTRAINT; }
bool SqliteError::is_full() const { return (extended_code_ & 0xFF) == SQLITE_FULL; }

SqliteStatement::SqliteStatement(sqlite3* db, std::string_view sql) : db_(db) {
    const int length = static_cast<int>(sql.size());
    const char* tail = nullptr;
    if (sqlite3_prepare_v3(db, sql.data(), length, SQLITE_PREPARE_PERSISTENT, &statement_, &tail) !=
        SQLITE_OK) {
        fail(db, fmt::format("prepare \"{}\"", sql));
    }
    PARLEY_ASSERT(statement_ != nullptr);
    parameters_ = sqlite3_bind_parameter_count(statement_);
    positions_.assign(parameters_ + 1, 0);
    for (int number = 1; number <= parameters_; ++number) {
        const std::string name = fmt::format("${}", number);
        positions_[number] = sqlite3_bind_parameter_index(statement_, name.c_str());
        PARLEY_ASSERT(positions_[number] != 0);  // $1 … $n, each at least once.
    }
}

SqliteStatement::~SqliteStatement() { sqlite3_finalize(statement_); }

void SqliteStatement::bind(int parameter, std::int64_t value) {
    PARLEY_ASSERT(parameter <= parameters_);
    if (sqlite3_bind_int64(statement_, positions_[parameter], value) != SQLITE_OK)
        fail(db_, "bind");
}

void SqliteStatement::bind(int parameter, std::string_view value, Bytes bytes) {
    PARLEY_ASSERT(parameter <= parameters_);
    const char* data = value.data() == nullptr ? "" : value.data();
    const auto keep = bytes == Bytes::copied ? SQLITE_TRANSIENT : SQLITE_STATIC;  // NOLINT
    if (sqlite3_bind_text64(statement_, positions_[parameter], data, value.size(), keep,
                            SQLITE_UTF8) != SQLITE_OK) {
        fail(db_, "bind");
    }
}

void SqliteStatement::bind(int parameter, const IdBytes& value, Bytes bytes) {
    PARLEY_ASSERT(parameter <= parameters_);
    const int position = positions_[parameter];
    const auto keep = bytes == Bytes::copied ? SQLITE_TRANSIENT : SQLITE_STATIC;  // NOLINT
    const int code = value == IdBytes{} ? sqlite3_bind_null(statement_, position)
                                        : sqlite3_bind_blob64(statement_, position, value.data(),
                                                              value.size(), keep);
    if (code != SQLITE_OK) fail(db_, "bind");
}

void SqliteStatement::check_all_bound(int given) const { PARLEY_ASSERT(given == parameters_); }

bool SqliteStatement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(db_, "step");
    return false;
}

void SqliteStatement::reset() noexcept {
    sqlite3_reset(statement_);  // Its answer repeats step's.
}

std::int64_t SqliteStatement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string_view SqliteStatement::text(int column) const {
    const auto* text = sqlite3_column_text(statement_, column);
    if (text == nullptr) return {};
    const auto length = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return {reinterpret_cast<const char*>(text), length};
}

IdBytes SqliteStatement::id(int column) const {
    IdBytes bytes{};
    const void* blob = sqlite3_column_blob(statement_, column);
    if (blob == nullptr) return bytes;
    if (sqlite3_column_bytes(statement_, column) != static_cast<int>(bytes.size())) {
        throw StoreBroken("an id in the database is not 16 bytes long");
    }
    std::memcpy(bytes.data(), blob, bytes.size());
    return bytes;
}

bool SqliteStatement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

SqliteDatabase::SqliteDatabase(const std::filesystem::path& file, Mode mode) {
    const int access =
        mode == Mode::reader ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    try {
        if (sqlite3_open_v2(file.c_str(), &db_, flags, nullptr) != SQLITE_OK) {
            fail(db_, fmt::format("open {}", file.string()));
        }
        sqlite3_busy_timeout(db_, static_cast<int>(busy_wait.count()));
        if (mode == Mode::reader) return;
        run_script(pragmas);
        const auto committed = [](void* frames, sqlite3*, const char*, int count) {
            *static_cast<std::int64_t*>(frames) = count;
            return SQLITE_OK;
        };
        sqlite3_wal_hook(db_, committed, &log_frames_);
    } catch (...) {
        sqlite3_close_v2(db_);
        throw;
    }
}

SqliteDatabase::~SqliteDatabase() {
    forget_statements();
    sqlite3_close_v2(db_);
}

void SqliteDatabase::run_script(std::string_view sql) {
    if (sqlite3_exec(db_, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail(db_, "script");
    }
}

bool SqliteDatabase::has_table(std::string_view name) {
    return value<std::int64_t>("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1",
                               name)
        .has_value();
}

std::string SqliteDatabase::adapted(std::string_view migration) const {
    return std::string(migration);  // They are written for it.
}

void SqliteDatabase::begin(Access access) {
    run(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

void SqliteDatabase::commit() { run("COMMIT"); }

void SqliteDatabase::roll_back() noexcept {
    if (sqlite3_get_autocommit(db_) != 0) return;  // SQLite did so by itself.
    sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
}

std::unique_ptr<sql::Statement> SqliteDatabase::make_statement(std::string_view sql) {
    return std::make_unique<SqliteStatement>(db_, sql);
}

std::int64_t SqliteDatabase::changes() const { return sqlite3_changes64(db_); }

std::int64_t SqliteDatabase::checkpoint(Checkpoint kind) {
    constexpr std::array modes{SQLITE_CHECKPOINT_PASSIVE, SQLITE_CHECKPOINT_RESTART,
                               SQLITE_CHECKPOINT_TRUNCATE};
    const int mode = modes[static_cast<std::size_t>(kind)];
    sqlite3_busy_timeout(db_, static_cast<int>(checkpoint_wait.count()));
    int frames = 0;
    int copied = 0;
    const int code = sqlite3_wal_checkpoint_v2(db_, nullptr, mode, &frames, &copied);
    sqlite3_busy_timeout(db_, static_cast<int>(busy_wait.count()));
    if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY) fail(db_, "checkpoint");
    return std::max(copied, 0);
}

}  // namespace parley::sqlite
