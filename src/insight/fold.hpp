// The fold: what happened, one event after another, becomes facts and what they add to the cells.
//
// Pure and deterministic: the same events give the same facts, in however many steps they are
// folded and however often from the beginning. What an event alone does not say is brought with it
// (`Happening`) and must be what it always was at that event, so that a fold from the beginning
// finds the same.
//
// Ownership:  one per step; `ledger` and `rollup` outlive it.
// Refusals:   none. An event of a session that was never opened changes nothing.
//
// Start reading at apply(), fold.cpp; sessions are in fold_sessions.cpp, rounds in fold_talk.cpp,
// agents' time in fold_agents.cpp.
#pragma once

#include <vector>

#include "domain/event.hpp"
#include "insight/ledger.hpp"
#include "insight/rollup.hpp"

namespace parley::insight {

// An agent's part in a call.
struct Talk {
    AgentId agent;
    Instant from;
    Instant to;
};

struct Happening {
    Event event;
    MessageKind kind = MessageKind::text;   // message_posted
    bool is_courtesy = false;               // message_posted
    bool left_message = false;              // session_opened
    int score = 0;                          // session_rated
    bool resolved = false;                  // session_closed, session_summarized: as it is now,
    std::vector<WrapUpCodeId> codes;        // the same; no counter may be made of them.
    std::vector<Talk> talks;                // call_ended
    Presence presence = Presence::offline;  // agent_presence_changed: from then on.
};

class Fold {
public:
    Fold(Ledger& ledger, Rollup& rollup) : ledger_(ledger), rollup_(rollup) {}

    void apply(const Happening& happening);
    // Lets the agent's time pass, as if something happened to it at `now`.
    void pass_time(AgentClock& clock, Instant now);

private:
    void opened(const Happening& happening);
    void came_back(const SessionFact& fact);
    void queued(SessionFact& fact, const Event& event);
    void enter(SessionFact& fact, const Event& event);
    void offered(SessionFact& fact, const Event& event);
    void withdrawn(SessionFact& fact, const Event& event);
    void assigned(SessionFact& fact, const Event& event);
    void transferred(SessionFact& fact, const Event& event);
    void closed(SessionFact& fact, const Happening& happening);
    static void summarized(SessionFact& fact, const Happening& happening);
    void judge(SessionFact& fact, const Place& place);
    void rated(SessionFact& fact, const Event& event, int score);
    void talked(SessionFact& fact, const Happening& happening);

    void end_wait(Wait& wait, const SessionFact& fact, Instant at, WaitEnd end);
    void count_queued(const Wait& wait);
    void flow_out(Wait& wait, Instant at, FlowCause cause, QueueId to);
    void end_stint(Stint& stint, SessionFact& fact, Instant at, StintEnd end);
    void stop_ringing(SessionFact& fact, Instant at);

    void said(SessionFact& fact, const Happening& happening);
    void contact_said(SessionFact& fact, const Happening& happening, Stint* stint);
    void human_said(SessionFact& fact, const Event& event, Stint* stint);
    void answer_round(SessionFact& fact, Instant at, const Place& place, Stint* stint);

    void presence_changed(const Happening& happening);
    void wrap_up_started(const Event& event);
    void wrap_up_extended(const Event& event);
    void wrap_up_ended(const Event& event);
    void take_load(AgentId agent, Instant at, int by);
    void ring(AgentId agent, Instant at, int by);

    // Null: none, or it has ended.
    Stint* open_stint(const SessionFact& fact);
    Wait* open_wait(const SessionFact& fact);

    Ledger& ledger_;
    Rollup& rollup_;
};

}  // namespace parley::insight
