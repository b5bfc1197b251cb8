#include "app/messages.hpp"

#include "app/histories.hpp"
#include "app/lifecycle.hpp"
#include "app/live.hpp"
#include "app/sessions.hpp"

namespace parley::app {
namespace {

// What was sent before under the same id: the message itself when still at hand, else its number.
struct Posted {
    MessageAnswer view;
    bool is_retry = false;
};

Result<> check(const NewMessage& message) {
    CHECKED(check_client_msg_id(message.client_msg_id));
    CHECKED(check_text(message.text, Message::text_max, "/text"));
    if (message.text.empty() && !message.attachment)
        return refuse(Code::invalid, "empty_message", "a message needs text or a file", "/text");
    return {};
}

Message message_of(const NewMessage& given, const std::optional<Attachment>& attachment) {
    Message message;
    message.text = given.text;
    message.client_msg_id = given.client_msg_id;
    message.visibility = given.visibility;
    if (attachment) {
        message.attachment = attachment->id;
        message.kind = attachment->width > 0 ? MessageKind::image : MessageKind::file;
    }
    return message;
}

// A retry that memory no longer covers is looked for in the store before anything is decided.
Result<std::optional<Posted>> retried(const Live& live, const IdBytes& sender,
                                      const std::string& id, bool store_was_asked) {
    const auto seq = live.sent.seq_of(sender, id);
    if (!seq) {
        if (live.sent.is_complete() || store_was_asked) return std::optional<Posted>{};
        return refuse(Code::unavailable, "ask_store");
    }
    Posted posted{nullptr, true};
    if (live.last_message && live.last_message->message.seq == *seq)
        posted.view = live.last_message;
    return posted;
}

Task<Result<std::optional<Attachment>>> attachment_of(App& app, WorkspaceId workspace,
                                                      AttachmentId id, ConversationId conversation,
                                                      const IdBytes& uploader) {
    if (!id) co_return std::optional<Attachment>{};
    auto look = [id](Repository& repository) { return repository.attachment(id); };
    auto found = co_await read(app, workspace, look);
    if (!found || found->conversation != conversation || found->uploader != uploader)
        co_return refuse(Code::not_found, "attachment_not_found", {}, "/attachment_id");
    co_return found;
}

Task<Result<MessageAnswer>> answer(App& app, WorkspaceId workspace, ConversationId conversation,
                                   const IdBytes& sender, const std::string& client_msg_id,
                                   Posted posted) {
    if (posted.view) co_return posted.view;
    auto look = [conversation, sender, client_msg_id](Repository& repository) {
        return repository.message_sent(conversation, sender, client_msg_id);
    };
    auto stored = co_await read(app, workspace, look);
    if (!stored) co_return refuse(Code::unavailable, "try_again", "a retry's message is not found");
    co_return std::make_shared<const MessageView>(std::move(*stored));
}

struct Asked {
    std::optional<MessageView> stored;
    std::vector<SentId> sent;  // Newest first.
};

// After a restart memory starts empty; one look at the store fills it for all that follow.
void learn(Live& live, const std::vector<SentId>& sent) {
    for (auto it = sent.rbegin(); it != sent.rend(); ++it)
        live.sent.remember(it->sender, it->client_msg_id, it->seq);
    if (sent.size() < SentMemory::remembered_max) live.sent.mark_complete();
}

using PostDecision = std::function<Result<Posted>(Floor&, Turn&, bool store_was_asked)>;

// Runs the decision; loads the conversation or asks the store about a retry only where it must.
Task<Result<MessageAnswer>> post(App& app, WorkspaceId workspace, ConversationId conversation,
                                 IdBytes sender, std::string client_msg_id, PostDecision decide) {
    CO_TRY(const auto owner, owner_of(app, workspace));
    std::function<Result<Posted>(Floor&, Turn&)> first = [decide](Floor& floor, Turn& turn) {
        return decide(floor, turn, false);
    };
    Result<Posted> posted = co_await run_live<Posted>(app, *owner, conversation, std::move(first));
    if (!posted && posted.error().reason == "ask_store") {
        auto look = [conversation, sender, client_msg_id](Repository& repository) {
            return Asked{repository.message_sent(conversation, sender, client_msg_id),
                         repository.sent_ids(conversation, SentMemory::remembered_max)};
        };
        Asked asked = co_await read(app, workspace, look);
        if (asked.stored) co_return std::make_shared<const MessageView>(std::move(*asked.stored));
        std::function<Result<Posted>(Floor&, Turn&)> again =
            [decide, conversation, sent = std::move(asked.sent)](Floor& floor, Turn& turn) {
                if (Live* live = floor.live(conversation)) learn(*live, sent);
                return decide(floor, turn, true);
            };
        posted = co_await run_live<Posted>(app, *owner, conversation, std::move(again));
    }
    if (!posted) co_return std::unexpected(posted.error());
    co_return co_await answer(app, workspace, conversation, sender, client_msg_id,
                              std::move(*posted));
}

Result<Posted> decide_visitor_message(Floor& floor, Turn& turn, const Visitor& visitor,
                                      const NewMessage& given,
                                      const std::optional<Attachment>& attachment,
                                      bool store_was_asked) {
    Live* live = floor.live(visitor.conversation);
    if (live == nullptr) return std::unexpected(not_loaded().error());
    const IdBytes sender = visitor.contact.bytes();
    TRY(auto before, retried(*live, sender, given.client_msg_id, store_was_asked));
    if (before) return *before;

    const bool opens = !live->session.has_value();
    if (opens) CHECKED(open_session(floor, turn, *live, given.source));
    Message message = message_of(given, attachment);
    message.sender = SenderKind::visitor;
    message.sender_id = sender;
    message.visibility = Visibility::everyone;
    const Actor actor = Actor::of(visitor.contact);
    Posted posted{turn.post(*live, std::move(message), attachment, actor, {})};
    wrote(floor, turn, *live);
    // Routed last, so that the offer's view already shows the message.
    if (opens) enqueue_session(floor, turn, *live, actor);
    return posted;
}

// Without an open session, those of the last one.
bool sees_conversation(const Agent& agent, const Live& live) {
    const QueueId queue = live.session ? live.session->queue : live.last_queue;
    const AgentId served_by = live.session ? live.session->agent : live.last_agent;
    return in_scope(scope_of(agent), queue, served_by) || has_part(agent.id, live.colleagues);
}

Result<Posted> decide_staff_message(Floor& floor, Turn& turn, AgentId agent_id,
                                    ConversationId conversation, const NewMessage& given,
                                    const std::optional<Attachment>& attachment,
                                    bool store_was_asked) {
    Live* live = floor.live(conversation);
    if (live == nullptr) return std::unexpected(not_loaded().error());
    const Agent* agent = floor.agent(agent_id);
    if (agent == nullptr) return refuse(Code::forbidden, "permission_missing");
    TRY(auto before, retried(*live, agent_id.bytes(), given.client_msg_id, store_was_asked));
    if (before) return *before;

    const bool is_note = given.visibility == Visibility::staff;
    if (!sees_conversation(*agent, *live)) return refuse(Code::not_found, "conversation_not_found");
    if (is_note) {
        CHECKED(require(*agent, Permission::session_serve));
    } else {
        if (!live->session) return refuse(Code::conflict, "session_closed");
        CHECKED(require_speaking(*agent, *live->session, live->colleagues));
    }

    Message message = message_of(given, attachment);
    message.sender = SenderKind::agent;
    message.sender_id = agent_id.bytes();
    const bool first_reply =
        live->session && !is_note && live->session->first_reply_at == Instant{};
    if (first_reply) {
        live->session->first_reply_at = turn.now;
        turn.put(*live->session);
    }
    return Posted{turn.post(*live, std::move(message), attachment, Actor::of(*agent), agent->name)};
}

Result<bool> read_up_to(Turn& turn, Live& live, std::int64_t seq, SenderKind reader, Actor actor) {
    if (seq < 0 || seq > live.conversation.last_seq)
        return refuse(Code::invalid, "seq_out_of_range", {}, "/seq");
    std::int64_t& mark = reader == SenderKind::visitor ? live.conversation.visitor_read
                                                       : live.conversation.agent_read;
    if (seq <= mark) return false;
    mark = seq;
    // Notices that follow the last word are nothing to read.
    const bool has_read_all = !live.last_message || seq >= live.last_message->message.seq;
    if (reader == SenderKind::agent && has_read_all) live.unread = 0;
    turn.put(live.conversation);
    Published& published = turn.append(EventType::conversation_read, actor, Visibility::everyone);
    published.event.conversation = live.conversation.id;
    if (live.session) {
        published.event.session = live.session->id;
        published.event.queue = live.session->queue;
        published.event.agent = live.session->agent;
    }
    ConversationRead read;
    read.conversation = live.conversation.id;
    read.visitor_read = live.conversation.visitor_read;
    read.agent_read = live.conversation.agent_read;
    published.read = std::make_shared<const ConversationRead>(read);
    return true;
}

}  // namespace

Task<Result<MessageAnswer>> post_as_visitor(App& app, const Visitor& visitor, NewMessage message) {
    CO_CHECKED(check(message));
    const IdBytes sender = visitor.contact.bytes();
    CO_TRY(auto attachment, co_await attachment_of(app, visitor.workspace, message.attachment,
                                                   visitor.conversation, sender));
    PostDecision decide = [visitor, message, attachment](Floor& floor, Turn& turn,
                                                         bool store_was_asked) {
        return decide_visitor_message(floor, turn, visitor, message, attachment, store_was_asked);
    };
    co_return co_await post(app, visitor.workspace, visitor.conversation, sender,
                            message.client_msg_id, std::move(decide));
}

Task<Result<MessageAnswer>> post_as_staff(App& app, const Staff& staff, ConversationId conversation,
                                          NewMessage message, Once<MessageAnswer> once) {
    CO_CHECKED(require(staff, KeyScope::messages_write));
    CO_CHECKED(check(message));
    const AgentId agent = staff.agent.id;
    CO_TRY(auto attachment, co_await attachment_of(app, staff.workspace, message.attachment,
                                                   conversation, agent.bytes()));
    PostDecision decide = [agent, conversation, message, attachment, once](
                              Floor& floor, Turn& turn, bool store_was_asked) -> Result<Posted> {
        CHECKED(first_time(floor, turn, once));
        TRY(Posted posted, decide_staff_message(floor, turn, agent, conversation, message,
                                                attachment, store_was_asked));
        // A retry by client_msg_id writes nothing; its answer is in the store for ever.
        if (!posted.is_retry) keep(floor, turn, once, posted.view);
        return posted;
    };
    co_return co_await post(app, staff.workspace, conversation, agent.bytes(),
                            message.client_msg_id, std::move(decide));
}

Task<Result<>> mark_read(App& app, const Visitor& visitor, std::int64_t seq) {
    CO_TRY(const auto owner, owner_of(app, visitor.workspace));
    std::function<Result<bool>(Floor&, Turn&)> decide = [visitor, seq](Floor& floor,
                                                                       Turn& turn) -> Result<bool> {
        Live* live = floor.live(visitor.conversation);
        if (live == nullptr) return std::unexpected(not_loaded().error());
        return read_up_to(turn, *live, seq, SenderKind::visitor, Actor::of(visitor.contact));
    };
    CO_CHECKED(co_await run_live<bool>(app, *owner, visitor.conversation, std::move(decide)));
    co_return Result<>{};
}

Task<Result<>> mark_read(App& app, const Staff& staff, ConversationId conversation,
                         std::int64_t seq) {
    CO_CHECKED(require(staff, KeyScope::messages_write));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    const AgentId agent_id = staff.agent.id;
    std::function<Result<bool>(Floor&, Turn&)> decide =
        [agent_id, conversation, seq](Floor& floor, Turn& turn) -> Result<bool> {
        Live* live = floor.live(conversation);
        if (live == nullptr) return std::unexpected(not_loaded().error());
        const Agent* agent = floor.agent(agent_id);
        if (agent == nullptr) return refuse(Code::forbidden, "permission_missing");
        if (!sees_conversation(*agent, *live))
            return refuse(Code::not_found, "conversation_not_found");
        if (!live->session || live->session->agent != agent_id) return false;
        return read_up_to(turn, *live, seq, SenderKind::agent, Actor::of(*agent));
    };
    CO_CHECKED(co_await run_live<bool>(app, *owner, conversation, std::move(decide)));
    co_return Result<>{};
}

}  // namespace parley::app
