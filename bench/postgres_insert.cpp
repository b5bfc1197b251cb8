#include "bench/postgres_insert.hpp"

#include <endian.h>
#include <libpq-fe.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <deque>
#include <stdexcept>

#include "bench/insert_script.hpp"
#include "store/store.hpp"

namespace parley::bench {
namespace {

// Parameters in binary, which must outlive the sending only.
class Values {
public:
    Values& add(const IdBytes& id) { return put(id.data(), id.size()); }
    Values& add(const std::string& text) { return put(text.data(), text.size()); }
    Values& add(std::int64_t number) {
        numbers_.push_back(htobe64(std::bit_cast<std::uint64_t>(number)));
        return put(&numbers_.back(), sizeof(std::int64_t));
    }
    int count() const { return static_cast<int>(data_.size()); }
    const char* const* data() const { return data_.data(); }
    const int* sizes() const { return sizes_.data(); }
    const int* formats() const { return formats_.data(); }

private:
    Values& put(const void* data, std::size_t size) {
        data_.push_back(static_cast<const char*>(data));
        sizes_.push_back(static_cast<int>(size));
        formats_.push_back(1);
        return *this;
    }

    std::deque<std::uint64_t> numbers_;
    std::vector<const char*> data_;
    std::vector<int> sizes_;
    std::vector<int> formats_;
};

class Pipeline {
public:
    static void run_once(const std::string& url, const std::string& script) {
        PGconn* connection = PQconnectdb(url.c_str());
        PQsetNoticeProcessor(connection, [](void*, const char*) {}, nullptr);
        PGresult* result = PQexec(connection, script.c_str());
        const std::string why = PQerrorMessage(connection);
        PQclear(result);
        PQfinish(connection);
        if (!why.empty()) throw std::runtime_error(why);
    }

    explicit Pipeline(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
        if (PQstatus(connection_) != CONNECTION_OK) fail();
        prepare(
            "message",
            "INSERT INTO message (workspace_id, id, conversation_id, session_id, seq, sender,"
            " sender_id, kind, visibility, text, attachment_id, client_msg_id, created_at)"
            " VALUES ($1, $2, $3, $4, $5, 'visitor', $6, 'text', 'everyone', $7, NULL, $8, $9)");
        prepare("event",
                "INSERT INTO event (workspace_id, seq, type, version, at, actor, actor_id,"
                " visibility, conversation_id, session_id, message_id, detail) VALUES ($1, $2,"
                " 'message_posted', 1, $3, 'visitor', $4, 'everyone', $5, $6, $7, '')");
        prepare("conversation",
                "INSERT INTO conversation (workspace_id, id, inbox_id, contact_id, last_seq,"
                " visitor_read, agent_read, created_at) VALUES ($1, $2, $3, $4, $5, 0, 0, $6)"
                " ON CONFLICT (workspace_id, id) DO UPDATE SET inbox_id = excluded.inbox_id,"
                " contact_id = excluded.contact_id, last_seq = excluded.last_seq,"
                " visitor_read = excluded.visitor_read, agent_read = excluded.agent_read,"
                " created_at = excluded.created_at");
        prepare("number",
                "UPDATE workspace SET next_seq = next_seq + 1 WHERE id = $1 AND fence = 0");
        prepare("workspace",
                "INSERT INTO workspace (id, name, locale, time_zone, demo, created_at)"
                " VALUES ($1, 'Bench', 'en', 'UTC', 0, 0)");
        if (PQenterPipelineMode(connection_) != 1) fail();
    }
    ~Pipeline() { PQfinish(connection_); }
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    void command(const char* sql) {
        if (PQsendQueryParams(connection_, sql, 0, nullptr, nullptr, nullptr, nullptr, 1) != 1)
            fail();
        ++sent_;
    }
    void send(const char* name, const Values& values) {
        if (PQsendQueryPrepared(connection_, name, values.count(), values.data(), values.sizes(),
                                values.formats(), 1) != 1)
            fail();
        ++sent_;
    }
    // Waits for the answers to all that was sent.
    void settle() {
        if (PQpipelineSync(connection_) != 1) fail();
        for (; sent_ > 0; --sent_) {
            take(PGRES_COMMAND_OK);
            if (PQgetResult(connection_) != nullptr) fail();
        }
        take(PGRES_PIPELINE_SYNC);
    }

private:
    void prepare(const char* name, const char* sql) {
        PGresult* result = PQprepare(connection_, name, sql, 0, nullptr);
        const bool is_done = PQresultStatus(result) == PGRES_COMMAND_OK;
        PQclear(result);
        if (!is_done) fail();
    }
    void take(ExecStatusType wanted) {
        PGresult* result = PQgetResult(connection_);
        const bool is_wanted = PQresultStatus(result) == wanted;
        PQclear(result);
        if (!is_wanted) fail();
    }
    [[noreturn]] void fail() const { throw std::runtime_error(PQerrorMessage(connection_)); }

    PGconn* connection_;
    int sent_ = 0;
};

void post(Pipeline& pipeline, Script& script) {
    const Message message = script.next_message();
    const Event event = script.next_event(message);
    const Conversation& conversation = script.last_conversation();
    const IdBytes& workspace = script.workspace.bytes();
    pipeline.send("number", Values().add(workspace));
    pipeline.send("message", Values()
                                 .add(workspace)
                                 .add(message.id.bytes())
                                 .add(message.conversation.bytes())
                                 .add(message.session.bytes())
                                 .add(message.seq)
                                 .add(message.sender_id)
                                 .add(message.text)
                                 .add(message.client_msg_id)
                                 .add(to_ms(message.created_at)));
    pipeline.send("conversation", Values()
                                      .add(workspace)
                                      .add(conversation.id.bytes())
                                      .add(conversation.inbox.bytes())
                                      .add(conversation.contact.bytes())
                                      .add(conversation.last_seq)
                                      .add(to_ms(conversation.created_at)));
    pipeline.send("event", Values()
                               .add(workspace)
                               .add(event.seq)
                               .add(to_ms(event.at))
                               .add(event.actor_id)
                               .add(event.conversation.bytes())
                               .add(event.session.bytes())
                               .add(event.message.bytes()));
}

}  // namespace

std::string fresh_schema(const std::string& url, const std::string& name) {
    Pipeline::run_once(url, "DROP SCHEMA IF EXISTS " + name + " CASCADE; CREATE SCHEMA " + name);
    const char* joint = url.find('?') == std::string::npos ? "?" : "&";
    return url + joint + "options=-csearch_path%3D" + name;
}

double raw_postgres_inserts_per_s(const std::string& url, const InsertLoad& load) {
    migrate_postgres(url, false);
    Script script(load);
    Pipeline pipeline(url);
    pipeline.send("workspace", Values().add(script.workspace.bytes()));
    pipeline.settle();
    const auto start = std::chrono::steady_clock::now();
    for (int done = 0; done < load.messages; done += load.per_transaction) {
        const int count = std::min(load.per_transaction, load.messages - done);
        pipeline.command("BEGIN");
        for (int each = 0; each < count; ++each) post(pipeline, script);
        pipeline.command("COMMIT");
        pipeline.settle();
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    return load.messages / taken.count();
}

}  // namespace parley::bench
