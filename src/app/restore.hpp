// Makes the floor's live parts from rows: the router with its offers in flight, and open sessions.
#pragma once

#include <span>

#include "app/floor.hpp"

namespace parley::app {

std::int64_t last_offer_of(std::span<const WorkItem> items);
void restore_router(Floor& floor, const FloorRows& rows, Instant now);
void restore_live(Floor& floor, FloorRows rows, Instant now);

// What lists show of each open session besides its row: the last thing said, and how much is
// unread.
void restore_talk(Floor& floor, std::span<const SessionId> sessions, Repository& repository);

// How the router is told of each; used for restoring and for every later change.
routing::QueuePut declare(const Queue& queue);
routing::AgentPut declare(Floor& floor, const Agent& agent);

}  // namespace parley::app
