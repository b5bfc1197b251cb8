#include "bench/store_insert.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "bench/insert_script.hpp"
#include "store/store.hpp"

namespace parley::bench {
namespace {

class Loop {
public:
    explicit Loop(const std::filesystem::path& file) {
        check(sqlite3_open(file.c_str(), &db_));
        run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000");
        message_ = prepare(
            "INSERT INTO message (workspace_id, id, conversation_id, session_id, seq, sender,"
            " sender_id, kind, visibility, text, attachment_id, client_msg_id, created_at)"
            " VALUES (?, ?, ?, ?, ?, 'visitor', ?, 'text', 'everyone', ?, NULL, ?, ?)");
        event_ = prepare(
            "INSERT INTO event (workspace_id, seq, type, version, at, actor, actor_id, visibility,"
            " conversation_id, session_id, message_id, detail)"
            " VALUES (?, ?, 'message_posted', 1, ?, 'visitor', ?, 'everyone', ?, ?, ?, '')");
        conversation_ = prepare(
            "INSERT INTO conversation (workspace_id, id, inbox_id, contact_id, last_seq,"
            " visitor_read, agent_read, created_at) VALUES (?, ?, ?, ?, ?, 0, 0, ?)"
            " ON CONFLICT (workspace_id, id) DO UPDATE SET inbox_id = excluded.inbox_id,"
            " contact_id = excluded.contact_id, last_seq = excluded.last_seq,"
            " visitor_read = excluded.visitor_read, agent_read = excluded.agent_read,"
            " created_at = excluded.created_at");
        number_ =
            prepare("UPDATE workspace SET next_seq = next_seq + 1 WHERE id = ? AND fence = 0");
        workspace_ = prepare(
            "INSERT INTO workspace (id, name, locale, time_zone, demo, created_at)"
            " VALUES (?, 'Bench', 'en', 'UTC', 0, 0)");
    }
    ~Loop() {
        for (auto* each : {message_, event_, conversation_, number_, workspace_}) {
            sqlite3_finalize(each);
        }
        sqlite3_close(db_);
    }
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    void run(const char* sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }

    void open_workspace(const Script& script) { execute(workspace_, script.workspace.bytes()); }

    void post(Script& script) {
        const Message message = script.next_message();
        const Event event = script.next_event(message);
        const Conversation& conversation = script.last_conversation();
        const IdBytes& workspace = script.workspace.bytes();
        execute(number_, workspace);
        execute(message_, workspace, message.id.bytes(), message.conversation.bytes(),
                message.session.bytes(), message.seq, message.sender_id, message.text,
                message.client_msg_id, to_ms(message.created_at));
        execute(conversation_, workspace, conversation.id.bytes(), conversation.inbox.bytes(),
                conversation.contact.bytes(), conversation.last_seq,
                to_ms(conversation.created_at));
        execute(event_, workspace, event.seq, to_ms(event.at), event.actor_id,
                event.conversation.bytes(), event.session.bytes(), event.message.bytes());
    }

private:
    void check(int code) {
        if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
    }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr));
        return statement;
    }
    static void bind(sqlite3_stmt* to, int at, const IdBytes& id) {
        sqlite3_bind_blob(to, at, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
    }
    static void bind(sqlite3_stmt* to, int at, const std::string& words) {
        sqlite3_bind_text(to, at, words.data(), static_cast<int>(words.size()), SQLITE_STATIC);
    }
    static void bind(sqlite3_stmt* to, int at, std::int64_t number) {
        sqlite3_bind_int64(to, at, number);
    }
    template <class... Values>
    void execute(sqlite3_stmt* statement, const Values&... values) {
        int at = 0;
        (bind(statement, ++at, values), ...);
        check(sqlite3_step(statement));
        sqlite3_reset(statement);
    }

    sqlite3* db_ = nullptr;
    sqlite3_stmt* message_ = nullptr;
    sqlite3_stmt* event_ = nullptr;
    sqlite3_stmt* conversation_ = nullptr;
    sqlite3_stmt* number_ = nullptr;
    sqlite3_stmt* workspace_ = nullptr;
};

// Counts what is under way, so that the producer keeps the queue filled but never over it.
class Window {
public:
    explicit Window(int open_max) : open_max_(open_max) {}
    void enter() {
        std::unique_lock lock(mutex_);
        left_.wait(lock, [&] { return open_ < open_max_; });
        ++open_;
    }
    void leave(bool committed) {
        const std::lock_guard lock(mutex_);
        --open_;
        failed_ = failed_ || !committed;
        left_.notify_one();
    }
    void wait_until_empty() {
        std::unique_lock lock(mutex_);
        left_.wait(lock, [&] { return open_ == 0; });
        if (failed_) throw std::runtime_error("the writer refused a batch");
    }

private:
    std::mutex mutex_;
    std::condition_variable left_;
    int open_max_;
    int open_ = 0;
    bool failed_ = false;
};

double per_second(int count, std::chrono::steady_clock::time_point since) {
    return count / std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

}  // namespace

double raw_inserts_per_s(const std::filesystem::path& directory, const InsertLoad& load) {
    migrate(directory, false);
    Script script(load);
    Loop loop(directory / "parley.db");
    loop.open_workspace(script);

    const auto start = std::chrono::steady_clock::now();
    for (int done = 0; done < load.messages; done += load.per_transaction) {
        const int count = std::min(load.per_transaction, load.messages - done);
        loop.run("BEGIN IMMEDIATE");
        for (int each = 0; each < count; ++each) loop.post(script);
        loop.run("COMMIT");
    }
    return per_second(load.messages, start);
}

double writer_inserts_per_s(const std::filesystem::path& directory, const InsertLoad& load) {
    const auto store = open_sqlite({.data_dir = directory});
    Script script(load);
    Window window(2 * load.per_transaction);
    const auto submit = [&](Batch batch) {
        window.enter();
        store->writer().submit(std::move(batch),
                               [&](const Result<>& result) { window.leave(result.has_value()); });
    };
    Workspace workspace;
    workspace.id = script.workspace;
    workspace.name = "Bench";
    Batch first;
    first.workspace = workspace.id;
    first.rows = {workspace};
    submit(std::move(first));
    window.wait_until_empty();

    const auto start = std::chrono::steady_clock::now();
    for (int done = 0; done < load.messages; ++done) {
        Batch batch;
        batch.workspace = script.workspace;
        batch.first_seq = script.next_seq;
        const Message message = script.next_message();
        batch.events = {script.next_event(message)};
        batch.rows = {message, script.last_conversation()};
        submit(std::move(batch));
    }
    window.wait_until_empty();
    return per_second(load.messages, start);
}

}  // namespace parley::bench
