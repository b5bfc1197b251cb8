// One connection to PostgreSQL, in pipeline mode all the time: what a transaction needs beside its
// first query (BEGIN, the preparing of a statement, the end of the transaction before) travels with
// it, so a query costs one round trip.
//
// `gather` goes further, for writing: statements are only sent, and `commit` sends COMMIT after
// them and reads all answers. What is sent after a failed statement, COMMIT too, is not run. Rows
// to insert wait until another statement or `commit` comes, and are sent table by table
// (gathered_rows.hpp).
#pragma once

#include <array>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "store/postgres/search_index.hpp"
#include "store/sql/database.hpp"

struct pg_conn;
struct pg_result;

namespace parley::postgres {

class PostgresError : public StoreBroken {
public:
    // `state`: the five letters of SQLSTATE; empty when the connection is lost.
    PostgresError(const std::string& what, std::string state)
        : StoreBroken(what), state_(std::move(state)) {}
    // The fault lies in the rows (classes 22 and 23), not in the database.
    bool is_of_rows() const { return state_.starts_with("22") || state_.starts_with("23"); }

    std::string_view state() const { return state_; }

private:
    std::string state_;
};

class GatheredRows;
class PostgresDatabase;

class PostgresStatement final : public sql::Statement {
public:
    PostgresStatement(PostgresDatabase& db, std::string_view sql, std::string name);
    ~PostgresStatement() override;

    void bind(int parameter, std::int64_t value) override;
    void bind(int parameter, std::string_view value, Bytes bytes) override;
    void bind(int parameter, const IdBytes& value, Bytes bytes) override;
    // In binary, of values of that type; the bytes outlive the next step().
    void bind_array(int parameter, unsigned type, std::string_view array);
    void check_all_bound(int given) const override;

    bool step() override;
    void reset() noexcept override;

    bool is_null(int column) const override;
    std::int64_t integer(int column) const override;
    std::string_view text(int column) const override;
    IdBytes id(int column) const override;

private:
    friend class PostgresDatabase;

    struct Parameter {
        unsigned type = 0;
        std::array<char, 16> bytes{};  // Of numbers and ids.
        std::string copy;
    };
    void take(pg_result* result) noexcept;
    Parameter& set(int parameter, unsigned type, const char* data, std::size_t size);

    PostgresDatabase& db_;
    std::string sql_;
    std::string name_;
    std::vector<Parameter> parameters_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    bool prepared_ = false;
    bool ran_ = false;
    pg_result* result_ = nullptr;
    int row_ = -1;
};

class PostgresDatabase final : public sql::Database {
public:
    static constexpr std::size_t sent_max = 2'048;  // Then answers are read, before there are more.
    static constexpr std::size_t gathered_bytes_max = 4 << 20;  // In one table; then they are sent.

    explicit PostgresDatabase(const std::string& url);
    ~PostgresDatabase() override;

    void run_script(std::string_view sql) override;
    bool has_table(std::string_view name) override;
    std::string adapted(std::string_view migration) const override;
    sql::SearchIndex& search_index() override { return search_index_; }

    void begin(Access access) override;
    // Where it throws PostgresError of a statement, the transaction is to be rolled back.
    void commit() override;
    void roll_back() noexcept override;

    // COPY … FROM STDIN, with all it is to read. In the transaction that is open, if one is.
    void copy_in(std::string_view sql, std::string_view data);

    // Until the transaction ends, statements that give no rows are sent without waiting for their
    // answer, and rows to insert wait for each other.
    void gather() { gathering_ = true; }
    // For a statement of this connection.
    std::string next_name();

protected:
    std::int64_t changes() const override { return changes_; }
    std::unique_ptr<sql::Statement> make_statement(std::string_view sql) override;
    sql::Parameters* gathered(const sql::Insertion& into) override;

private:
    friend class PostgresStatement;
    friend class GatheredRows;

    // What was sent and is not answered yet.
    struct Sent {
        enum class Kind { command, preparation, query, commit, sync };
        Kind kind = Kind::command;
        PostgresStatement* statement = nullptr;  // Whose preparation or query it is.
    };

    void send(PostgresStatement& statement);
    void send_rows();
    void send_command(const char* sql);
    void send_begin();
    void sync();
    void read_answers();  // Throws PostgresError where one of the statements failed.
    void drain();         // The same, but keeps it in error_.
    void read_one(const Sent& sent);
    void note_error(const pg_result* result);
    [[noreturn]] void fail(std::string_view doing, std::string state = {}) const;
    void forget(const PostgresStatement& statement) noexcept;

    pg_conn* connection_ = nullptr;
    std::deque<Sent> sent_;
    std::vector<std::unique_ptr<GatheredRows>> rows_;  // By table, in the order of their first use.
    std::optional<Access> begin_;                      // Wanted, but not sent yet.
    bool in_transaction_ = false;
    bool gathering_ = false;
    std::optional<PostgresError> error_;  // The first of the answers read last.
    std::int64_t changes_ = 0;
    std::uint64_t names_ = 0;
    PostgresSearchIndex search_index_;
};

}  // namespace parley::postgres
