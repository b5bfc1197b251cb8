// What happened to contacts of late, counted as it happens and written with what made it happen.
//
// Counts are of the contact, whichever conversation it was in; they come back after a restart. What
// the contact wrote is written with the next thing that happens to the session, not by itself.
#pragma once

#include "app/turn.hpp"
#include "rules/history.hpp"

namespace parley::app {

// As the store has it; empty, or unreadable (which is logged): nothing happened.
std::shared_ptr<rules::History> history_in(std::string_view counts);

// `happening` is one of the catalogue's (rules/catalogue.hpp), to the contact of `live` and in its
// session, if it is open still. REQUIRES: live.history.
void happened(const Floor& floor, Turn& turn, Live& live, std::string_view happening);
// As it is once a session has begun at this inbox: for rules that are asked before it has.
rules::History with_visit(const rules::History& history, const Inbox& inbox, Instant now);
// Only in memory, until something else happens.
void wrote(const Floor& floor, Turn& turn, Live& live);

}  // namespace parley::app
