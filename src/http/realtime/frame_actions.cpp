// What each frame of a welcomed client does.
#include "app/messages.hpp"
#include "app/presence.hpp"
#include "http/realtime/realtime_session.hpp"

namespace parley::http {
namespace {

app::NewMessage new_message(wire::SendFrame& frame) {
    app::NewMessage message;
    message.client_msg_id = std::move(frame.client_msg_id);
    if (frame.text) message.text = std::move(*frame.text);
    if (frame.attachment_id) message.attachment = *frame.attachment_id;
    if (frame.visibility) message.visibility = *frame.visibility;
    if (frame.source) message.source = wire::from_wire(std::move(*frame.source));
    return message;
}

}  // namespace

Result<ConversationId> RealtimeSession::conversation_of(
    const std::optional<ConversationId>& named) const {
    if (const auto* visitor = std::get_if<VisitorAudience>(&*audience_)) {
        return visitor->visitor.conversation;  // They have one, whatever they name.
    }
    if (!named) return refuse(Code::invalid, "missing_field", {}, "/conversation_id");
    return *named;
}

Task<> RealtimeSession::act(wire::SendFrame frame) {
    const auto arrived = std::chrono::steady_clock::now();
    const std::string client_msg_id = frame.client_msg_id;
    const auto conversation = conversation_of(frame.conversation_id);
    if (!conversation) co_return say_error(conversation.error(), client_msg_id);

    app::NewMessage message = new_message(frame);
    Result<app::MessageAnswer> answer;
    // Copies: a rights change may replace the audience while the disk is written.
    if (const auto* visitor = std::get_if<VisitorAudience>(&*audience_)) {
        const app::Visitor sender = visitor->visitor;
        answer = co_await app::post_as_visitor(deps_.app, sender, std::move(message));
    } else {
        const app::Staff sender = std::get<StaffAudience>(*audience_).staff;
        answer = co_await app::post_as_staff(deps_.app, sender, *conversation, std::move(message));
    }
    if (!answer) co_return say_error(answer.error(), client_msg_id);
    wire::AckFrame ack;
    ack.client_msg_id = client_msg_id;
    ack.message = wire::to_wire(**answer, links());
    say(ack);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - arrived;
    deps_.ack_seconds.observe(took.count());
}

Task<> RealtimeSession::act(wire::ReadFrame frame) {
    const auto conversation = conversation_of(frame.conversation_id);
    if (!conversation) co_return say_error(conversation.error(), std::nullopt);
    Result<> done;
    if (const auto* visitor = std::get_if<VisitorAudience>(&*audience_)) {
        const app::Visitor reader = visitor->visitor;
        done = co_await app::mark_read(deps_.app, reader, frame.seq);
    } else {
        const app::Staff reader = std::get<StaffAudience>(*audience_).staff;
        done = co_await app::mark_read(deps_.app, reader, *conversation, frame.seq);
    }
    if (!done) say_error(done.error(), std::nullopt);
}

Task<> RealtimeSession::act(wire::PresenceFrame frame) {
    const auto* audience = std::get_if<StaffAudience>(&*audience_);
    if (audience == nullptr) {
        co_return say_error(Error{Code::forbidden, "staff_only", {}, {}}, std::nullopt);
    }
    const app::Staff staff = audience->staff;
    std::string reason = frame.reason.value_or("");
    const auto done =
        co_await app::set_own_presence(deps_.app, staff, frame.presence, std::move(reason));
    if (!done) say_error(done.error(), std::nullopt);
}

Task<> RealtimeSession::act(wire::PingFrame frame) {
    wire::PongFrame pong;
    pong.id = frame.id.value_or(0);
    pong.now = deps_.app.clock.now();
    say(pong);
    co_return;
}

// Momentary: never stored, told at most once a second unless it changes, forgotten where nobody
// serves.
Task<> RealtimeSession::act(wire::TypingFrame frame) {
    const auto conversation = conversation_of(frame.conversation_id);
    if (!conversation) co_return say_error(conversation.error(), std::nullopt);
    const std::pair<ConversationId, bool> told{*conversation, frame.on};
    const Instant now = deps_.app.clock.now();
    if (told == typing_told_ && now - typing_told_at_ < typing_every) co_return;
    typing_told_ = told;
    typing_told_at_ = now;

    const WorkspaceId workspace = workspace_of(*audience_);
    const auto owner = deps_.app.workspaces.find(workspace);
    if (!owner) co_return;
    std::function<std::optional<Session>(const app::Floor&)> look =
        [id = *conversation](const app::Floor& floor) -> std::optional<Session> {
        const app::Live* live = floor.live(id);
        return live != nullptr ? live->session : std::nullopt;
    };
    const auto session = co_await owner->peek<std::optional<Session>>(std::move(look));
    if (!session || !*session || phase_ == Phase::closed) co_return;

    Typing typing;
    typing.conversation = *conversation;
    typing.queue = (*session)->queue;
    typing.agent = (*session)->agent;
    typing.on = frame.on;
    if (const auto* visitor = std::get_if<VisitorAudience>(&*audience_)) {
        typing.sender = SenderKind::visitor;
        typing.sender_id = visitor->visitor.contact.bytes();
    } else {
        const Agent& agent = std::get<StaffAudience>(*audience_).staff.agent;
        if (!app::require_serving(agent, **session)) co_return;
        typing.sender = SenderKind::agent;
        typing.sender_id = agent.id.bytes();
        typing.sender_name = agent.name;
    }
    deps_.hub.typing(workspace, std::move(typing));
}

}  // namespace parley::http
