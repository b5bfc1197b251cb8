// A calendar (工作日历): when a workspace, queue or inbox is open.
//
// Hours are those of the clock on the wall in the calendar's zone. Those that pass midnight belong
// to the day they begin on: the night before a holiday still goes on into it. Where clocks are put
// over hours, these do not come; where they are put back, they come twice.
// Pure; a value that is made once and asked from anywhere.
//
// Bounds: the constants below; searching ends `search_max` ahead.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time_zone.hpp"

namespace parley::rules {

struct OpenHours {
    std::chrono::minutes from{0};  // Since midnight; before 24:00.
    std::chrono::minutes to{0};    // Later than `from`, at most a day; beyond 24:00: of tomorrow.
    bool operator==(const OpenHours&) const = default;
};

using DayHours = std::vector<OpenHours>;  // In order, and apart from each other; none: closed.

// Days on which something else holds than by the week.
struct CalendarException {
    std::chrono::year_month_day first;
    std::chrono::year_month_day last;  // Included.
    std::string name;                  // "National Day"
    DayHours hours;
    bool operator==(const CalendarException&) const = default;
};

struct CalendarTerms {
    std::string zone;
    std::array<DayHours, 7> week;  // From Monday.
    // Those later in the list hold over those before.
    std::vector<CalendarException> exceptions;
    bool operator==(const CalendarTerms&) const = default;
};

class Calendar {
public:
    static constexpr std::size_t hours_max = 8;  // A day.
    static constexpr std::size_t exceptions_max = 500;
    static constexpr std::size_t name_max = 100;  // Code points.
    static constexpr int exception_days_max = 400;
    static constexpr int year_min = 1970, year_max = 2500;
    static constexpr Duration search_max = std::chrono::days(800);
    static constexpr Duration service_max = std::chrono::days(3'660);

    // Refuses, all `invalid` with the JSON pointer of the fault: bad_hours, bad_exception,
    // too_many_exceptions, name_too_long. REQUIRES: zone.
    static Result<Calendar> make(const CalendarTerms& terms, std::shared_ptr<const TimeZone> zone);

    bool is_open(Instant at) const;
    // The first instant from `at` on at which it is open, or closed; nothing within search_max.
    std::optional<Instant> next_open(Instant at) const;
    std::optional<Instant> next_close(Instant at) const;
    // How long it is open from one instant to another; nought where `to` is not later. Of stretches
    // longer than service_max, the beginning counts.
    Duration service_time(Instant from, Instant to) const;
    // When `service` has passed since `from`; nothing within search_max.
    std::optional<Instant> after_service(Instant from, Duration service) const;
    // The name of the exception that holds on the day shown at `at`; empty: none.
    std::string_view exception_at(Instant at) const;

private:
    // A stretch over which it is open, or closed; what follows may be alike.
    struct Stretch {
        bool is_open;
        Instant end;
    };

    Calendar() = default;
    const DayHours& hours_of(std::chrono::local_days day) const;
    Stretch stretch_at(Instant at) const;
    std::optional<Instant> next(Instant at, bool wants_open) const;

    struct Day {
        std::chrono::local_days date;
        std::size_t exception;
    };
    std::shared_ptr<const TimeZone> zone_;
    std::array<DayHours, 7> week_;
    std::vector<CalendarException> exceptions_;
    std::vector<Day> days_;  // By date: those with an exception.
};

}  // namespace parley::rules
