// Who calls by telephone: a contact known by their number, in the inbox of the number they called,
// with a session while they wait or are served. The router knows no difference between them and who
// writes.
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"

namespace parley::app {

struct Arriving {
    CallId call;
    TrunkId trunk;
    std::string caller;  // As the carrier tells it; empty: withheld.
    std::string called;
    std::string home;
};

// The contact with this number, or a new one; then their open session, or a new one, which is given
// to the router. A contact who only wrote the number in a chat is found too, by an identity that
// stays unverified. Whoever calls with a number that is on the line already is somebody else.
// Whoever calls before they are called back is not called any more.
// Refuses not_found "number_unknown", conflict "inbox_inactive", over_limit "queue_full" (also
// where they will be called back), "too_many_calls".
Task<Result<>> open_call(App& app, WorkspaceId workspace, Arriving arriving);

// The contact, identity and conversation for a number in an inbox, with what is missing of them.
struct Caller {
    ContactId contact;
    ConversationId conversation;
};
// Who calls while somebody with their number is on the line is another of the same house.
enum class OnTheLine { is_them, is_somebody_else };
// `number` may be empty: then it is a new contact, whose number is withheld.
Task<Result<Caller>> caller_by_number(App& app, WorkspaceId workspace, InboxId inbox,
                                      std::string number, OnTheLine on_the_line);
// The same of a contact who is known.
Task<Result<Caller>> caller_by_contact(App& app, WorkspaceId workspace, InboxId inbox,
                                       ContactId contact);

}  // namespace parley::app
