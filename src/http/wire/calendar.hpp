// Working calendars, and segments of contacts.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/calendars.hpp"
#include "app/segments.hpp"
#include "codec/calendar.hpp"
#include "http/wire/contact.hpp"
#include "http/wire/rules.hpp"

namespace parley::wire {

struct Calendar {
    CalendarId id;
    std::string name;
    rules::CalendarTerms terms;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Calendar, (), (id, name, terms, created_at, version))

struct CalendarBody {
    std::string name;
    rules::CalendarTerms terms;
};
BOOST_DESCRIBE_STRUCT(CalendarBody, (), (name, terms))

struct CalendarPatch {
    std::optional<std::string> name;
    std::optional<rules::CalendarTerms> terms;
};
BOOST_DESCRIBE_STRUCT(CalendarPatch, (), (name, terms))

struct CalendarPreviewBody {
    rules::CalendarTerms terms;
};
BOOST_DESCRIBE_STRUCT(CalendarPreviewBody, (), (terms))

struct OpenStretch {
    Instant begin_at;
    Instant end_at;
};
BOOST_DESCRIBE_STRUCT(OpenStretch, (), (begin_at, end_at))

struct CalendarPreview {
    bool is_open = false;
    Instant now;
    Instant next_change_at;
    std::string zone;
    int offset_seconds = 0;
    std::string exception;
    std::vector<OpenStretch> open;
};
BOOST_DESCRIBE_STRUCT(CalendarPreview, (),
                      (is_open, now, next_change_at, zone, offset_seconds, exception, open))

struct CalendarImportBody {
    rules::CalendarTerms terms;
    std::string text;
    bool opens = false;
};
BOOST_DESCRIBE_STRUCT(CalendarImportBody, (), (terms, text, opens))

struct LeftOutEvent {
    std::int64_t line = 0;
    rules::LeftOut why{};
    std::string name;
};
BOOST_DESCRIBE_STRUCT(LeftOutEvent, (), (line, why, name))

struct CalendarImport {
    rules::CalendarTerms terms;
    std::int64_t taken = 0;
    std::vector<LeftOutEvent> left_out;
};
BOOST_DESCRIBE_STRUCT(CalendarImport, (), (terms, taken, left_out))

struct Segments {
    std::vector<rules::Segment> segments;
    std::vector<Said> said;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Segments, (), (segments, said, version))

struct SegmentBody {
    std::optional<SegmentId> id;
    std::string name;
    rules::Condition when;
};
BOOST_DESCRIBE_STRUCT(SegmentBody, (), (id, name, when))

struct SegmentsPatch {
    codec::List<SegmentBody, rules::segments_max> segments;
};
BOOST_DESCRIBE_STRUCT(SegmentsPatch, (), (segments))

struct SegmentMembers {
    std::int64_t count = 0;
    bool is_whole = false;
    std::int64_t looked_at = 0;
    std::vector<Contact> newest;
};
BOOST_DESCRIBE_STRUCT(SegmentMembers, (), (count, is_whole, looked_at, newest))

Calendar to_wire(const app::NamedCalendar& calendar);
CalendarPreview to_wire(const app::CalendarPreview& preview);
CalendarImport to_wire(const app::CalendarImport& found);
Segments to_wire(const app::SaidSegments& segments);
SegmentMembers to_wire(const app::Members& members);
std::string version_of_rules(const rules::Segments& segments);

}  // namespace parley::wire
