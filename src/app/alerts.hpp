// Queues that need somebody's eye: looked at by the owner about once a second, told by events.
//
// Bounds: one pass a look over who waits in the queues that are watched.
#pragma once

#include "app/turn.hpp"

namespace parley::app {

constexpr Duration alerts_every = 1s;

// Has any alert to be raised or cleared? Notes meanwhile since when queues are calm.
bool alerts_are_due(Floor& floor, Instant now);
// Raises and clears what is due: each is the queue's change and an event of its own.
void settle_alerts(Floor& floor, Turn& turn);

}  // namespace parley::app
