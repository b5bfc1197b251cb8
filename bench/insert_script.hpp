// The rows of posted messages, the same for every loop that inserts them.
#pragma once

#include <fmt/format.h>

#include <vector>

#include "base/random.hpp"
#include "bench/store_insert.hpp"
#include "ports/batch.hpp"

namespace parley::bench {

struct Script {
    explicit Script(const InsertLoad& load) : rng(1) {
        workspace = WorkspaceId::make(now, rng);
        session = SessionId::make(now, rng);
        for (int count = 0; count < load.conversations; ++count) {
            Conversation& made = conversations.emplace_back();
            made.id = ConversationId::make(now, rng);
            made.inbox = InboxId::make(now, rng);
            made.contact = ContactId::make(now, rng);
            made.created_at = now;
        }
    }

    Message next_message() {
        Conversation& conversation = conversations[posted++ % conversations.size()];
        Message message;
        message.id = MessageId::make(now + Duration(posted / 10), rng);
        message.conversation = conversation.id;
        message.session = session;
        message.seq = ++conversation.last_seq;
        message.sender_id = conversation.contact.bytes();
        message.text = message_text;
        message.client_msg_id = fmt::format("{:08x}-4242-4242-4242-{:012x}", posted, posted * 7);
        message.created_at = now;
        return message;
    }

    const Conversation& last_conversation() const {
        return conversations[(posted - 1) % conversations.size()];
    }

    Event next_event(const Message& message) {
        Event event;
        event.seq = next_seq++;
        event.type = EventType::message_posted;
        event.at = now;
        event.actor = ActorKind::visitor;
        event.actor_id = message.sender_id;
        event.visibility = Visibility::everyone;
        event.conversation = message.conversation;
        event.session = message.session;
        event.message = message.id;
        return event;
    }

    SeededRng rng;
    Instant now = from_ms(1'764'000'000'000);
    WorkspaceId workspace;
    SessionId session;
    std::vector<Conversation> conversations;
    std::size_t posted = 0;
    std::int64_t next_seq = 1;
};

}  // namespace parley::bench
