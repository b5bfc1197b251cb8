// One connection to an SQLite file.
//
// Parameters are written $1, $2 … as PostgreSQL numbers them; to SQLite they are names.
#pragma once

#include <chrono>
#include <filesystem>
#include <vector>

#include "store/sql/database.hpp"
#include "store/sqlite/search_index.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace parley::sqlite {

class SqliteError : public StoreBroken {
public:
    SqliteError(const std::string& what, int extended_code)
        : StoreBroken(what), extended_code_(extended_code) {}
    bool is_constraint() const;  // The rows contradict a key: the fault lies in them, not the disk.
    bool is_full() const;
    int extended_code() const { return extended_code_; }

private:
    int extended_code_;
};

class SqliteStatement final : public sql::Statement {
public:
    SqliteStatement(sqlite3* db, std::string_view sql);
    ~SqliteStatement() override;

    void bind(int parameter, std::int64_t value) override;
    void bind(int parameter, std::string_view value, Bytes bytes) override;
    void bind(int parameter, const IdBytes& value, Bytes bytes) override;
    void check_all_bound(int given) const override;

    bool step() override;
    void reset() noexcept override;

    bool is_null(int column) const override;
    std::int64_t integer(int column) const override;
    std::string_view text(int column) const override;
    IdBytes id(int column) const override;

private:
    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
    int parameters_ = 0;
    std::vector<int> positions_;  // [n]: SQLite's index of the parameter named $n; 0: unused.
};

class SqliteDatabase final : public sql::Database {
public:
    // reader: cannot write. Both wait up to `busy_wait` for another connection's lock.
    enum class Mode { reader, writer };
    static constexpr std::chrono::milliseconds busy_wait{5'000};

    SqliteDatabase(const std::filesystem::path& file, Mode mode);
    ~SqliteDatabase() override;

    void run_script(std::string_view sql) override;
    bool has_table(std::string_view name) override;
    std::string adapted(std::string_view migration) const override;
    sql::SearchIndex& search_index() override { return search_index_; }

    void begin(Access access) override;
    void commit() override;
    void roll_back() noexcept override;

    // Copies frames of the log into the database; how many of the log are there now. restart and
    // truncate wait for readers, but no longer than `checkpoint_wait`, and make the next commit
    // begin the log again: restart over its old bytes, which costs the file system nothing.
    // Busy is no failure: the next one will do.
    static constexpr std::chrono::milliseconds checkpoint_wait{50};
    enum class Checkpoint { passive, restart, truncate };
    std::int64_t checkpoint(Checkpoint kind);
    // A writer's: frames in the log after its last commit.
    std::int64_t log_frames() const { return log_frames_; }

protected:
    std::int64_t changes() const override;
    std::unique_ptr<sql::Statement> make_statement(std::string_view sql) override;

private:
    sqlite3* db_ = nullptr;
    std::int64_t log_frames_ = 0;
    SqliteSearchIndex search_index_;
};

}  // namespace parley::sqlite
