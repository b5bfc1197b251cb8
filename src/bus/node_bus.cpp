#include "bus/node_bus.hpp"

#include <boost/describe/class.hpp>

#include "base/log.hpp"
#include "bus/commit_news.hpp"
#include "codec/json.hpp"

namespace parley {
namespace {

struct TypingNews {
    static constexpr std::string_view subject = ".typing";

    std::string node;
    WorkspaceId workspace_id;
    ConversationId conversation_id;
    SenderKind sender{};
    std::optional<AgentId> sender_id;  // Or the contact's; an id is an id here.
    std::string sender_name;
    std::optional<QueueId> queue_id;
    std::optional<AgentId> agent_id;
    std::optional<std::vector<AgentId>> guest_ids;  // Absent: nobody.
    bool on = false;
};
BOOST_DESCRIBE_STRUCT(TypingNews, (),
                      (node, workspace_id, conversation_id, sender, sender_id, sender_name,
                       queue_id, agent_id, guest_ids, on))

struct PositionNews {
    static constexpr std::string_view subject = ".position";

    std::string node;
    WorkspaceId workspace_id;
    ConversationId conversation_id;
    SessionId session_id;
    std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(PositionNews, (), (node, workspace_id, conversation_id, session_id, position))

struct QualityNews {
    static constexpr std::string_view subject = ".quality";

    std::string node;
    WorkspaceId workspace_id;
    ConversationId conversation_id;
    CallId call_id;
    std::vector<AgentId> agent_ids;
    std::int64_t packets = 0;
    std::int64_t lost = 0;
    std::int64_t jitter_us = 0;
    std::int64_t mos_percent = 0;
};
BOOST_DESCRIBE_STRUCT(QualityNews, (),
                      (node, workspace_id, conversation_id, call_id, agent_ids, packets, lost,
                       jitter_us, mos_percent))

struct SignedOutNews {
    std::string node;
    WorkspaceId workspace_id;
    SignInId sign_in_id;
};
BOOST_DESCRIBE_STRUCT(SignedOutNews, (), (node, workspace_id, sign_in_id))

template <class I>
std::optional<I> unless_nil(I id) {
    return id.is_nil() ? std::nullopt : std::optional<I>(id);
}

TypingNews news_of(const std::string& node, WorkspaceId workspace, Typing typing) {
    return {node,
            workspace,
            typing.conversation,
            typing.sender,
            unless_nil(AgentId(typing.sender_id)),
            std::move(typing.sender_name),
            unless_nil(typing.queue),
            unless_nil(typing.agent),
            typing.guests.empty() ? std::nullopt : std::optional(std::move(typing.guests)),
            typing.on};
}

Typing signal_of(const TypingNews& news) {
    Typing typing;
    typing.conversation = news.conversation_id;
    typing.sender = news.sender;
    typing.sender_id = news.sender_id.value_or(AgentId{}).bytes();
    typing.sender_name = news.sender_name;
    typing.queue = news.queue_id.value_or(QueueId{});
    typing.agent = news.agent_id.value_or(AgentId{});
    typing.guests = news.guest_ids.value_or(std::vector<AgentId>{});
    typing.on = news.on;
    return typing;
}

PositionNews news_of(const std::string& node, WorkspaceId workspace, QueuePosition position) {
    return {node, workspace, position.conversation, position.session,
            static_cast<std::int64_t>(position.position)};
}

QueuePosition signal_of(const PositionNews& news) {
    return {news.conversation_id, news.session_id, static_cast<std::size_t>(news.position)};
}

QualityNews news_of(const std::string& node, WorkspaceId workspace, LineQuality quality) {
    return {node,
            workspace,
            quality.conversation,
            quality.call,
            std::move(quality.agents),
            quality.packets,
            quality.lost,
            quality.jitter_us,
            quality.mos_percent};
}

LineQuality signal_of(const QualityNews& news) {
    return {news.conversation_id, news.call_id,    news.agent_ids, news.packets, news.lost,
            news.jitter_us,       news.mos_percent};
}

}  // namespace

template <class News, class Hear>
void NodeBus::hear(std::string_view subject, Hear heard) {
    nats_.subscribe(group_ + std::string(subject), [this, heard](const Nats::Message& message) {
        const auto news = codec::from_json<News>(message.data);
        if (!news) {
            log_warning("node_message_malformed", {{"subject", message.subject}});
        } else if (news->node != node_) {
            heard(*news);
        }
    });
}

template <class News>
void NodeBus::hear_signal() {
    hear<News>(News::subject,
               [this](const News& news) { relay_.tell(news.workspace_id, signal_of(news)); });
}

template <class News>
void NodeBus::say(std::string_view subject, const News& news) {
    nats_.publish(group_ + std::string(subject), codec::to_json(news));
}

NodeBus::NodeBus(Nats& nats, std::string group, std::string node, SpineRelay& relay)
    : nats_(nats), group_(std::move(group)), node_(std::move(node)), relay_(relay) {
    nats_.subscribe(group_ + ".commit", [this](const Nats::Message& message) {
        const auto news = read_commit_news(message.data);
        if (!news) {
            log_warning("node_message_malformed", {{"subject", message.subject}});
        } else if (news->node != node_) {
            hear_commit(*news);
        }
    });
    hear_signal<TypingNews>();
    hear_signal<PositionNews>();
    hear_signal<QualityNews>();
    hear<SignedOutNews>(".signed_out", [this](const SignedOutNews& news) {
        relay_.signed_out(news.workspace_id, news.sign_in_id);
    });
}

void NodeBus::publish(std::shared_ptr<const Committed> committed) {
    if (committed->events.empty()) return;
    nats_.publish(group_ + ".commit", commit_news(node_, *committed));
}

void NodeBus::hear_commit(const CommitHeard& news) {
    if (news.committed && relay_.has_begun(news.workspace))
        relay_.publish(news.committed);
    else
        relay_.follow(news.workspace, news.seq);
}

void NodeBus::tell(WorkspaceId workspace, Signal signal) {
    std::visit(
        [&](auto&& one) {
            const auto news = news_of(node_, workspace, std::move(one));
            say(news.subject, news);
        },
        std::move(signal));
}

void NodeBus::signed_out(WorkspaceId workspace, SignInId sign_in) {
    say(".signed_out", SignedOutNews{node_, workspace, sign_in});
}

}  // namespace parley
