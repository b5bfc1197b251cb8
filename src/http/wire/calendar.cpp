#include "http/wire/calendar.hpp"

#include "http/wire/version.hpp"

namespace parley::wire {

Calendar to_wire(const app::NamedCalendar& calendar) {
    Calendar wire{calendar.id, calendar.name, calendar.terms, calendar.created_at, {}};
    wire.version = version_of(wire);
    return wire;
}

CalendarPreview to_wire(const app::CalendarPreview& preview) {
    CalendarPreview wire;
    wire.is_open = preview.is_open;
    wire.now = preview.now;
    wire.next_change_at = preview.next_change;
    wire.zone = preview.zone;
    wire.offset_seconds = static_cast<int>(preview.offset.count());
    wire.exception = preview.exception;
    for (const app::OpenStretch& one : preview.open) wire.open.push_back({one.begin, one.end});
    return wire;
}

CalendarImport to_wire(const app::CalendarImport& found) {
    CalendarImport wire{found.terms, static_cast<std::int64_t>(found.taken), {}};
    for (const rules::LeftOutEvent& one : found.left_out)
        wire.left_out.push_back({static_cast<std::int64_t>(one.line), one.why, one.name});
    return wire;
}

std::string version_of_rules(const rules::Segments& segments) { return version_of(segments); }

Segments to_wire(const app::SaidSegments& segments) {
    Segments wire{segments.segments.segments, {}, version_of_rules(segments.segments)};
    for (const app::Said& one : segments.said) wire.said.push_back(to_wire(one));
    return wire;
}

SegmentMembers to_wire(const app::Members& members) {
    SegmentMembers wire;
    wire.count = static_cast<std::int64_t>(members.count);
    wire.is_whole = members.is_whole;
    wire.looked_at = static_cast<std::int64_t>(members.looked_at);
    for (const parley::Contact& contact : members.newest) wire.newest.push_back(to_wire(contact));
    return wire;
}

}  // namespace parley::wire
