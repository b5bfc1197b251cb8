// What agents do by the keys of their desk phones: call out, consult, hand a call on.
//
// A phone through which its agent talks with a contact has a second line for whom they consult: it
// is part of the same call (direction.hpp).
#pragma once

#include <optional>

#include "app/app.hpp"
#include "app/calls/telephone.hpp"

namespace parley::app {

struct DialledByPhone {
    CallId call;  // That the phone opened.
    PhoneId phone;
    std::string number;  // As dialled: of a colleague's phone its user, of a queue a number of ours
                         // that leads there, else somebody outside.
    std::string home;
};
struct SecondLine {
    CallId call;
    int place = 0;  // For the phone's leg, which waits to be moved there from the call it opened.
};
// Beside a contact whom the agent serves by this phone, it consults, by a second line in that call:
// refuses as consult() does (handling.hpp), and conflict "agent_busy" where it consults already.
// Else it calls out: refuses as dial() does (dialling.hpp).
Task<Result<std::optional<SecondLine>>> dial_by_phone(App& app, WorkspaceId workspace,
                                                      AgentId agent, DialledByPhone dialled);

// The phone at this place of a call hands it on, at once, to whom is named as one dials. Refuses as
// transfer_call() does.
Task<Result<>> transfer_by_phone(App& app, WorkspaceId workspace, CallId call, int place,
                                 std::string target);
// To whom it talks by its other line, in the call `other`. The same, and conflict "not_consulted"
// where that is another contact's call.
Task<Result<>> transfer_by_phone(App& app, WorkspaceId workspace, CallId call, int place,
                                 CallId other);

}  // namespace parley::app
