// Segments: conditions under a name, and who belongs to them now.
//
// Members are never stored: contacts are gone through, on a reader's thread, with the rules as they
// are. Rules ask whether a contact belongs by the fact "contact.segments".
#pragma once

#include <optional>

#include "app/rule_lists.hpp"

namespace parley::app {

constexpr std::size_t members_scan_max = 50'000;  // Contacts gone through, the newest left out.
constexpr std::size_t members_shown_max = 100;

struct SaidSegments {
    rules::Segments segments;
    std::vector<Said> said;
};

Task<Result<SaidSegments>> get_segments(App& app, const Staff& staff);
// A segment of a known id is that one, perhaps changed; of a nil id a new one; what is left out is
// gone. Refuses what rules::check and Program::compile do, not_found "segment_not_found", conflict
// "in_use" (a rule asks whether somebody belongs to one that would be gone).
Task<Result<SaidSegments>> update_segments(App& app, const Staff& staff,
                                           std::vector<rules::Segment> segments,
                                           Expected<rules::Segments> expected = nullptr);

struct Members {
    std::size_t count = 0;
    bool is_whole = true;  // Every contact was looked at.
    std::size_t looked_at = 0;
    std::vector<Contact> newest;  // At most members_shown_max, the newest first.
};
// Of what is stored, or of a condition that is not. Refuses forbidden without session_read_all,
// not_found "segment_not_found".
Task<Result<Members>> members_of(App& app, const Staff& staff, SegmentId id);
Task<Result<Members>> members_by(App& app, const Staff& staff, rules::Condition condition);

}  // namespace parley::app
