// One connection to an SQLite file: statements prepared once, values bound by type.
//
//     db.run("UPDATE workspace SET fence = fence + 1 WHERE id = $1", workspace);
//     auto rows = db.query("SELECT id, name FROM agent WHERE workspace_id = $1", workspace);
//     while (rows.next()) rows.read(agent.id, agent.name);
//
// Parameters are written $1, $2 … as PostgreSQL numbers them; to SQLite they are names. The nil id
// is NULL; enumerations are stored by name; lists of words as JSON.
//
// Ownership: used by one thread at a time. A Rows must end before its SQL is used again.
// Refusals:  none. Throws SqliteError for whatever SQLite reports.
// Bounds:    `statements_max` prepared statements are kept; then all are let go.
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/assert.hpp"
#include "base/enum_names.hpp"
#include "base/id.hpp"
#include "ports/repository.hpp"
#include "store/word_list.hpp"

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

class Statement {
public:
    Statement(sqlite3* db, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // passing: the bytes outlive the next step(), as for a statement that gives no rows.
    enum class Bytes { copied, passing };
    void bind(int parameter, std::int64_t value);
    void bind(int parameter, std::string_view value, Bytes bytes);
    void bind(int parameter, const IdBytes& value, Bytes bytes);
    void check_all_bound(int given) const;

    bool step();  // True: a row is there.
    void reset() noexcept;
    void begin_use();
    bool is_in_use() const { return in_use_; }

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    std::string_view text(int column) const;  // Good until the next step.
    IdBytes id(int column) const;             // NULL: nil.

private:
    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
    int parameters_ = 0;
    bool in_use_ = false;
    std::vector<int> positions_;  // [n]: SQLite's index of the parameter named $n; 0: unused.
};

// As an argument: each of the values is a parameter of its own, for IN (…).
template <class T>
struct EachOf {
    std::span<const T> each;
};

// The rows of a running query; ends it when destroyed.
class Rows {
public:
    explicit Rows(Statement& statement) : statement_(&statement) {}
    ~Rows() {
        if (statement_ != nullptr) statement_->reset();
    }
    Rows(Rows&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
    Rows& operator=(Rows&&) = delete;

    bool next() {
        column_ = 0;
        return statement_->step();
    }
    // Reads the next columns of the row, in order.
    template <class... Values>
    void read(Values&... values) {
        (read_one(values), ...);
    }
    template <class T>
    T take() {
        T value{};
        read_one(value);
        return value;
    }
    bool is_null() const;  // The column read next.
    void skip(int columns) { column_ += columns; }

private:
    void read_one(std::string& value) { value = statement_->text(column_++); }
    void read_one(bool& value) { value = statement_->integer(column_++) != 0; }
    void read_one(Instant& value) { value = from_ms(statement_->integer(column_++)); }
    void read_one(IdBytes& value) { value = statement_->id(column_++); }
    template <std::integral T>
    void read_one(T& value) {
        value = static_cast<T>(statement_->integer(column_++));
    }
    template <class Tag>
    void read_one(Id<Tag>& value) {
        value = Id<Tag>(statement_->id(column_++));
    }
    template <class E>
        requires std::is_enum_v<E>
    void read_one(E& value) {
        const auto named = enum_named<E>(statement_->text(column_++));
        if (!named) throw StoreBroken("a word in the database is not one of ours");
        value = *named;
    }
    template <class T>
    void read_one(std::vector<T>& values) {
        parse_words(statement_->text(column_++), values);
    }

    Statement* statement_;
    int column_ = 0;
};

class Database {
public:
    static constexpr std::size_t statements_max = 256;

    // reader: cannot write. Both wait up to `busy_wait` for another connection's lock.
    enum class Mode { reader, writer };
    static constexpr std::chrono::milliseconds busy_wait{5'000};

    Database(const std::filesystem::path& file, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    template <class... Args>
    Rows query(std::string_view sql, const Args&... args) {
        return Rows(prepare(sql, Statement::Bytes::copied, args...));
    }
    // Runs to the end; the number of rows changed.
    template <class... Args>
    std::int64_t run(std::string_view sql, const Args&... args) {
        Rows rows(prepare(sql, Statement::Bytes::passing, args...));
        while (rows.next()) {
        }
        return changes();
    }
    // The single value of the single row; nullopt without row.
    template <class T, class... Args>
    std::optional<T> value(std::string_view sql, const Args&... args) {
        Rows rows = query(sql, args...);
        if (!rows.next()) return std::nullopt;
        return rows.take<T>();
    }
    // Several statements, without parameters: migrations and pragmas.
    void run_script(std::string_view sql);
    void run_script_quietly(std::string_view sql) noexcept;  // Rolling back what is broken anyway.
    bool in_transaction() const;
    // Copies frames of the log into the database; the number of frames in the log. truncate waits
    // for readers, but no longer than `checkpoint_wait`, and empties the file. Busy is no failure:
    // the next one will do.
    static constexpr std::chrono::milliseconds checkpoint_wait{50};
    enum class Checkpoint { passive, truncate };
    std::int64_t checkpoint(Checkpoint kind);

private:
    std::int64_t changes() const;
    Statement& cached(std::string_view sql);

    template <class... Args>
    Statement& prepare(std::string_view sql, Statement::Bytes bytes, const Args&... args) {
        Statement& statement = cached(sql);
        statement.begin_use();
        int parameter = 0;
        (bind_next(statement, parameter, args, bytes), ...);
        statement.check_all_bound(parameter);
        return statement;
    }

    template <class T>
    static void bind_next(Statement& to, int& parameter, const T& value, Statement::Bytes bytes) {
        if constexpr (requires { value.each; }) {
            for (const auto& one : value.each) bind_one(to, ++parameter, one, bytes);
        } else {
            bind_one(to, ++parameter, value, bytes);
        }
    }

    template <class T>
    static void bind_one(Statement& to, int parameter, const T& value, Statement::Bytes bytes) {
        if constexpr (std::integral<T>) {
            to.bind(parameter, static_cast<std::int64_t>(value));
        } else if constexpr (std::is_enum_v<T>) {
            to.bind(parameter, name_of(value), bytes);
        } else if constexpr (std::same_as<T, Instant>) {
            to.bind(parameter, to_ms(value));
        } else if constexpr (std::convertible_to<const T&, std::string_view>) {
            to.bind(parameter, std::string_view(value), bytes);
        } else if constexpr (std::same_as<T, IdBytes>) {
            to.bind(parameter, value, bytes);
        } else if constexpr (requires { value.bytes(); }) {
            to.bind(parameter, value.bytes(), bytes);
        } else {
            to.bind(parameter, format_words(value), Statement::Bytes::copied);
        }
    }

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    sqlite3* db_ = nullptr;
    std::unordered_map<std::string, std::unique_ptr<Statement>, Hash, std::equal_to<>> statements_;
};

// Rolls back unless committed.
class Transaction {
public:
    enum class Kind { read, write };
    Transaction(Database& db, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& db_;
    bool open_ = true;
};

}  // namespace parley::sqlite
