#include "http/realtime/commands.hpp"

#include "app/messages.hpp"
#include "app/presence.hpp"
#include "base/log.hpp"
#include "codec/json.hpp"

namespace parley::http {
namespace {

// Who sent a frame, between nodes. Rights are the owner's to judge, so ids are enough.
struct SentBy {
    std::optional<AgentId> agent_id;
    std::optional<SignInId> sign_in_id;
    std::optional<ApiKeyId> api_key_id;
    std::optional<IdentityId> identity_id;
    std::optional<ContactId> contact_id;
    std::optional<InboxId> inbox_id;
    std::optional<ConversationId> conversation_id;
};
BOOST_DESCRIBE_STRUCT(SentBy, (),
                      (agent_id, sign_in_id, api_key_id, identity_id, contact_id, inbox_id,
                       conversation_id))

Result<ConversationId> conversation_of(const Audience& audience,
                                       const std::optional<ConversationId>& named) {
    if (const auto* visitor = std::get_if<VisitorAudience>(&audience)) {
        return visitor->visitor.conversation;  // They have one, whatever they name.
    }
    if (!named) return refuse(Code::invalid, "missing_field", {}, "/conversation_id");
    return *named;
}

app::NewMessage new_message(wire::SendFrame& frame) {
    app::NewMessage message;
    message.client_msg_id = std::move(frame.client_msg_id);
    if (frame.text) message.text = std::move(*frame.text);
    if (frame.attachment_id) message.attachment = *frame.attachment_id;
    if (frame.visibility) message.visibility = *frame.visibility;
    if (frame.source) message.source = wire::from_wire(std::move(*frame.source));
    return message;
}

// Each answers with the frame to be told, "" for none.
Task<Result<std::string>> act(CommandDeps deps, const Audience& audience, wire::SendFrame frame) {
    CO_TRY(const ConversationId conversation, conversation_of(audience, frame.conversation_id));
    wire::AckFrame ack;
    ack.client_msg_id = frame.client_msg_id;
    app::NewMessage message = new_message(frame);
    Result<app::MessageAnswer> answer;
    if (const auto* visitor = std::get_if<VisitorAudience>(&audience)) {
        answer = co_await app::post_as_visitor(deps.app, visitor->visitor, std::move(message));
    } else {
        const app::Staff& staff = std::get<StaffAudience>(audience).staff;
        answer = co_await app::post_as_staff(deps.app, staff, conversation, std::move(message));
    }
    if (!answer) co_return std::unexpected(answer.error());
    const wire::Links links{deps.files, workspace_of(audience)};
    ack.message = wire::to_wire(**answer, links);
    co_return codec::to_json(ack);
}

Task<Result<std::string>> act(CommandDeps deps, const Audience& audience, wire::ReadFrame frame) {
    CO_TRY(const ConversationId conversation, conversation_of(audience, frame.conversation_id));
    if (const auto* visitor = std::get_if<VisitorAudience>(&audience)) {
        CO_CHECKED(co_await app::mark_read(deps.app, visitor->visitor, frame.seq));
    } else {
        const app::Staff& staff = std::get<StaffAudience>(audience).staff;
        CO_CHECKED(co_await app::mark_read(deps.app, staff, conversation, frame.seq));
    }
    co_return std::string();
}

Task<Result<std::string>> act(CommandDeps deps, const Audience& audience,
                              wire::PresenceFrame frame) {
    const auto* staff = std::get_if<StaffAudience>(&audience);
    if (staff == nullptr) co_return refuse(Code::forbidden, "staff_only");
    std::string reason = frame.reason.value_or("");
    const auto done =
        co_await app::set_own_presence(deps.app, staff->staff, frame.presence, std::move(reason));
    if (!done) co_return std::unexpected(done.error());
    co_return std::string();
}

// Momentary: never stored, forgotten where nobody serves.
Task<Result<std::string>> act(CommandDeps deps, const Audience& audience, wire::TypingFrame frame) {
    CO_TRY(const ConversationId conversation, conversation_of(audience, frame.conversation_id));
    const auto* staff = std::get_if<StaffAudience>(&audience);
    if (staff != nullptr) CO_CHECKED(app::require(staff->staff, KeyScope::messages_write));
    const WorkspaceId workspace = workspace_of(audience);
    CO_TRY(const auto owner, app::owner_of(deps.app, workspace));
    using Seen = std::optional<std::pair<Session, std::vector<Colleague>>>;
    std::function<Seen(const app::Floor&)> look = [conversation](const app::Floor& floor) -> Seen {
        const app::Live* live = floor.live(conversation);
        if (live == nullptr || !live->session) return std::nullopt;
        return std::pair(*live->session, live->colleagues);
    };
    const auto seen = co_await owner->peek<Seen>(std::move(look));
    if (!seen || !*seen) co_return std::string();
    const auto& [session, colleagues] = **seen;

    Typing typing;
    typing.conversation = conversation;
    typing.queue = session.queue;
    typing.agent = session.agent;
    for (const Colleague& colleague : colleagues) typing.guests.push_back(colleague.agent);
    typing.on = frame.on;
    if (staff == nullptr) {
        typing.sender = SenderKind::visitor;
        typing.sender_id = std::get<VisitorAudience>(audience).visitor.contact.bytes();
    } else {
        const Agent& agent = staff->staff.agent;
        if (!app::require_speaking(agent, session, colleagues)) co_return std::string();
        typing.sender = SenderKind::agent;
        typing.sender_id = agent.id.bytes();
        typing.sender_name = agent.name;
    }
    deps.app.bus.tell(workspace, std::move(typing));
    co_return std::string();
}

Task<Result<std::string>> act_here(CommandDeps deps, const Audience& audience,
                                   const wire::ClientFrame& frame) {
    if (const auto* send = std::get_if<wire::SendFrame>(&frame))
        co_return co_await act(deps, audience, *send);
    if (const auto* read = std::get_if<wire::ReadFrame>(&frame))
        co_return co_await act(deps, audience, *read);
    if (const auto* typing = std::get_if<wire::TypingFrame>(&frame))
        co_return co_await act(deps, audience, *typing);
    co_return co_await act(deps, audience, std::get<wire::PresenceFrame>(frame));
}

// A database that is away costs the frame, not the line.
Task<Result<std::string>> act_or_refuse(CommandDeps deps, const Audience& audience,
                                        const wire::ClientFrame& frame) {
    try {
        co_return co_await act_here(deps, audience, frame);
    } catch (const StoreBroken& broken) {
        log_warning("frame_refused", {{"why", broken.what()}});
    }
    co_return refuse(Code::unavailable, "try_again");
}

std::string question_of(const Audience& audience, const wire::ClientFrame& frame) {
    SentBy by;
    if (const auto* staff = std::get_if<StaffAudience>(&audience)) {
        by.agent_id = staff->staff.agent.id;
        by.sign_in_id = staff->staff.sign_in.id;
        if (staff->staff.key) by.api_key_id = staff->staff.key->id;
    } else {
        const app::Visitor& visitor = std::get<VisitorAudience>(audience).visitor;
        by.identity_id = visitor.identity.id;
        by.contact_id = visitor.contact;
        by.inbox_id = visitor.inbox;
        by.conversation_id = visitor.conversation;
    }
    return codec::to_json(by) + '\n' +
           std::visit([](const auto& one) { return codec::to_json(one); }, frame);
}

Task<Result<Audience>> audience_behind(CommandDeps deps, WorkspaceId workspace, SentBy by) {
    if (by.agent_id) {
        auto look = [by](Repository& repository) {
            return std::pair(repository.agent(*by.agent_id),
                             by.api_key_id ? repository.api_key(*by.api_key_id) : std::nullopt);
        };
        auto [agent, key] = co_await app::read(deps.app, workspace, look);
        if (!agent || (by.api_key_id && !key))
            co_return refuse(Code::unauthenticated, "not_signed_in");
        app::Staff staff;
        staff.workspace = workspace;
        staff.agent = std::move(*agent);
        if (key) staff.key = std::move(key->key);
        staff.sign_in.id = by.sign_in_id.value_or(SignInId{});
        co_return audience_of(std::move(staff));
    }
    app::Visitor visitor;
    visitor.workspace = workspace;
    visitor.identity.id = by.identity_id.value_or(IdentityId{});
    visitor.contact = by.contact_id.value_or(ContactId{});
    visitor.inbox = by.inbox_id.value_or(InboxId{});
    visitor.conversation = by.conversation_id.value_or(ConversationId{});
    co_return audience_of(std::move(visitor));
}

Told told_of(const Result<std::string>& done, const wire::ClientFrame& frame) {
    if (done) return {*done, false};
    Error error = done.error();
    if (app::owned_elsewhere(error)) error = Error{Code::unavailable, "try_again", {}, {}};
    return {codec::to_json(error_frame(error, client_msg_id_of(frame))), true};
}

}  // namespace

Task<Told> command(CommandDeps deps, Audience audience, wire::ClientFrame frame) {
    const Result<std::string> done = co_await act_or_refuse(deps, audience, frame);
    const bool is_elsewhere = !done && app::owned_elsewhere(done.error());
    if (!is_elsewhere || deps.app.cluster == nullptr) co_return told_of(done, frame);
    const Result<std::string> answer = co_await deps.app.cluster->ask_owner(
        workspace_of(audience), std::string(frame_question), question_of(audience, frame));
    if (!answer) co_return told_of(answer, frame);
    const bool is_refused = answer->starts_with('-');
    co_return Told{answer->substr(1), is_refused};
}

Task<std::string> answer_frame(CommandDeps deps, WorkspaceId workspace, std::string question) {
    const std::size_t end = std::min(question.find('\n'), question.size());
    const auto by = codec::from_json<SentBy>(std::string_view(question).substr(0, end));
    const auto frame = codec::from_json<wire::ClientFrame>(std::string_view(question).substr(end));
    if (!by || !frame) co_return "-";
    Result<std::string> done;
    const auto audience = co_await audience_behind(deps, workspace, *by);
    if (audience) {
        done = co_await act_or_refuse(deps, *audience, *frame);
    } else {
        done = std::unexpected(audience.error());
    }
    const Told told = told_of(done, *frame);
    co_return (told.is_refused ? "-" : "+") + told.text;
}

std::optional<std::string> client_msg_id_of(const wire::ClientFrame& frame) {
    const auto* send = std::get_if<wire::SendFrame>(&frame);
    return send == nullptr ? std::nullopt : std::optional(send->client_msg_id);
}

wire::ErrorFrame error_frame(const Error& error, std::optional<std::string> client_msg_id) {
    wire::ErrorFrame frame;
    frame.code = error.reason;
    frame.detail = error.message;
    frame.field = error.field;
    frame.client_msg_id = std::move(client_msg_id);
    if (error.code == Code::unavailable) frame.retry_after_ms = frame_retry_after.count();
    return frame;
}

}  // namespace parley::http
