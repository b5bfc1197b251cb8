// A committed event with the things it concerns, as realtime readers receive it.
//
// Live, the owner attaches them from memory; on resume, the store hydrates them from rows. Both
// give the same shape, so a reader cannot tell a live event from a replayed one.
#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "ports/views.hpp"

namespace parley {

struct ConversationRead {
    ConversationId conversation;
    std::int64_t visitor_read = 0;
    std::int64_t agent_read = 0;
};

struct Published {
    Event event;
    std::shared_ptr<const MessageView> message;  // message_posted
    std::shared_ptr<const SessionView> session;  // session_*, colleague_*
    std::shared_ptr<const Agent> agent;          // agent_*
    std::shared_ptr<const Queue> queue;
    std::shared_ptr<const Inbox> inbox;
    std::shared_ptr<const Contact> contact;
    std::shared_ptr<const Workspace> workspace;
    std::shared_ptr<const CallView> call;          // call_*
    std::shared_ptr<const ConversationRead> read;  // conversation_read
};

// One commit's events of one workspace, in order.
struct Committed {
    WorkspaceId workspace;
    std::vector<Published> events;
};

struct Typing {
    ConversationId conversation;
    SenderKind sender = SenderKind::visitor;
    IdBytes sender_id{};
    std::string sender_name;
    QueueId queue;  // Of the open session: whose staff may see it.
    AgentId agent;
    std::vector<AgentId> guests;
    bool on = false;
};

struct QueuePosition {
    ConversationId conversation;
    SessionId session;
    std::size_t position = 0;  // 1 is next.
};

// How the contact of a call is heard at this moment: what came from them in the last seconds.
struct LineQuality {
    ConversationId conversation;
    CallId call;
    std::vector<AgentId> agents;  // Who take part: nobody else is told.
    std::int64_t packets = 0;     // Since the leg joined, as is `lost`.
    std::int64_t lost = 0;
    std::int64_t jitter_us = 0;
    std::int64_t mos_percent = 0;  // Of the score, 100 … 450; 0: nothing came.
};

// Beside the spine, of a conversation: no number, never repeated, lost without harm.
using Signal = std::variant<Typing, QueuePosition, LineQuality>;

inline ConversationId conversation_of(const Signal& signal) {
    return std::visit([](const auto& one) { return one.conversation; }, signal);
}

// Readers of the spine that want to hear of commits at once (bus/inproc joins several into one).
class Bus {
public:
    virtual ~Bus() = default;
    // Called on the writer's thread, in commit order of the workspace; must not block.
    virtual void publish(std::shared_ptr<const Committed> committed) = 0;
    // Both are called on any thread.
    virtual void tell(WorkspaceId workspace, Signal signal) = 0;
    // The sign-in was revoked (or its agent made inactive): its connections close with 4409.
    virtual void signed_out(WorkspaceId workspace, SignInId sign_in) = 0;
};

}  // namespace parley
