// Colleagues in a chat: one agent asks another to take it over, to advise, or to join.
//
// The question stands as long as an offer of the session's queue would; until it is accepted the
// session is where it was. Who joins takes their share of capacity (Queue::guest_share), which the
// router keeps like any other item's. Calls have ways of their own (calls/handling.hpp).
//
// Bounds: Colleague::of_session_max of a session, asked ones included.
#pragma once

#include "app/access.hpp"
#include "app/sessions.hpp"

namespace parley::app {

struct Question {
    AgentId agent;
    ColleagueKind kind = ColleagueKind::consult;
    std::string note;  // A private note for whoever is asked; may be empty.
};

// By whoever serves the session. Who has joined already and is asked to take it over has it at
// once. Refuses conflict "not_served_yet", "is_call", "already_in_session", "agent_away" (offline),
// "agent_busy", "session_closed", invalid "transfer_target" (it is theirs), over_limit
// "session_full", not_found "agent_not_found".
Task<Result<SessionAnswer>> ask_colleague(App& app, const Staff& staff, SessionId session,
                                          Question question);
// By who is asked. Refuses conflict "colleague_gone" (answered, withdrawn, its time is over),
// "agent_busy" (no room; the question stands).
Task<Result<SessionAnswer>> answer_question(App& app, const Staff& staff, SessionId session,
                                            ColleagueId colleague, bool accept);
// The colleague leaves, or whoever serves takes the question back or asks them to leave. Refuses
// conflict "colleague_gone", forbidden "permission_missing".
Task<Result<SessionAnswer>> end_part(App& app, const Staff& staff, SessionId session,
                                     ColleagueId colleague);

// Parts of other decisions. The session closes, all have left; it is somebody's now, or nobody's:
// questions about it are over, and whoever has it has no other part in it; an agent is lost.
void end_colleagues(Floor& floor, Turn& turn, Live& live, ColleagueEnd why, Actor actor);
void session_was_assigned(Floor& floor, Turn& turn, Live& live, Actor actor);
void session_was_unassigned(Floor& floor, Turn& turn, Live& live, Actor actor);
void colleague_was_lost(Floor& floor, Turn& turn, AgentId agent);

// Questions that nobody answered.
bool question_is_due(const Floor& floor, Instant now);
void pass_question_time(Floor& floor, Turn& turn);

}  // namespace parley::app
