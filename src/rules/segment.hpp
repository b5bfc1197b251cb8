// A segment (分群): contacts that a condition describes, by what is known of them and what happened
// to them. Who belongs is never stored: it is asked, so it is always as things are now.
//
// Pure. Bounds: `segments_max` of a workspace.
#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "rules/priority.hpp"

namespace parley::rules {

constexpr std::size_t segments_max = 100;

struct Segment {
    SegmentId id;
    std::string name;
    Condition when;
};
BOOST_DESCRIBE_STRUCT(Segment, (), (id, name, when))

struct Segments {
    std::vector<Segment> segments;
};
BOOST_DESCRIBE_STRUCT(Segments, (), (segments))

// Refuses what check_rule_name does, conflict segment_exists (two of one name), invalid
// segment_of_segment and segment_of_session (it asks about segments, or about a session, of which a
// contact may have none), over_limit too_many.
Result<> check(const Segments& segments);

}  // namespace parley::rules
