// What a supervisor does to the floor: sends somebody away or back, takes a session over, gives an
// agent's sessions to others. Each is one decision, told by events that name the supervisor.
//
// All need session_manage: forbidden "permission_missing".
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"
#include "app/sessions.hpp"

namespace parley::app {

// The presence a supervisor left somebody with whose sessions they gave to others.
constexpr std::string_view reassigned_reason = "reassigned";

// A colleague's presence, as if they had said it themselves. Refuses invalid "bad_presence_reason",
// not_found "agent_not_found", "presence_reason_not_found", conflict "agent_away": whoever has no
// line to us can only be offline.
Task<Result<Agent>> set_presence_of(App& app, const Staff& staff, AgentId agent, Presence presence,
                                    std::string reason);

// The session is the asker's from now on, whoever had it and wherever it waited; they need not be
// ready. Of what is theirs already nothing changes. A call is theirs to join like one they
// accepted.
// Refuses not_found "session_not_found", conflict "session_closed", "agent_busy" (the asker has no
// room for it), "call_not_takeable" (it has been handed on to a number).
Task<Result<SessionAnswer>> take_session(App& app, const Staff& staff, SessionId session);

struct Reassignment {
    QueueId queue;  // At most one of the two; neither: each back to the head of its own queue.
    AgentId agent;
};

// All the agent serves goes back to wait, each keeping its original time; offers made to them are
// withdrawn. If they were ready they are away from then on (`reassigned_reason`), or they would be
// offered the same again. Gives how many sessions went.
// Refuses invalid "transfer_target", not_found "agent_not_found", "queue_not_found", over_limit
// "queue_full".
Task<Result<std::size_t>> reassign(App& app, const Staff& staff, AgentId agent, Reassignment to);

}  // namespace parley::app
