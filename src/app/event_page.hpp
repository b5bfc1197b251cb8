// The event stream read in stretches by somebody of the staff: what a realtime line of theirs would
// have been told, from a number on.
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"

namespace parley::app {

constexpr std::size_t events_read_max = 2'000;  // Looked at by one request, seen or not.

struct EventStretch {
    std::vector<Published> events;  // Visible to the asker; at most `limit`.
    std::int64_t next = 0;          // Everything up to here is told: ask for what is after it.
    bool more = false;              // There are events after `next` already.
};

// Refuses invalid "bad_cursor" for a number that the workspace has not reached.
Task<Result<EventStretch>> read_events(App& app, const Staff& staff, std::int64_t after,
                                       std::size_t limit);

}  // namespace parley::app
