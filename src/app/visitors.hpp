// Visitors: a contact outside, known by a public id and a bearer secret of which we keep only a
// hash.
#pragma once

#include "app/access.hpp"
#include "app/once.hpp"

namespace parley::app {

struct NewVisitor {
    std::string locale = "en";
    std::string name;  // These three may be empty; asked before the chat where the inbox says so.
    std::string email;
    std::string phone;
};

struct VisitorCredential {
    std::string visitor_id;
    std::string secret;  // Told once; never stored as it is.
};

// Makes contact, identities and conversation in one commit.
// Refuses not_found "inbox_not_found", conflict "inbox_inactive", invalid "name_too_long",
// "bad_email", "bad_phone".
Task<Result<VisitorCredential>> create_visitor(App& app, std::string inbox_key, NewVisitor visitor,
                                               Once<VisitorCredential> once = {});
// In which workspace that would be. Refuses as create_visitor does.
Task<Result<WorkspaceId>> workspace_of_inbox(App& app, std::string inbox_key);

// Refuses unauthenticated "bad_credential": one answer, whatever is wrong.
Task<Result<Visitor>> authenticate_visitor(App& app, std::string visitor_id, std::string secret);

// For the widget before anybody has written. Remembers that the inbox's snippet works.
struct WidgetView {
    WorkspaceId workspace;
    std::string company;
    bool demo = false;
    Inbox inbox;
    bool staffed = false;
    std::string closed_text;  // Of the queue, while its calendar is closed.
    bool turns_away = false;  // And nobody is taken then.
    bool callbacks = false;   // Who waits may ask to be telephoned.
};
Task<Result<WidgetView>> open_widget(App& app, std::string inbox_key);

}  // namespace parley::app
