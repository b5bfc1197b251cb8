// What a returning reader has missed, read from the store.
//
// The reader is already listening when this runs, so nothing falls between: whatever is committed
// later than `position` reaches it live, and what reached it live up to there is in the replay.
// Blocking; for a reader thread.
#pragma once

#include <optional>
#include <vector>

#include "http/realtime/audience.hpp"
#include "ports/repository.hpp"

namespace parley::http {

struct ReplayLimits {
    std::int64_t events_max = 10'000;              // Of the workspace; always replayed up to here …
    Duration kept_for = std::chrono::minutes(10);  // … and above, if the oldest is this young,
    std::int64_t young_events_max = 100'000;       // up to here.
    std::size_t visitor_events_max = 1'000;        // Of the visitor's own conversation.
};

struct Replay {
    bool resumed = false;
    std::int64_t position = 0;  // Everything up to here is in `events`, or was not asked for.
    std::vector<Event> events;  // Visible to the reader, in order; not yet hydrated.
};

// Not resumed: there was no `after`, the gap is too old or too long, or the reader's rights changed
// in it.
Replay plan_replay(Repository& repository, const Audience& audience,
                   std::optional<std::int64_t> after, Instant now, const ReplayLimits& limits = {});

}  // namespace parley::http
