// Sessions: opened by a visitor's message, offered, served, closed, rated.
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"

namespace parley::app {

using SessionAnswer = std::shared_ptr<const SessionView>;

// Parts of one decision (messages.cpp). open refuses over_limit "queue_full", conflict
// "inbox_inactive", over_limit "messages_full" (nobody is on duty, or the queue is full); enqueue
// then asks the router (or, before it, the routing hook) and cannot fail. `share`: of an agent's
// capacity; 0: the queue's. `caller`: the number of who calls; where the queue is full and calls
// back, the session is a callback to it.
Result<> open_session(Floor& floor, Turn& turn, Live& live, const Source& source, int share = 0,
                      const std::string& caller = {});
void enqueue_session(Floor& floor, Turn& turn, Live& live, Actor actor);
// What enqueue_session comes to, once the routing hook has been asked, if it is to be.
void enter_queue(Floor& floor, Turn& turn, Live& live, Actor actor, const HookAdvice& advice = {});
// How the router is told of its item, with the time and the head start it has already.
routing::ItemEntered entering(Floor& floor, const Live& live);
// Whether it waits though its queue is full (Queue::when_full): a message left, or a callback.
bool waits_beyond_places(const Queue& queue, const Live& live);
// Closes it, tells the router and its call, and asks whoever was served to rate it. REQUIRES:
// live.session.
SessionAnswer finish_session(Floor& floor, Turn& turn, Live& live, CloseReason reason, Actor actor);

// The agent answers the offer named by its number.
// Refuses conflict "offer_gone" (timed out, withdrawn, taken), not_found "session_not_found".
Task<Result<SessionAnswer>> accept_offer(App& app, const Staff& staff, SessionId session,
                                         std::int64_t offer);
Task<Result<SessionAnswer>> decline_offer(App& app, const Staff& staff, SessionId session,
                                          std::int64_t offer);

// How it ended, in the words of whoever ends it.
struct Ending {
    std::string summary;
    bool resolved = false;
    std::optional<std::vector<WrapUpCodeId>> codes;  // Absent: as they are.
};

// By its agent, or by session_manage. A served visitor is then asked to rate.
// Refuses conflict "session_closed", "not_served_yet" (still waiting), invalid "text_too_long",
// "wrap_up_code_required" (its queue asks for one), not_found "wrap_up_code_not_found", over_limit
// "too_many".
Task<Result<SessionAnswer>> close_session(App& app, const Staff& staff, SessionId session,
                                          Ending ending);
// What it was about, of a session that has closed already, as a call does when it is hung up: by
// its agent within Session::summary_open_for, by session_manage at any time.
// Refuses conflict "session_open", "not_served_yet" (nobody ever served it),
// "too_late_to_summarize", and what is wrong with codes and text as above.
Task<Result<SessionAnswer>> summarize_session(App& app, const Staff& staff, SessionId session,
                                              Ending ending);
struct Transfer {
    QueueId queue;  // Exactly one of the two.
    AgentId agent;
    std::string note;  // A private note for whoever takes it; may be empty.
};
// Refuses invalid "transfer_target", not_found "queue_not_found" / "agent_not_found",
// over_limit "queue_full", conflict "session_closed".
Task<Result<SessionAnswer>> transfer_session(App& app, const Staff& staff, SessionId session,
                                             Transfer to);

// By the visitor. A waiting session is abandoned, a served one closed.
// Refuses conflict "session_closed" when none is open.
Task<Result<SessionAnswer>> end_session(App& app, const Visitor& visitor);
// Refuses not_found "session_not_found", conflict "not_served_yet", "already_rated",
// "too_late_to_rate", invalid "score_out_of_range".
Task<Result<SessionAnswer>> rate_session(App& app, const Visitor& visitor, SessionId session,
                                         int score, std::string comment,
                                         std::vector<std::string> tags);

// Memory holds open sessions only: "session_not_found" of one that is stored as closed, and that
// this agent may see, becomes conflict "session_closed". Other errors pass.
Task<Error> why_not_open(App& app, const Staff& staff, SessionId session, Error error);

// May this agent see the session (also while it is only offered to them)?
bool sees(const Agent& agent, const SessionView& view);

}  // namespace parley::app
