// What staff may look at. Everything is cut to the asker's scope here, not in pages or handlers.
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"

namespace parley::app {

constexpr std::size_t page_max = 200;
constexpr std::size_t search_words_max = 16;

// May the agent look at it? By its last session; by any of the contact's newest.
bool sees_conversation(Repository& repository, const Agent& agent, ConversationId id);
bool sees_contact(Repository& repository, const Agent& agent, ContactId id);

Task<Result<PageOf<SessionView>>> list_sessions(App& app, const Staff& staff, SessionList list,
                                                std::string cursor, std::size_t limit);
// Refuses not_found "session_not_found", also for what exists outside the scope.
Task<Result<SessionView>> get_session(App& app, const Staff& staff, SessionId id);
// Refuses not_found "conversation_not_found". `before` 0: the newest. Oldest first.
Task<Result<std::vector<MessageView>>> list_messages(App& app, const Staff& staff,
                                                     ConversationId id, std::int64_t before,
                                                     std::size_t limit);
Task<std::vector<MessageView>> list_messages(App& app, const Visitor& visitor, std::int64_t before,
                                             std::size_t limit);

struct ContactDetail {
    Contact contact;
    std::vector<Identity> identities;
    std::vector<SessionView> sessions;  // Those in scope, newest first, at most 50.
};
Task<Result<ContactDetail>> get_contact(App& app, const Staff& staff, ContactId id);
Task<Result<SessionCounts>> get_counts(App& app, const Staff& staff);

// Refuses invalid "nothing_to_search", "bad_cursor".
Task<Result<PageOf<SearchResult>>> search_messages(App& app, const Staff& staff, std::string text,
                                                   std::string cursor, std::size_t limit);

}  // namespace parley::app
