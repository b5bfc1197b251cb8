// What time was spent away, by reason, over a stretch of time.
//
// Read from the intervals that have ended, cut to the range, and from what stands now. It adds up
// with the figures `online_time` and `state_away` of docs/guide/reports.md, and is never behind.
#pragma once

#include <string>
#include <vector>

#include "app/reports.hpp"

namespace parley::app {

struct NamedPresenceUse {
    PresenceUse use;
    std::string name;  // Empty: a word of ours, or none.
    PresenceKind kind = PresenceKind::other;
    bool productive = false;
};

struct PresenceReport {
    Instant from;
    Instant to;
    Duration ready{};
    std::vector<NamedPresenceUse> rows;  // Of those away: the longest together first, then by word.
};

// Of a range and of one agent or, with session_read_all, of everybody. Refuses invalid
// "range_backwards", "range_too_long", forbidden "permission_missing".
Task<Result<PresenceReport>> report_presence(App& app, const Staff& staff, Instant from, Instant to,
                                             AgentId agent);

}  // namespace parley::app
