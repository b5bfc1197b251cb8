// What the store's tests share: a directory that goes away, rows with every field set, and a writer
// that is waited for. Seeded, so that a failure repeats.
#pragma once

#include <filesystem>
#include <future>
#include <memory>

#include "store/store.hpp"

namespace parley::testing {

class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    const std::filesystem::path& path() const { return path_; }
    // Empty: the tests run on SQLite. Else a schema of this directory's own in the PostgreSQL that
    // PARLEY_TEST_DATABASE names (tests/harness/with_postgres), which goes away with it.
    const std::string& database_url() const { return database_url_; }

private:
    std::filesystem::path path_;
    std::string database_url_;
};

bool is_on_postgres();
// On the database that the tests run on.
std::unique_ptr<Store> open_store(const TemporaryDirectory& directory, Metrics* metrics = nullptr);

// One workspace with an agent, a queue, an inbox, a contact and an open session between them.
class House {
public:
    explicit House(Store& store, std::uint64_t seed = 1);

    template <class IdOfT>
    IdOfT make_id() {
        return IdOfT::make(now, rng_);
    }
    // Numbered after all events so far; by the owner.
    Batch batch(std::vector<Row> rows, std::vector<EventType> events = {});
    Message message(std::string text, std::string client_msg_id = {});
    Batch posting(const Message& message);

    static Result<> write(Store& store, Batch batch);

    Instant now = from_ms(1'764'000'000'000);
    WorkspaceId workspace;
    std::int64_t fence = 0;
    std::int64_t next_seq = 1;

private:
    SeededRng rng_;

public:
    Agent agent;
    Queue queue;
    Inbox inbox;
    Contact contact;
    Identity identity;
    Conversation conversation;
    Session session;
    WorkItem item;
};

// Adds what the house is made of and takes ownership. Every step must succeed.
void furnish(House& house, Store& store);

}  // namespace parley::testing
