// Who is asking, and what they may see and do: the one place where that is decided.
//
// REST, realtime frames, search and counts all ask here, so that they cannot disagree.
#pragma once

#include <string>

#include "base/result.hpp"
#include "domain/permission.hpp"
#include "domain/sign_in.hpp"
#include "ports/repository.hpp"

namespace parley::app {

// A signed-in agent of one workspace.
struct Staff {
    WorkspaceId workspace;
    Agent agent;  // As stored when the request began.
    SignIn sign_in;
};

// A visitor, known by the credential of one inbox. One such identity has one conversation.
struct Visitor {
    WorkspaceId workspace;
    Identity identity;
    ContactId contact;
    InboxId inbox;
    ConversationId conversation;
};

// Refuses forbidden "permission_missing".
Result<> require(const Agent& agent, Permission permission);

// Whose sessions the agent may see: everybody's with session_read_all, else own and own queues'.
Scope scope_of(const Agent& agent);
bool in_scope(const Scope& scope, QueueId queue, AgentId agent);

// May write in, close or transfer the session: its own agent, or session_manage.
Result<> require_serving(const Agent& agent, const Session& session);

// May an event reach this reader? Staff: by scope, on either side of a change. Settings events
// reach all staff. A visitor: only of their own conversation, never what is for staff only.
bool visible_to_staff(const Scope& scope, const Event& event);
bool visible_to_visitor(ConversationId own, const Event& event);

}  // namespace parley::app
