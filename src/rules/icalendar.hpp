// Reads calendar files (iCalendar, RFC 5545), such as lists of holidays, and puts what they say
// into a calendar's exceptions.
//
// Understood: VEVENT with DTSTART as a date or a moment (UTC, floating, or in a zone by a name the
// system knows), DTEND or DURATION, RRULE of FREQ=YEARLY (of the same date, or BYMONTH with BYDAY
// or BYMONTHDAY) and FREQ=WEEKLY (with BYDAY), with INTERVAL, COUNT or UNTIL; EXDATE; folded lines.
// Whatever else would change when an event is, is not guessed: its event is left out and reported.
// A file that is no iCalendar is refused as a whole. Pure; zones come by an interface.
//
// Bounds: the constants below. Only what lies between `first` and `last` is read out.
#pragma once

#include <boost/describe/enum.hpp>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time_zone.hpp"
#include "rules/calendar.hpp"

namespace parley::rules {

constexpr std::size_t icalendar_max = 1'024 * 1'024;    // Bytes of a file.
constexpr std::size_t icalendar_line_max = 16 * 1'024;  // Bytes of a line, unfolded.
constexpr std::size_t icalendar_events_max = 2'000;
constexpr std::size_t icalendar_occurrences_max = 2'000;  // All of them.
constexpr int icalendar_years_max = 20;                   // From `first` to `last`.

// One time that an event takes place, by the clock of the calendar's zone.
struct Occurrence {
    std::string name;  // At most Calendar::name_max code points.
    bool is_all_day = false;
    LocalTime begin;
    LocalTime end;  // Exclusive.
    bool operator==(const Occurrence&) const = default;
};

// Why an event was left out.
enum class LeftOut {
    unsupported_rule,      // An RRULE of another form.
    unsupported_property,  // RDATE, EXRULE, RECURRENCE-ID, or a property twice.
    unknown_time_zone,
    cancelled,
    other_component,  // A task, a journal.
};
BOOST_DESCRIBE_ENUM(LeftOut, unsupported_rule, unsupported_property, unknown_time_zone, cancelled,
                    other_component)

struct LeftOutEvent {
    std::size_t line = 0;  // Of the file, from 1: where the cause stands.
    LeftOut why{};
    std::string name;
};

struct ImportedEvents {
    std::vector<Occurrence> occurrences;  // By their beginning.
    std::vector<LeftOutEvent> left_out;
};

struct ImportTerms {
    std::shared_ptr<const TimeZone> zone;  // The calendar's.
    std::chrono::year_month_day first;
    std::chrono::year_month_day last;  // Included.
};

// Refuses (invalid) icalendar_malformed, whose message names the line, icalendar_too_large, and
// out_of_range where `first` and `last` are no such stretch of days. REQUIRES: terms.zone.
Result<ImportedEvents> import_icalendar(std::string_view text, const ImportTerms& terms,
                                        TimeZones& zones);

// While these take place it is closed: exceptions with what is left of each day's hours.
void close_during(CalendarTerms& terms, const std::vector<Occurrence>& occurrences);
// On the days on which these begin, it is open while they take place, and at no other time.
void open_during(CalendarTerms& terms, const std::vector<Occurrence>& occurrences);

}  // namespace parley::rules
