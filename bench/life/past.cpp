#include "bench/life/past.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <stdexcept>

#include "base/secret.hpp"
#include "bench/store_insert.hpp"
#include "language/tokens.hpp"
#include "store/testing/house.hpp"

namespace parley::bench {
namespace {

using testing::House;

void write(Store& store, Batch batch) {
    if (!House::write(store, std::move(batch))) throw std::runtime_error("a batch was refused");
}

// The visitor's own id and what proves it, in the form that the server makes them.
Visitor new_visitor(Rng& rng) { return {random_token(rng, 16), random_token(rng, 32)}; }

// The house's contact, conversation and session become those of another visitor.
void move_in(House& house, const Visitor& visitor, bool stays_open) {
    house.contact.id = house.make_id<ContactId>();
    house.identity.id = house.make_id<IdentityId>();
    house.identity.contact = house.contact.id;
    house.identity.value = visitor.id;
    house.identity.secret_hash = sha256_hex(visitor.secret);
    house.conversation.id = house.make_id<ConversationId>();
    house.conversation.contact = house.contact.id;
    house.conversation.last_seq = 0;
    house.session.id = house.make_id<SessionId>();
    house.session.conversation = house.conversation.id;
    house.session.contact = house.contact.id;
    house.session.state = stays_open ? SessionState::queued : SessionState::closed;
    house.session.closed_at = stays_open ? Instant{} : house.now;
    house.item.id = house.make_id<WorkItemId>();
    house.item.session = house.session.id;
    house.item.state = stays_open ? WorkItemState::waiting : WorkItemState::finished;
}

Batch talk(House& house, int messages) {
    static const std::string tokens = fmt::format("{}", fmt::join(tokens_of(message_text), " "));
    std::vector<Row> rows{house.contact, house.identity, house.session, house.item};
    std::vector<Message> posted;
    for (int count = 0; count < messages; ++count) {
        house.now += 1ms;
        const Message& message = posted.emplace_back(house.message(std::string(message_text)));
        rows.emplace_back(message);
        rows.emplace_back(SearchEntry{message.id, message.conversation, message.seq, tokens});
    }
    rows.emplace_back(house.conversation);
    const std::vector<EventType> types(posted.size(), EventType::message_posted);
    Batch batch = house.batch(std::move(rows), types);
    for (std::size_t at = 0; at < posted.size(); ++at) batch.events[at].message = posted[at].id;
    for (const std::string_view reader : {"search", "webhooks"})
        batch.rows.emplace_back(ReaderCursor{std::string(reader), house.next_seq - 1});
    return batch;
}

}  // namespace

Past make_past(const StoreConfig& where, const PastSize& size) {
    const auto store = open_store(where);
    House house(*store);
    SeededRng rng(2);
    Past past;
    past.inbox_key = house.inbox.public_key;
    for (int made = 0; made < size.conversations; ++made) {
        const Visitor& visitor = past.visitors.emplace_back(new_visitor(rng));
        move_in(house, visitor, made < size.open_sessions);
        write(*store, talk(house, size.messages_each));
        past.messages += size.messages_each;
    }
    past.last_seq = house.next_seq - 1;
    return past;
}

void make_workspaces(const StoreConfig& where, int count) {
    const auto store = open_store(where);
    for (int made = 0; made < count; ++made) House(*store, static_cast<std::uint64_t>(made) + 1);
}

}  // namespace parley::bench
