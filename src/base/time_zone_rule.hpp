// The rule of a TZ text, such as "CET-1CEST,M3.5.0,M10.5.0/3": standard time, and perhaps summer
// time between two dates of every year.
//
// Source: POSIX.1-2017, Base Definitions, section 8.3 "TZ"; hours of -167 to 167 as RFC 9636,
// section 3.3.2, allows.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace parley {

struct TimeZoneRule {
    // When in a year the clocks are changed, by what they showed before.
    struct Date {
        enum class Kind { month_week_day, julian, day_of_year };
        Kind kind = Kind::month_week_day;
        int month = 1;  // 1 … 12
        int week = 1;   // 1 … 5, the last
        int day = 0;    // Of the week, 0 = Sunday; of the year, from 1 (julian) or 0.
        std::chrono::seconds time = std::chrono::hours(2);

        std::chrono::local_seconds in(int year) const;
    };
    std::chrono::seconds standard{0};  // To be added to UTC.
    bool has_summer = false;
    std::chrono::seconds summer{0};
    Date summer_begin;
    Date summer_end;
};

// Nothing where `text` is no such rule; one whose summer has no dates is none either.
std::optional<TimeZoneRule> parse_time_zone_rule(std::string_view text);

}  // namespace parley
