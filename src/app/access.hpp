// Who is asking, and what they may see and do: the one place where that is decided.
//
// REST, realtime frames, search and counts all ask here, so that they cannot disagree.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/api_key.hpp"
#include "domain/permission.hpp"
#include "domain/sign_in.hpp"
#include "ports/repository.hpp"

namespace parley::app {

// A signed-in agent of one workspace, or a program that acts as one by an API key.
struct Staff {
    WorkspaceId workspace;
    Agent agent;  // As stored when the request began.
    SignIn sign_in;
    std::optional<ApiKey> key = std::nullopt;  // What it may do is bounded by its scopes.
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

// What a program asks for must be among its key's scopes; people have them all. Every use case asks
// this first, and then what its agent's role may. Refuses forbidden "scope_missing".
Result<> require(const Staff& staff, KeyScope scope);
// For settings of what is told of everything that happens: a key that may change them must be
// allowed to be told. Refuses forbidden "scope_missing", "permission_missing".
Result<> require_told_settings(const Staff& staff);
// For what no program may do, whatever its key: keys, sign-ins. Refuses forbidden "not_by_api_key".
Result<> require_person(const Staff& staff);
// The key's time is over; sign-ins end otherwise.
bool has_expired(const Staff& staff, Instant now);
// Of the role, what the key's scopes leave.
std::vector<Permission> permissions_of(const Staff& staff);

// Whose sessions the agent may see: everybody's with session_read_all, else own and own queues'.
Scope scope_of(const Agent& agent);
bool in_scope(const Scope& scope, QueueId queue, AgentId agent);

// May write in, close or transfer the session: its own agent, or session_manage.
Result<> require_serving(const Agent& agent, const Session& session);

// May write to the contact: whoever serves, and who has been invited and joined.
Result<> require_speaking(const Agent& agent, const Session& session,
                          const std::vector<Colleague>& colleagues);
// Asked about the session, or taking part in it.
bool has_part(AgentId agent, const std::vector<Colleague>& colleagues);

// May an event reach this reader? Staff: by scope, on either side of a change, and colleagues who
// have a part in the session. Settings events
// reach all staff. A visitor: only of their own conversation, never what is for staff only.
bool visible_to_staff(const Scope& scope, const Event& event);
bool visible_to_visitor(ConversationId own, const Event& event);

}  // namespace parley::app
