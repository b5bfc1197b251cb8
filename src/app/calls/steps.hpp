// What may happen to a call, decided on the floor: each changes the call, its legs and its session
// together, in one turn.
//
// What the voice process is to do about it is not said here: it follows from the rows
// (direction.hpp).
#pragma once

#include "app/calls/words.hpp"
#include "app/turn.hpp"

namespace parley::app {

constexpr Duration rings_for = 30s;  // A colleague who is asked, before they count as not there.

// Writes the call as it is now (its state follows from its legs), and tells of it.
void settle(Floor& floor, Turn& turn, CallView& view, EventType type = EventType::call_updated,
            Actor actor = {});

// A supervisor is in the call in that mode, or "stopped": the call changed, and an event says so.
void tell_supervised(Floor& floor, Turn& turn, CallView& view, std::string_view what, Actor actor);

Leg& add_leg(Turn& turn, CallView& view, Leg leg);  // With an id and a moment.
void remove_leg(Turn& turn, Leg& leg, LegCause cause);

// Over for everybody; its session, if it is still open, closes with `reason`.
void end_call(Floor& floor, Turn& turn, CallView& view, LegCause cause, CloseReason reason,
              Actor actor);

// The same, but its session goes on.
void hang_up(Floor& floor, Turn& turn, CallView& view, LegCause cause, Actor actor);

// Told by the voice process. A call or leg that is unknown is none of ours any more.
void leg_rings(Floor& floor, Turn& turn, const voice::LegRinging& told);
void leg_joined(Floor& floor, Turn& turn, const voice::LegJoined& told);
void leg_held(Floor& floor, Turn& turn, const voice::LegHeld& told);
void leg_left(Floor& floor, Turn& turn, const voice::LegLeft& told);
// Of who waits: their queue's key asks to be called back. Others mean nothing.
void key_pressed(Floor& floor, Turn& turn, const voice::KeyPressed& told);
// Often the last of it: `stored` is the call as the store has it, for when the floor has it no
// more. False: what was stored is older than that, and must be read again. Of what nothing is in
// the file is no recording kept.
bool recording_ended(Floor& floor, Turn& turn, const voice::RecordingEnded& told, CallView stored);
void call_gone(Floor& floor, Turn& turn, CallId call);
// The process that carried it died.
void call_lost(Floor& floor, Turn& turn, CallId call);

// The session changed hands, or closed: so does its call. Called right after.
void session_left_agent(Floor& floor, Turn& turn, SessionId session, AgentId agent);
void session_was_closed(Floor& floor, Turn& turn, SessionId session, Actor actor);
// It is offered to somebody who has a phone that rings for offers; no longer; accepted elsewhere.
void ring_phones(Floor& floor, Turn& turn, SessionId session, AgentId agent);
void stop_ringing(Floor& floor, Turn& turn, SessionId session, AgentId agent);

// Colleagues who do not answer.
bool call_time_is_due(const Floor& floor, Instant now);
void pass_call_time(Floor& floor, Turn& turn);

}  // namespace parley::app
