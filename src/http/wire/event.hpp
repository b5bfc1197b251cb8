// What an event frame carries: staff see sessions whole, a visitor sees their own side of it.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "domain/event.hpp"
#include "http/wire/agent.hpp"
#include "http/wire/call.hpp"
#include "http/wire/inbox.hpp"
#include "http/wire/queue.hpp"
#include "http/wire/session.hpp"
#include "http/wire/workspace.hpp"
#include "ports/published.hpp"

namespace parley::wire {

struct ReadMarks {
    ConversationId conversation_id;
    std::int64_t visitor_read = 0;
    std::int64_t agent_read = 0;
};
BOOST_DESCRIBE_STRUCT(ReadMarks, (), (conversation_id, visitor_read, agent_read))

struct EventBody {
    EventType kind{};
    std::string detail;
    std::optional<AgentId> by;  // The agent who did it, where one did.
    std::optional<Session> session;
    std::optional<VisitorSession> visitor_session;
    std::optional<Message> message;
    std::optional<ReadMarks> read;
    std::optional<Agent> agent;
    std::optional<Queue> queue;
    std::optional<Inbox> inbox;
    std::optional<Contact> contact;
    std::optional<Workspace> workspace;
    std::optional<Call> call;
};
BOOST_DESCRIBE_STRUCT(EventBody, (),
                      (kind, detail, by, session, visitor_session, message, read, agent, queue,
                       inbox, contact, workspace, call))

EventBody to_staff_wire(const Published& published, const Links& links);
// REQUIRES: the event is visible to the visitor. Says less: no reasons, no internal rows.
EventBody to_visitor_wire(const Published& published, const Links& links);

}  // namespace parley::wire
