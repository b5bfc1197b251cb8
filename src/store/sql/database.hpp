// One connection to a database: statements prepared once, values bound by type.
//
//     db.run("UPDATE workspace SET fence = fence + 1 WHERE id = $1", workspace);
//     auto rows = db.query("SELECT id, name FROM agent WHERE workspace_id = $1", workspace);
//     while (rows.next()) rows.read(agent.id, agent.name);
//
// The SQL is what SQLite and PostgreSQL share; what they do not is a virtual function here. The nil
// id is NULL; enumerations are stored by name; lists of words as JSON; of a variant, what it holds.
//
// Ownership: used by one thread at a time. A Rows must end before its SQL is used again.
// Refusals:  none. Throws StoreBroken (of the database's own kind) for whatever the database says.
// Bounds:    `statements_max` prepared statements are kept; then all are let go.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/assert.hpp"
#include "base/enum_names.hpp"
#include "base/id.hpp"
#include "ports/repository.hpp"
#include "store/sql/insertion.hpp"
#include "store/word_list.hpp"

namespace parley::sql {

class SearchIndex;

// What values are given to, each by its number from 1.
class Parameters {
public:
    virtual ~Parameters() = default;

    // passing: the bytes outlive the statement's run, as of one that gives no rows.
    enum class Bytes { copied, passing };
    virtual void bind(int parameter, std::int64_t value) = 0;
    virtual void bind(int parameter, std::string_view value, Bytes bytes) = 0;
    virtual void bind(int parameter, const IdBytes& value, Bytes bytes) = 0;
    virtual void check_all_bound(int given) const = 0;
};

// A prepared statement, its parameters, and the row it stands at.
class Statement : public Parameters {
public:
    virtual bool step() = 0;  // True: a row is there.
    virtual void reset() noexcept = 0;

    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string_view text(int column) const = 0;  // Good until the next step. NULL: empty.
    virtual IdBytes id(int column) const = 0;             // NULL: nil.

    void begin_use() {
        PARLEY_ASSERT(!in_use_);
        in_use_ = true;
    }
    void end_use() noexcept {
        reset();
        in_use_ = false;
    }
    bool is_in_use() const { return in_use_; }

private:
    bool in_use_ = false;
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
        if (statement_ != nullptr) statement_->end_use();
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
    bool is_null() const { return statement_->is_null(column_); }  // The column read next.
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

    void read_one(std::map<std::string, std::string>& values) {
        parse_words(statement_->text(column_++), values);
    }

    Statement* statement_;
    int column_ = 0;
};

class Database {
public:
    static constexpr std::size_t statements_max = 256;

    virtual ~Database() = default;
    Database() = default;
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
    // One row. While a database gathers (postgres/database.hpp) it may wait for others of its
    // table.
    template <class... Args>
    void insert(const Insertion& into, const Args&... args) {
        Parameters* waiting = gathered(into);
        if (waiting == nullptr) {
            run(into.sql, args...);
            return;
        }
        bind_all(*waiting, Statement::Bytes::passing, args...);
    }
    // The single value of the single row; nullopt without row.
    template <class T, class... Args>
    std::optional<T> value(std::string_view sql, const Args&... args) {
        Rows rows = query(sql, args...);
        if (!rows.next()) return std::nullopt;
        return rows.take<T>();
    }

    // Several statements, without parameters: migrations.
    virtual void run_script(std::string_view sql) = 0;
    virtual bool has_table(std::string_view name) = 0;
    // A migration's text in this database's own words (migrations/0001).
    virtual std::string adapted(std::string_view migration) const = 0;
    virtual SearchIndex& search_index() = 0;

    // read: all queries see the same moment.
    enum class Access { read, write };
    virtual void begin(Access access) = 0;
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;  // Nothing where no transaction is open.

protected:
    // Of the statement run last.
    virtual std::int64_t changes() const = 0;
    virtual std::unique_ptr<Statement> make_statement(std::string_view sql) = 0;
    // Before the connection closes: statements refer to it.
    void forget_statements() { statements_.clear(); }

    template <class... Args>
    Statement& prepare(std::string_view sql, Statement::Bytes bytes, const Args&... args) {
        Statement& statement = cached(sql);
        statement.begin_use();
        bind_all(statement, bytes, args...);
        return statement;
    }
    // Where a row to insert may wait; null: it is to be written now.
    virtual Parameters* gathered(const Insertion&) { return nullptr; }

private:
    Statement& cached(std::string_view sql);

    template <class... Args>
    static void bind_all(Parameters& to, Parameters::Bytes bytes, const Args&... args) {
        int parameter = 0;
        (bind_next(to, parameter, args, bytes), ...);
        to.check_all_bound(parameter);
    }

    template <class T>
    static void bind_next(Parameters& to, int& parameter, const T& value, Parameters::Bytes bytes) {
        if constexpr (requires { value.each; }) {
            for (const auto& one : value.each) bind_one(to, ++parameter, one, bytes);
        } else {
            bind_one(to, ++parameter, value, bytes);
        }
    }

    template <class T>
    static void bind_one(Parameters& to, int parameter, const T& value, Parameters::Bytes bytes) {
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
        } else if constexpr (requires { value.valueless_by_exception(); }) {
            std::visit([&](const auto& held) { bind_one(to, parameter, held, bytes); }, value);
        } else {
            to.bind(parameter, format_words(value), Statement::Bytes::copied);
        }
    }

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::unordered_map<std::string, std::unique_ptr<Statement>, Hash, std::equal_to<>> statements_;
};

// Opens connections alike, whatever the database. Throws StoreBroken.
using Connect = std::function<std::unique_ptr<Database>()>;

// Rolls back unless committed.
class Transaction {
public:
    Transaction(Database& db, Database::Access access) : db_(db) { db_.begin(access); }
    ~Transaction() {
        if (open_) db_.roll_back();
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit() {
        db_.commit();
        open_ = false;
    }

private:
    Database& db_;
    bool open_ = true;
};

}  // namespace parley::sql
