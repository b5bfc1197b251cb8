// Calling out.
#pragma once

#include "app/calls/handling.hpp"

namespace parley::app {

struct Dialled {
    std::string number;  // One of these three names who is called; a number given beside
    ContactId contact;   // a contact is the one of theirs to call.
    ConversationId conversation;
    SessionId callback;        // Or a callback the agent serves, into whose session the call goes.
    InboxId inbox;             // Nil: as the rule says.
    PhoneNumberId own_number;  // The same.
    PhoneId phone;             // The agent's, which rings first; nil: their browser joins.
    CallId arrived;            // By which the phone called us already.
};

// The session is the agent's at once: an open one of theirs with the contact, else a new one. It is
// dialled when the agent is there: at once, since their browser joins meanwhile. Refuses invalid
// "missing_field", "bad_phone", forbidden "permission_missing", "number_not_allowed", not_found
// "contact_not_found", "conversation_not_found" (also of what the agent may not see),
// "phone_number_not_found", "phone_not_found", "session_not_found", conflict "no_callback",
// "agent_busy", "no_own_number", "no_trunk", "served_already" (the contact's session is somebody
// else's), over_limit "too_many_calls", "minutes_used_up", unavailable "voice_unavailable".
Task<Result<CallAnswer>> dial(App& app, Telephone& telephone, const Staff& staff, Dialled dialled);
// The same where the voice process `home` is known to be there.
Task<Result<CallAnswer>> dial(App& app, std::string home, const Staff& staff, Dialled dialled);

// The number of ours to call from: of the inbox if one is asked for, by the longest of its prefixes
// that the called number begins with, then the one made first. Null: there is none.
const PhoneNumber* own_number_for(const Floor& floor, InboxId inbox, std::string_view number);

}  // namespace parley::app
