// Working calendars: made, changed and deleted by administrators; what one looks like over the
// coming week; and what a file of holidays makes of one.
#pragma once

#include <optional>

#include "app/access.hpp"
#include "app/app.hpp"
#include "app/expected.hpp"
#include "app/once.hpp"
#include "rules/icalendar.hpp"

namespace parley::app {

constexpr std::size_t calendars_max = 50;           // Of one workspace; "too_many" beyond.
constexpr std::size_t calendar_text_max = 900'000;  // Bytes of a file that is imported.
constexpr int import_days_back = 31;
constexpr int import_years_ahead = 3;
constexpr Duration preview_for = std::chrono::hours(24 * 7);

struct CalendarPatch {
    std::optional<std::string> name;
    std::optional<rules::CalendarTerms> terms;
};

// Refuse forbidden, missing_field, name_too_long, unknown_time_zone and what Calendar::make does
// (bad_hours, bad_exception, too_many_exceptions) with JSON pointers below "/terms"; not_found
// "calendar_not_found"; over_limit "too_many".
Task<Result<std::vector<NamedCalendar>>> list_calendars(App& app, const Staff& staff);
Task<Result<NamedCalendar>> get_calendar(App& app, const Staff& staff, CalendarId id);
Task<Result<NamedCalendar>> create_calendar(App& app, const Staff& staff, CalendarPatch body,
                                            Once<NamedCalendar> once = {});
Task<Result<NamedCalendar>> update_calendar(App& app, const Staff& staff, CalendarId id,
                                            CalendarPatch patch,
                                            Expected<NamedCalendar> expected = nullptr);
// Also conflict "in_use": a rule or a queue asks about it.
Task<Result<bool>> delete_calendar(App& app, const Staff& staff, CalendarId id);

struct OpenStretch {
    Instant begin;
    Instant end;
};
// From now on, for preview_for. `zone` is the calendar's, by whose clock it is to be drawn.
struct CalendarPreview {
    bool is_open = false;
    Instant now;
    Instant next_change;  // Epoch: none within two years.
    std::string zone;
    std::chrono::seconds offset{0};  // Of that clock from UTC, now.
    std::string exception;           // That holds today; empty: none.
    std::vector<OpenStretch> open;
};
Task<Result<CalendarPreview>> preview_calendar(App& app, const Staff& staff,
                                               rules::CalendarTerms terms);

// The terms with what the file says: closed while its events take place, or (`opens`) open only
// then on the days on which they begin. Of the time from a month ago to three years ahead.
struct CalendarImport {
    rules::CalendarTerms terms;
    std::size_t taken = 0;
    std::vector<rules::LeftOutEvent> left_out;
};
// Also icalendar_malformed, icalendar_too_large.
Task<Result<CalendarImport>> import_calendar(App& app, const Staff& staff,
                                             rules::CalendarTerms terms, std::string text,
                                             bool opens);

}  // namespace parley::app
