// Callbacks: who waits may ask to be telephoned instead, and keeps the place their waiting earned.
//
// The session stays what it is; its work item becomes a call's, which takes as much as calls do.
// Whoever accepts it dials (calls/dialling.hpp). Where nobody answers, it rests for
// Queue::callback_retry_seconds, unknown to the router, and then waits again with its old time;
// after Queue::callback_attempts_max calls it is given up.
//
// Bounds: one of a session; numbers as VoiceSettings::allowed_prefixes allows.
#pragma once

#include "app/sessions.hpp"

namespace parley::app {

// Of a session that waits; asked for again, the number is the new one. Refuse conflict
// "callback_not_offered" (its queue has none, or nothing can be called from), "served_already" (an
// agent has it, or is just being asked), "is_call", "session_closed", invalid "bad_phone",
// "missing_field", forbidden "number_not_allowed", not_found "session_not_found".
Task<Result<SessionAnswer>> request_callback(App& app, const Visitor& visitor, std::string number);
Task<Result<SessionAnswer>> request_callback(App& app, const Staff& staff, SessionId session,
                                             std::string number);

// Whether visitors whose sessions wait in this queue may ask.
bool offers_callbacks(const Floor& floor, QueueId queue);
// Whether who calls by this number while the queue is full is called back. Of them, as many wait
// beyond its places as messages do at most.
bool calls_back_when_full(const Floor& floor, const Queue& queue, const std::string& caller);

// Parts of other decisions. The session is one from now on, to this number, as it is dialled.
void put_callback(Turn& turn, Live& live, std::string number);
// Its contact calls: they are on the line, and are not called any more. Refuses over_limit
// "queue_full", where it rests and its queue has no place.
Result<> called_first(Floor& floor, Turn& turn, Live& live, Actor actor);
// Its contact, who waits on the line, wants to be called back: the call ends, the session waits on.
// Where that cannot be they go on hearing music.
void call_back_later(Floor& floor, Turn& turn, CallView& view, Live& live);
// The session's outbound call ended: true where it goes back to rest, and
// must not be closed. What rests waits from now on; refuses over_limit "queue_full".
bool callback_was_tried(Floor& floor, Turn& turn, Live& live, bool was_reached, Actor actor);
Result<> wake_callback(Floor& floor, Turn& turn, Live& live);
// What waits, rests or is served, given to an agent; and what it takes of them. REQUIRES: they have
// room.
void take_item(Floor& floor, Turn& turn, Live& live, AgentId agent, Actor actor);
// What the router counts an item as: of the inbox's channel, a callback (null: none) as a call.
int kind_of(Floor& floor, InboxId inbox, const Callback* callback);
int kind_of(Floor& floor, const Live& live);
int share_for(Floor& floor, const Live& live, AgentId agent);

bool callback_is_due(const Floor& floor, Instant now);
void pass_callback_time(Floor& floor, Turn& turn);

}  // namespace parley::app
