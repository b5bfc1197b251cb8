// A colleague (同事) is another agent's part in a session: asked to take it over, to advise its
// agent, or to join it.
//
//     asked ──▶ joined ──▶ ended        consult, invite
//       └───────────────────▲           transfer: accepted, and the session is theirs
//     (declined, timed out, withdrawn)
//
// Whoever is asked for a transfer and does not take it leaves the session where it was: with the
// agent who asked. Who advises sees the conversation and writes private notes; who has joined
// writes to the contact too.
#pragma once

#include <boost/describe/enum.hpp>

#include "base/result.hpp"
#include "domain/ids.hpp"

namespace parley {

enum class ColleagueKind { transfer, consult, invite };
BOOST_DESCRIBE_ENUM(ColleagueKind, transfer, consult, invite)

enum class ColleagueState { asked, joined, ended };
BOOST_DESCRIBE_ENUM(ColleagueState, asked, joined, ended)

// accepted: of a transfer; the session is theirs. moved: it became theirs by another way, or went
// to somebody else while they were only asked.
enum class ColleagueEnd {
    none,
    accepted,
    declined,
    timed_out,
    withdrawn,
    left,
    removed,
    moved,
    session_closed
};
BOOST_DESCRIBE_ENUM(ColleagueEnd, none, accepted, declined, timed_out, withdrawn, left, removed,
                    moved, session_closed)

struct Colleague {
    static constexpr std::size_t of_session_max = 2;  // Beside its agent, asked ones included.

    ColleagueId id;
    SessionId session;
    ConversationId conversation;
    ColleagueKind kind = ColleagueKind::consult;
    ColleagueState state = ColleagueState::asked;
    ColleagueEnd end = ColleagueEnd::none;
    AgentId agent;
    AgentId asked_by;
    int share = 0;    // Of their capacity, from when they joined; 0: nothing.
    WorkItemId item;  // What the router knows their part by; nil: it knows of none.
    Instant asked_at;
    Instant expires_at;  // Of the question.
    Instant joined_at;   // Epoch: not yet.
    Instant ended_at;    // Epoch: not yet.

    bool is_open() const { return state != ColleagueState::ended; }
    bool has_joined() const { return state == ColleagueState::joined; }

    // Refuse conflict "colleague_gone" unless the question still stands at `now`.
    Result<> join(Instant now);
    // REQUIRES: open.
    void finish(ColleagueEnd why, Instant now);
};

}  // namespace parley
