// Waiting for the end: SIGINT and SIGTERM, taken by one thread instead of by handlers.
#pragma once

namespace parley {

// REQUIRES: called before any thread starts, so that all inherit the mask.
void block_stop_signals();
// Returns the signal that came.
int wait_for_stop_signal();

}  // namespace parley
