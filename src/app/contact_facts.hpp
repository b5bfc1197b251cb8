// What is known of a contact and of a session of theirs, as facts that conditions ask about.
//
// docs/guide/conditions.md lists the facts. Missing is what nobody has told: a topic, a
// region where neither a number nor a language tag has one (domain/region.hpp).
#pragma once

#include <string>

#include "app/rulebook.hpp"
#include "domain/contact.hpp"
#include "domain/session.hpp"
#include "rules/history.hpp"

namespace parley::app {

// A session, open or supposed.
struct AskedSession {
    InboxId inbox;
    std::string channel;
    std::string medium;  // "chat", "call".
    QueueId queue;       // Nil: none yet.
    const Source* source = nullptr;
    std::string first_message;
    bool is_newcomer = false;
    Instant waiting_since;  // Epoch: it does not wait.
};

// Null session: of the contact alone. `history` counts this session's own visit already, where
// there is one.
rules::Facts facts_of(const Rulebook& book, const Contact& contact, const rules::History& history,
                      const AskedSession* session, Instant now);

}  // namespace parley::app
