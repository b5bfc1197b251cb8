#include "store/postgres/database.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <memory>

#include "base/log.hpp"
#include "store/postgres/gathered_rows.hpp"

namespace parley::postgres {
namespace {

// Of every connection, unless the address says otherwise. A network that swallows packets is
// noticed before an owner's lease has long run out, also while an answer is awaited.
constexpr std::array defaults{
    std::pair{"application_name", "parley"}, std::pair{"connect_timeout", "2"},
    std::pair{"tcp_user_timeout", "3000"},   std::pair{"keepalives_idle", "2"},
    std::pair{"keepalives_interval", "1"},   std::pair{"keepalives_count", "3"},
    std::pair{"client_encoding", "UTF8"},
};

// Of the session. Who falls silent within a transaction keeps its rows locked no longer than a
// lease lasts: the next owner needs them.
constexpr std::string_view session_defaults =
    "-c statement_timeout=60s -c lock_timeout=10s -c idle_in_transaction_session_timeout=3s"
    " -c synchronous_commit=on";

// Ours, then those of the address: of two for the same setting the later holds.
std::string session_options(const std::string& url) {
    std::string options(session_defaults);
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> all(
        PQconninfoParse(url.c_str(), nullptr), PQconninfoFree);
    for (const auto* each = all.get(); each != nullptr && each->keyword != nullptr; ++each) {
        if (std::string_view(each->keyword) == "options" && each->val != nullptr)
            options.append(" ").append(each->val);
    }
    return options;
}

pg_conn* connect(const std::string& url) {
    const std::string options = session_options(url);
    std::vector<const char*> keys;
    std::vector<const char*> values;
    for (const auto& [key, value] : defaults) {
        keys.push_back(key);
        values.push_back(value);
    }
    keys.push_back("dbname");  // What the address says holds, whatever stands above it.
    values.push_back(url.c_str());
    keys.push_back("options");
    values.push_back(options.c_str());
    keys.push_back(nullptr);
    values.push_back(nullptr);
    return PQconnectdbParams(keys.data(), values.data(), 1);
}

std::string message_of(const char* text) {
    std::string message(text);
    while (!message.empty() && message.back() == '\n') message.pop_back();
    return message;
}

std::string replaced(std::string text, std::string_view word, std::string_view by) {
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + by.size()))
        text.replace(at, word.size(), by);
    return text;
}

}  // namespace

PostgresDatabase::PostgresDatabase(const std::string& url) : connection_(connect(url)) {
    try {
        if (PQstatus(connection_) != CONNECTION_OK) fail("connect to PostgreSQL");
        PQsetNoticeProcessor(connection_, [](void*, const char*) {}, nullptr);
        if (PQenterPipelineMode(connection_) != 1) fail("enter pipeline mode");
    } catch (...) {
        PQfinish(connection_);
        throw;
    }
}

PostgresDatabase::~PostgresDatabase() {
    sent_.clear();
    PQfinish(std::exchange(connection_, nullptr));
    rows_.clear();
    forget_statements();
}

void PostgresDatabase::fail(std::string_view doing, std::string state) const {
    throw PostgresError(fmt::format("{}: {}", doing, message_of(PQerrorMessage(connection_))),
                        std::move(state));
}

std::unique_ptr<sql::Statement> PostgresDatabase::make_statement(std::string_view sql) {
    return std::make_unique<PostgresStatement>(*this, sql, next_name());
}

std::string PostgresDatabase::next_name() { return fmt::format("p{}", ++names_); }

void PostgresDatabase::forget(const PostgresStatement& statement) noexcept {
    for (Sent& sent : sent_) {
        if (sent.statement == &statement) sent.statement = nullptr;
    }
    if (connection_ == nullptr || !statement.prepared_) return;
    try {
        send_command(fmt::format("DEALLOCATE {}", statement.name_).c_str());
    } catch (const StoreBroken&) {
        return;  // Whoever uses the connection next will hear of it.
    }
}

void PostgresDatabase::run_script(std::string_view sql) {
    send_begin();
    read_answers();
    PQexitPipelineMode(connection_);
    pg_result* result = PQexec(connection_, std::string(sql).c_str());
    const auto status = PQresultStatus(result);
    std::string why = message_of(PQresultErrorMessage(result));
    PQclear(result);
    if (PQenterPipelineMode(connection_) != 1) fail("enter pipeline mode");
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw PostgresError(fmt::format("script: {}", why), "");
}

bool PostgresDatabase::has_table(std::string_view name) {
    return value<std::int64_t>(
               "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1",
               name)
        .has_value();
}

std::string PostgresDatabase::adapted(std::string_view migration) const {
    std::string text = replaced(std::string(migration), ") STRICT", ")");
    text = replaced(std::move(text), " BLOB", " bytea");
    return replaced(std::move(text), " INTEGER", " bigint");
}

void PostgresDatabase::begin(Access access) {
    PARLEY_ASSERT(!in_transaction_ && !begin_);
    begin_ = access;
}

void PostgresDatabase::send_begin() {
    if (!begin_) return;
    const bool writes = *begin_ == Access::write;
    begin_.reset();
    in_transaction_ = true;
    send_command(writes ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

void PostgresDatabase::commit() {
    send_rows();
    gathering_ = false;
    begin_.reset();
    if (!in_transaction_) return;
    send_command("COMMIT");
    sent_.back().kind = Sent::Kind::commit;
    read_answers();
    in_transaction_ = false;
}

// Its answer is read with the next one's.
void PostgresDatabase::roll_back() noexcept {
    gathering_ = false;
    for (const auto& rows : rows_) rows->clear();
    begin_.reset();
    const bool was_open = std::exchange(in_transaction_, false);
    if (!was_open) return;
    try {
        drain();
        if (PQstatus(connection_) == CONNECTION_BAD) return;
        send_command("ROLLBACK");
        sync();
    } catch (const StoreBroken& error) {
        log_warning("rollback_failed", {{"why", error.what()}});
    }
}

void PostgresDatabase::send_command(const char* sql) {
    if (PQsendQueryParams(connection_, sql, 0, nullptr, nullptr, nullptr, nullptr, 1) != 1)
        fail(sql);
    sent_.push_back({});
}

// Of one table the rows keep their order; between tables there is none to keep.
void PostgresDatabase::send_rows() {
    for (const auto& rows : rows_) {
        if (!rows->is_empty()) rows->send();
    }
}

sql::Parameters* PostgresDatabase::gathered(const sql::Insertion& into) {
    if (!gathering_) return nullptr;
    auto found =
        std::ranges::find_if(rows_, [&](const auto& each) { return &each->into() == &into; });
    if (found == rows_.end())
        found = rows_.insert(found, std::make_unique<GatheredRows>(*this, into));
    if ((*found)->bytes() >= gathered_bytes_max) (*found)->send();
    return found->get();
}

void PostgresDatabase::send(PostgresStatement& statement) {
    send_begin();
    if (gathering_ && sent_.size() >= sent_max) read_answers();
    const int count = static_cast<int>(statement.parameters_.size());
    if (!statement.prepared_) {
        std::vector<Oid> types;
        for (const auto& parameter : statement.parameters_) types.push_back(parameter.type);
        if (PQsendPrepare(connection_, statement.name_.c_str(), statement.sql_.c_str(), count,
                          types.data()) != 1)
            fail("prepare");
        statement.prepared_ = true;
        sent_.push_back({Sent::Kind::preparation, &statement});
    }
    std::vector<int> formats(static_cast<std::size_t>(count), 1);
    if (PQsendQueryPrepared(connection_, statement.name_.c_str(), count, statement.values_.data(),
                            statement.lengths_.data(), formats.data(), 1) != 1)
        fail("send");
    sent_.push_back({Sent::Kind::query, gathering_ ? nullptr : &statement});
}

void PostgresDatabase::sync() {
    if (PQpipelineSync(connection_) != 1) fail("sync");
    sent_.push_back({Sent::Kind::sync});
}

void PostgresDatabase::read_answers() {
    drain();
    if (error_) throw PostgresError(*std::exchange(error_, std::nullopt));
}

void PostgresDatabase::drain() {
    error_.reset();
    if (sent_.empty()) return;
    if (sent_.back().kind != Sent::Kind::sync) sync();
    while (!sent_.empty()) {
        const Sent sent = sent_.front();
        sent_.pop_front();
        read_one(sent);
    }
}

void PostgresDatabase::read_one(const Sent& sent) {
    pg_result* result = PQgetResult(connection_);
    const auto status = PQresultStatus(result);
    const bool is_lost = result == nullptr || PQstatus(connection_) == CONNECTION_BAD;
    if (is_lost) {
        PQclear(result);
        sent_.clear();
        fail("the connection to PostgreSQL is lost");
    }
    if (sent.kind == Sent::Kind::sync) {
        PARLEY_ASSERT(status == PGRES_PIPELINE_SYNC);
        PQclear(result);
        return;
    }
    // Of a transaction that failed before, COMMIT is answered well and rolls back.
    if (sent.kind == Sent::Kind::commit && status == PGRES_COMMAND_OK &&
        std::string_view(PQcmdStatus(result)) != "COMMIT" && !error_)
        error_.emplace("the transaction had failed before", "25P02");
    const bool is_done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (status == PGRES_FATAL_ERROR && !error_) note_error(result);
    if (!is_done && sent.kind == Sent::Kind::preparation && sent.statement != nullptr)
        sent.statement->prepared_ = false;
    if (is_done && sent.kind == Sent::Kind::query) {
        const char* changed = PQcmdTuples(result);
        changes_ = *changed == '\0' ? 0 : std::strtoll(changed, nullptr, 10);
    }
    if (is_done && sent.kind == Sent::Kind::query && sent.statement != nullptr) {
        sent.statement->take(result);
    } else {
        PQclear(result);
    }
    PQclear(PQgetResult(connection_));  // The end of this one's answers: null.
}

void PostgresDatabase::note_error(const pg_result* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    error_.emplace(message_of(PQresultErrorMessage(result)), state == nullptr ? "" : state);
}

}  // namespace parley::postgres
