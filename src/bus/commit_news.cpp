#include "bus/commit_news.hpp"

#include <boost/describe/class.hpp>

#include <algorithm>

#include "codec/json.hpp"

namespace parley {
namespace {

struct MessageNews {
    Instant at;
    ActorKind actor{};
    codec::Nullable<AgentId> actor_id;  // Or the contact's; an id is an id here.
    codec::Nullable<AgentId> agent_id;
    codec::Nullable<QueueId> queue_id;
    codec::Nullable<InboxId> inbox_id;
    codec::Nullable<ContactId> contact_id;
    ConversationId conversation_id;
    codec::Nullable<SessionId> session_id;
    std::optional<std::vector<AgentId>> guest_ids;  // Absent: nobody.
    MessageId message_id;
    std::int64_t message_seq = 0;
    SenderKind sender{};
    codec::Nullable<AgentId> sender_id;  // As actor_id.
    std::string sender_name;
    MessageKind kind{};
    Visibility visibility{};
    std::string text;
    std::string client_msg_id;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(MessageNews, (),
                      (at, actor, actor_id, agent_id, queue_id, inbox_id, contact_id,
                       conversation_id, session_id, guest_ids, message_id, message_seq, sender,
                       sender_id, sender_name, kind, visibility, text, client_msg_id, created_at))

struct CommitNews {
    std::string node;
    WorkspaceId workspace_id;
    std::int64_t seq = 0;                                  // Of the last event.
    codec::List<MessageNews, messages_told_max> messages;  // Of the last events; or none.
};
BOOST_DESCRIBE_STRUCT(CommitNews, (), (node, workspace_id, seq, messages))

template <class I>
I or_nil(const codec::Nullable<I>& id) {
    return id ? *id : I{};
}

bool is_told_whole(const Committed& committed) {
    std::size_t bytes = 0;
    for (const Published& published : committed.events) {
        if (published.event.type != EventType::message_posted) return false;
        const MessageView& view = *published.message;
        if (view.attachment) return false;
        bytes += view.message.text.size();
    }
    return committed.events.size() <= messages_told_max && bytes <= text_told_max;
}

MessageNews news_of(const Published& published) {
    const Event& event = published.event;
    const Message& message = published.message->message;
    return {.at = event.at,
            .actor = event.actor,
            .actor_id = codec::nullable(AgentId(event.actor_id)),
            .agent_id = codec::nullable(event.agent),
            .queue_id = codec::nullable(event.queue),
            .inbox_id = codec::nullable(event.inbox),
            .contact_id = codec::nullable(event.contact),
            .conversation_id = message.conversation,
            .session_id = codec::nullable(message.session),
            .guest_ids = event.guests.empty() ? std::nullopt : std::optional(event.guests),
            .message_id = message.id,
            .message_seq = message.seq,
            .sender = message.sender,
            .sender_id = codec::nullable(AgentId(message.sender_id)),
            .sender_name = published.message->sender_name,
            .kind = message.kind,
            .visibility = message.visibility,
            .text = message.text,
            .client_msg_id = message.client_msg_id,
            .created_at = message.created_at};
}

Published published_of(MessageNews news, std::int64_t seq) {
    auto view = std::make_shared<MessageView>();
    Message& message = view->message;
    message.id = news.message_id;
    message.conversation = news.conversation_id;
    message.session = or_nil(news.session_id);
    message.seq = news.message_seq;
    message.sender = news.sender;
    message.sender_id = or_nil(news.sender_id).bytes();
    message.kind = news.kind;
    message.visibility = news.visibility;
    message.text = std::move(news.text);
    message.client_msg_id = std::move(news.client_msg_id);
    message.created_at = news.created_at;
    view->sender_name = std::move(news.sender_name);

    Published published;
    Event& event = published.event;
    event.seq = seq;
    event.type = EventType::message_posted;
    event.at = news.at;
    event.actor = news.actor;
    event.actor_id = or_nil(news.actor_id).bytes();
    event.visibility = news.visibility;
    event.agent = or_nil(news.agent_id);
    event.queue = or_nil(news.queue_id);
    event.inbox = or_nil(news.inbox_id);
    event.contact = or_nil(news.contact_id);
    event.conversation = message.conversation;
    event.session = or_nil(news.session_id);
    event.message = message.id;
    event.guests = std::move(news.guest_ids).value_or(std::vector<AgentId>{});
    published.message = std::move(view);
    return published;
}

}  // namespace

std::string commit_news(std::string_view node, const Committed& committed) {
    CommitNews news{std::string(node), committed.workspace, committed.events.back().event.seq, {}};
    if (is_told_whole(committed))
        std::ranges::transform(committed.events, std::back_inserter(news.messages), news_of);
    return codec::to_json(news);
}

std::optional<CommitHeard> read_commit_news(std::string_view json) {
    auto news = codec::from_json<CommitNews>(json);
    if (!news) return std::nullopt;
    CommitHeard heard{std::move(news->node), news->workspace_id, news->seq, nullptr};
    if (news->messages.empty()) return heard;
    auto committed = std::make_shared<Committed>();
    committed->workspace = news->workspace_id;
    std::int64_t seq = news->seq - static_cast<std::int64_t>(news->messages.size());
    for (MessageNews& message : news->messages)
        committed->events.push_back(published_of(std::move(message), ++seq));
    heard.committed = std::move(committed);
    return heard;
}

}  // namespace parley
