// A supervisor's ear, whisper or voice in a call that others lead. Who hears them follows from the
// rows (direction.hpp). That they are in it is seen by everybody who sees the call.
//
// Each beginning, change and end is an event, call_supervised, in the supervisor's name.
// All need session_manage: forbidden "permission_missing"; for who may not even see the call
// not_found "call_not_found"; of a call that ended conflict "call_ended".
#pragma once

#include "app/calls/handling.hpp"

namespace parley::app {

// One's browser listens in, whispers or speaks; from its offer to our answer. Whoever supervises
// already joins again, in the new mode. Refuses invalid "unknown_value" (none), conflict
// "not_served_yet", "already_in_call" (one takes part oneself), "call_full", and what
// Telephone::join refuses.
Task<Result<std::string>> supervise_call(App& app, Telephone& telephone, const Staff& staff,
                                         CallId call, Supervision mode, std::string offer);
// In another mode from now on; to leave, one drops one's leg. Refuses invalid "unknown_value",
// conflict "not_supervising".
Task<Result<CallAnswer>> change_supervision(App& app, const Staff& staff, CallId call,
                                            Supervision mode);

}  // namespace parley::app
