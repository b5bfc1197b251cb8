#include "store/testing/house.hpp"

#include "base/assert.hpp"

namespace parley::testing {

House::House(Store& store, std::uint64_t seed) : rng_(seed) {
    workspace = make_id<WorkspaceId>();
    queue.id = make_id<QueueId>();
    queue.name = "Support";
    queue.skills = {"en", "billing"};
    queue.created_at = now;
    agent.id = make_id<AgentId>();
    agent.account = make_id<AccountId>();
    agent.name = "Ann Lee";
    agent.email = "ann@example.com";
    agent.skills = {{"en", 7}, {"billing", 3}};
    agent.queues = {queue.id};
    agent.presence_since = agent.created_at = now;
    inbox.id = make_id<InboxId>();
    inbox.name = "Shop";
    inbox.public_key = "key-" + inbox.id.text();
    inbox.queue = queue.id;
    inbox.domains = {"shop.example", "www.shop.example"};
    inbox.pre_chat = {"name"};
    inbox.created_at = now;
    contact.id = make_id<ContactId>();
    contact.name = "王小明";
    contact.email = "wang@example.com";
    contact.created_at = contact.last_seen_at = now;
    identity.id = make_id<IdentityId>();
    identity.contact = contact.id;
    identity.inbox = inbox.id;
    identity.value = "visitor-" + identity.id.text();
    identity.secret_hash = "00ff";
    identity.created_at = now;
    conversation.id = make_id<ConversationId>();
    conversation.inbox = inbox.id;
    conversation.contact = contact.id;
    conversation.created_at = now;
    session.id = make_id<SessionId>();
    session.conversation = conversation.id;
    session.inbox = inbox.id;
    session.contact = contact.id;
    session.queue = queue.id;
    session.source = {"https://shop.example/a?b=c", "A page", "https://search.example/"};
    session.opened_at = now;
    item.id = make_id<WorkItemId>();
    item.session = session.id;
    item.queue = queue.id;
    item.entered_at = now;
    furnish(*this, store);
}

Batch House::batch(std::vector<Row> rows, std::vector<EventType> events) {
    Batch made;
    made.workspace = workspace;
    made.fence = fence;
    made.first_seq = next_seq;
    made.rows = std::move(rows);
    for (const EventType type : events) {
        Event event;
        event.seq = next_seq++;
        event.type = type;
        event.at = now;
        event.conversation = conversation.id;
        event.session = session.id;
        event.contact = contact.id;
        event.queue = queue.id;
        event.inbox = inbox.id;
        event.agent = agent.id;
        made.events.push_back(std::move(event));
    }
    return made;
}

Message House::message(std::string text, std::string client_msg_id) {
    Message made;
    made.id = make_id<MessageId>();
    made.conversation = conversation.id;
    made.session = session.id;
    made.seq = ++conversation.last_seq;
    made.sender_id = contact.id.bytes();
    made.text = std::move(text);
    made.client_msg_id = client_msg_id.empty() ? "c" + std::to_string(made.seq) : client_msg_id;
    made.created_at = now;
    return made;
}

Batch House::posting(const Message& message) {
    Batch made = batch({message, conversation}, {EventType::message_posted});
    made.events.front().message = message.id;
    return made;
}

Result<> House::write(Store& store, Batch batch) {
    std::promise<Result<>> answer;
    store.writer().submit(std::move(batch),
                          [&](Result<> result) { answer.set_value(std::move(result)); });
    return answer.get_future().get();
}

void furnish(House& house, Store& store) {
    Workspace workspace;
    workspace.id = house.workspace;
    workspace.name = "Acme";
    workspace.created_at = house.now;
    Batch first = house.batch({workspace, house.agent, house.queue, house.inbox},
                              {EventType::workspace_created, EventType::inbox_created});
    PARLEY_ASSERT(House::write(store, std::move(first)));
    house.fence = store.take_ownership(house.workspace);
    Batch second = house.batch(
        {house.contact, house.identity, house.conversation, house.session, house.item},
        {EventType::conversation_created, EventType::session_opened, EventType::session_queued});
    PARLEY_ASSERT(House::write(store, std::move(second)));
}

}  // namespace parley::testing
