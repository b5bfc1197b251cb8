#include <map>

#include "store/sql/repository.hpp"
#include "store/sql/tables_floor.hpp"
#include "store/sql/tables_spine.hpp"
#include "store/sql/tables_talk.hpp"
#include "store/sql/views.hpp"

namespace parley::sql {
namespace {

// Attaches rows to events, each row read once however many events name it.
class Hydrator {
public:
    Hydrator(Database& db, const WorkspaceId& workspace, const std::vector<Event>& events)
        : db_(db), workspace_(workspace) {
        std::vector<MessageId> ids;
        for (const Event& event : events) {
            if (event.type == EventType::message_posted) ids.push_back(event.message);
        }
        for (MessageView& view : message_views(db_, workspace_, ids)) {
            const MessageId id = view.message.id;
            messages_[id] = std::make_shared<const MessageView>(std::move(view));
        }
    }

    Published operator()(Event event) {
        Published published;
        const std::string_view type = name_of(event.type);
        if (event.type == EventType::message_posted) published.message = messages_[event.message];
        if (type.starts_with("session_") || type.starts_with("colleague_") ||
            type.starts_with("callback_"))
            published.session = session(event.session);
        if (type.starts_with("agent_")) published.agent = row(agents_, event.agent);
        if (type.starts_with("queue_")) published.queue = row(queues_, event.queue);
        if (type.starts_with("inbox_")) published.inbox = row(inboxes_, event.inbox);
        if (type.starts_with("contact_")) published.contact = row(contacts_, event.contact);
        if (type.starts_with("workspace_")) published.workspace = workspace();
        if (type.starts_with("call_")) published.call = call(event.detail);
        if (event.type == EventType::conversation_read) published.read = marks(event.conversation);
        published.event = std::move(event);
        return published;
    }

private:
    template <class T, class IdOfT>
    using Kept = std::map<IdOfT, std::shared_ptr<const T>>;

    template <class T>
    static std::shared_ptr<const T> shared(std::optional<T> found) {
        return found ? std::make_shared<const T>(std::move(*found)) : nullptr;
    }

    template <class T, class IdOfT>
    std::shared_ptr<const T> row(Kept<T, IdOfT>& kept, const IdOfT& id) {
        const auto [at, is_new] = kept.try_emplace(id);
        if (is_new) at->second = shared(one_where<T>(db_, by_id, workspace_, id));
        return at->second;
    }

    std::shared_ptr<const SessionView> session(const SessionId& id) {
        const auto [at, is_new] = sessions_.try_emplace(id);
        if (is_new) at->second = shared(session_view(db_, workspace_, id));
        return at->second;
    }

    std::shared_ptr<const CallView> call(const std::string& text) {
        const auto id = CallId::parse(text);
        if (!id) return nullptr;
        const auto [at, is_new] = calls_.try_emplace(*id);
        if (is_new) at->second = shared(call_view(db_, workspace_, *id));
        return at->second;
    }

    std::shared_ptr<const Workspace> workspace() {
        return shared(one_where<Workspace>(db_, "t.id = $1", workspace_));
    }

    std::shared_ptr<const ConversationRead> marks(const ConversationId& id) {
        const auto found = one_where<Conversation>(db_, by_id, workspace_, id);
        if (!found) return nullptr;
        return std::make_shared<const ConversationRead>(
            ConversationRead{id, found->visitor_read, found->agent_read});
    }

    Database& db_;
    const WorkspaceId& workspace_;
    Kept<CallView, CallId> calls_;
    Kept<Agent, AgentId> agents_;
    Kept<Queue, QueueId> queues_;
    Kept<Inbox, InboxId> inboxes_;
    Kept<Contact, ContactId> contacts_;
    Kept<SessionView, SessionId> sessions_;
    Kept<MessageView, MessageId> messages_;
};

}  // namespace

std::vector<Event> SqlRepository::events(std::int64_t after, std::size_t limit,
                                         ConversationId conversation) {
    Read read(*reader_);
    if (conversation.is_nil()) {
        return all_where<Event>(read.db(),
                                "t.workspace_id = $1 AND t.seq > $2 ORDER BY t.seq LIMIT $3",
                                workspace_, after, limit);
    }
    return all_where<Event>(read.db(),
                            "t.workspace_id = $1 AND t.conversation_id = $4 AND t.seq > $2"
                            " ORDER BY t.seq LIMIT $3",
                            workspace_, after, limit, conversation);
}

std::vector<Published> SqlRepository::hydrate(std::vector<Event> events) {
    Read read(*reader_);
    Hydrator hydrated(read.db(), workspace_, events);
    std::vector<Published> published;
    published.reserve(events.size());
    for (Event& event : events) published.push_back(hydrated(std::move(event)));
    return published;
}

std::int64_t SqlRepository::last_seq() {
    Read read(*reader_);
    return read.db()
               .value<std::int64_t>("SELECT next_seq FROM workspace WHERE id = $1", workspace_)
               .value_or(1) -
           1;
}

std::int64_t SqlRepository::reader_cursor(std::string_view reader) {
    Read read(*reader_);
    return read.db()
        .value<std::int64_t>(
            "SELECT seq FROM reader_cursor WHERE workspace_id = $1 AND reader = $2", workspace_,
            reader)
        .value_or(0);
}

}  // namespace parley::sql
