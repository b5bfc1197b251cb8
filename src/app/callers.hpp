// Who calls by telephone: a contact known by their number, in an inbox, with a session while they
// wait or are served. The router knows no difference between them and who writes.
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"

namespace parley::app {

struct CallSession {
    Visitor caller;  // For end_session().
    SessionId session;
};

// The contact with this number in the inbox, or a new one; then their open session, or a new one,
// which is given to the router. `number` may be empty: then it is a new contact, whose number is
// withheld. Refuses not_found "inbox_not_found", conflict "inbox_inactive", over_limit
// "queue_full".
Task<Result<CallSession>> open_call(App& app, std::string inbox_key, std::string number);

// May this agent speak in the session: they serve it, and it is theirs to write in.
// Refuses not_found "session_not_found", forbidden "permission_missing", conflict "not_served_yet".
Task<Result<>> may_speak(App& app, const Staff& staff, SessionId session);

}  // namespace parley::app
