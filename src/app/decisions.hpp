// What the router did with a session is written with the turn in which it did it.
#pragma once

#include "app/turn.hpp"

namespace parley::app {

// Numbers the decision and writes it; the session's row, which counts them, follows in the same
// turn. REQUIRES: an open session.
void keep_decision(Turn& turn, Live& live, RoutingDecision decision);

// It waits in `queue` now, or was offered at once: with its place and why it has it.
RoutingDecision queued_decision(const Floor& floor, Live& live, QueueId queue);
RoutingDecision offered_decision(const routing::Offer& offer);

}  // namespace parley::app
