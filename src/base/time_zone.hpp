// A time zone: what the clocks on the wall show, from the past to any year to come.
//
// Source: TZif, RFC 9636 (versions 1 to 4), and the rule in its footer (time_zone_rule.hpp). The
// rule is written out for 400 years, after which the Gregorian calendar repeats to the weekday; a
// later instant is answered by the same one 400 years before.
// A value without I/O; time_zone_files.hpp reads the system's. Instants are UTC, as everywhere.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace parley {

// What a clock on the wall shows.
using LocalTime = std::chrono::local_time<Duration>;

class TimeZone {
public:
    static constexpr std::size_t file_max = 256 * 1'024;

    // A stretch of time in which the clocks are not changed: `begin` <= instant < `end`.
    struct Span {
        Instant begin;
        Instant end;
        std::chrono::seconds offset;  // To be added to UTC.
    };
    // How often a clock shows a local time: once; never, for it was put forward over it, both
    // instants being that change; twice, at both instants.
    enum class Showing { once, never, twice };
    struct Instants {
        Showing showing;
        Instant first;
        Instant last;
    };

    // Refuses time_zone_malformed (invalid): no TZif, larger than `file_max`, or with leap seconds.
    static Result<TimeZone> parse(std::string_view tzif);
    static std::shared_ptr<const TimeZone> utc();

    Span span_at(Instant at) const;
    LocalTime local(Instant at) const;
    Instants instants_of(LocalTime local) const;
    // The day that began last: a day does not begin twice where clocks are put back over midnight.
    struct Day {
        std::chrono::local_days date;
        Instant begin;
        Instant end;
    };
    Day day_at(Instant at) const;
    // The first instant of the local day: after midnight, where the clocks were put over it.
    Instant start_of_day(std::chrono::local_days day) const;

    struct Change {
        Instant at;
        std::chrono::seconds offset;  // From then on.
    };

private:
    TimeZone() = default;
    Result<> follow(std::string_view footer);
    std::size_t span_of(Instant at) const;  // Number of changes up to it.

    std::chrono::seconds first_offset_{0};
    std::vector<Change> changes_;  // By `at`, no two alike.
    bool repeats_ = false;         // The last 400 years of the changes.
};

// Where decisions get their zones from, by name ("Asia/Shanghai"). Null: there is no such zone.
class TimeZones {
public:
    virtual ~TimeZones() = default;
    virtual std::shared_ptr<const TimeZone> zone(std::string_view name) = 0;
};

}  // namespace parley
