// Dates, moments and durations of iCalendar (RFC 5545, sections 3.3.4 to 3.3.6), and rules by which
// events recur (3.3.10), as far as icalendar.hpp promises.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "base/time_zone.hpp"

namespace parley::rules {

struct IcalendarTime {
    bool is_date = false;
    bool is_utc = false;
    LocalTime local;  // In UTC where is_utc.
};

std::optional<IcalendarTime> icalendar_time(std::string_view text);
// Not negative; days and weeks are of 24 hours.
std::optional<Duration> icalendar_duration(std::string_view text);

struct RecurrenceRule {
    static constexpr int interval_max = 100;
    static constexpr int count_max = 10'000;

    bool is_weekly = false;
    int interval = 1;
    std::optional<int> count;
    std::optional<IcalendarTime> until;
    unsigned month = 0;      // Nought: the event's own.
    unsigned month_day = 0;  // Nought: the event's own, or by weekday.
    int week = 0;            // Of the weekday in the month: 1 … 5, or from its end -1 … -5.
    std::chrono::weekday weekday;
    std::uint8_t weekdays = 0;  // Of a weekly rule: bit 0 is Monday; nought: the event's own.
    int week_start = 0;         // 0: Monday.
};

// Nothing where it is of another form, or none.
std::optional<RecurrenceRule> recurrence_rule(std::string_view text);

// The days of the rule's occurrences from `begin` on, that day first, up to `last`, or as many as
// are counted. Nothing where `begin` itself does not follow the rule. UNTIL is the caller's.
std::optional<std::vector<std::chrono::local_days>> recurrences(const RecurrenceRule& rule,
                                                                std::chrono::local_days begin,
                                                                std::chrono::local_days last);

}  // namespace parley::rules
