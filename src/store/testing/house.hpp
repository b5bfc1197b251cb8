// What the store's tests share: a directory that goes away, rows with every field set, and a writer
// that is waited for. Seeded, so that a failure repeats.
#pragma once

#include <filesystem>
#include <future>
#include <memory>

#include "store/testing/temporary.hpp"

namespace parley::testing {

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
