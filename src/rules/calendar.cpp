#include "rules/calendar.hpp"

#include <algorithm>
#include <map>

#include "base/assert.hpp"
#include "base/utf8.hpp"
#include "rules/condition.hpp"
#include "rules/impl/fail.hpp"

namespace parley::rules {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;

Result<> check_hours(const DayHours& day, const std::string& path) {
    if (day.size() > Calendar::hours_max) return fail(Code::invalid, "bad_hours", path);
    auto free_from = std::chrono::minutes{0};
    for (std::size_t i = 0; i < day.size(); ++i) {
        const auto [from, to] = day[i];
        if (from < free_from || from >= hours(24) || to <= from || to - from > hours(24))
            return fail(Code::invalid, "bad_hours", path + "/" + std::to_string(i));
        free_from = to;
    }
    return {};
}

bool is_within_years(std::chrono::year_month_day date) {
    const int year = static_cast<int>(date.year());
    return date.ok() && year >= Calendar::year_min && year <= Calendar::year_max;
}

Result<> check_exception(const CalendarException& exception, const std::string& path) {
    const auto length = utf8_length(exception.name);
    if (!length) return fail(Code::invalid, "bad_utf8", path + "/name");
    if (*length > Calendar::name_max) return fail(Code::invalid, "name_too_long", path + "/name");
    if (!is_within_years(exception.first))
        return fail(Code::invalid, "bad_exception", path + "/first");
    if (!is_within_years(exception.last))
        return fail(Code::invalid, "bad_exception", path + "/last");
    const int length_days =
        static_cast<int>((local_days(exception.last) - local_days(exception.first)).count()) + 1;
    if (length_days < 1 || length_days > Calendar::exception_days_max)
        return fail(Code::invalid, "bad_exception", path + "/last");
    return check_hours(exception.hours, path + "/hours");
}

}  // namespace

Result<Calendar> Calendar::make(const CalendarTerms& terms, std::shared_ptr<const TimeZone> zone) {
    PARLEY_ASSERT(zone != nullptr);
    for (std::size_t day = 0; day < terms.week.size(); ++day)
        CHECKED(check_hours(terms.week[day], "/week/" + std::string(weekday_names[day])));
    if (terms.exceptions.size() > exceptions_max)
        return fail(Code::invalid, "too_many_exceptions", "/exceptions");
    std::map<local_days, std::size_t> of_day;
    for (std::size_t i = 0; i < terms.exceptions.size(); ++i) {
        const CalendarException& exception = terms.exceptions[i];
        CHECKED(check_exception(exception, "/exceptions/" + std::to_string(i)));
        for (auto day = local_days(exception.first); day <= local_days(exception.last);
             day += days(1))
            of_day[day] = i;
    }
    Calendar calendar;
    calendar.zone_ = std::move(zone);
    calendar.week_ = terms.week;
    calendar.exceptions_ = terms.exceptions;
    for (const auto& [date, exception] : of_day) calendar.days_.push_back({date, exception});
    return calendar;
}

const DayHours& Calendar::hours_of(local_days day) const {
    const auto found = std::ranges::lower_bound(days_, day, {}, &Day::date);
    if (found != days_.end() && found->date == day) return exceptions_[found->exception].hours;
    return week_[std::chrono::weekday(day).iso_encoding() - 1];
}

// Within one day of one span of the zone the clock runs evenly: the next edge of an interval is
// where something may change.
Calendar::Stretch Calendar::stretch_at(Instant at) const {
    const TimeZone::Span span = zone_->span_at(at);
    const LocalTime local(at.time_since_epoch() + span.offset);
    const auto day = std::chrono::floor<days>(local);
    bool is_open = false;
    LocalTime edge = day + days(1);
    for (const auto date : {day - days(1), day}) {
        for (const auto& [from, to] : hours_of(date)) {
            const LocalTime begin = date + from;
            const LocalTime end = date + to;
            if (begin <= local && local < end) is_open = true;
            if (begin > local) edge = std::min(edge, begin);
            if (end > local) edge = std::min(edge, end);
        }
    }
    return {is_open, std::min(Instant(edge.time_since_epoch() - span.offset), span.end)};
}

bool Calendar::is_open(Instant at) const { return stretch_at(at).is_open; }

std::optional<Instant> Calendar::next(Instant at, bool wants_open) const {
    const Instant end = at + search_max;
    while (at < end) {
        const Stretch stretch = stretch_at(at);
        if (stretch.is_open == wants_open) return at;
        at = stretch.end;
    }
    return std::nullopt;
}

std::optional<Instant> Calendar::next_open(Instant at) const { return next(at, true); }
std::optional<Instant> Calendar::next_close(Instant at) const { return next(at, false); }

Duration Calendar::service_time(Instant from, Instant to) const {
    if (to <= from) return Duration{0};
    to = std::min(to, from + service_max);
    Duration open{0};
    while (from < to) {
        const Stretch stretch = stretch_at(from);
        const Instant end = std::min(stretch.end, to);
        if (stretch.is_open) open += end - from;
        from = end;
    }
    return open;
}

std::optional<Instant> Calendar::after_service(Instant from, Duration service) const {
    const Instant end = from + search_max;
    while (from < end) {
        const Stretch stretch = stretch_at(from);
        if (stretch.is_open && stretch.end - from >= service) return from + service;
        if (stretch.is_open) service -= stretch.end - from;
        from = stretch.end;
    }
    return std::nullopt;
}

std::string_view Calendar::exception_at(Instant at) const {
    const auto day = std::chrono::floor<days>(zone_->local(at));
    const auto found = std::ranges::lower_bound(days_, day, {}, &Day::date);
    if (found == days_.end() || found->date != day) return {};
    return exceptions_[found->exception].name;
}

}  // namespace parley::rules
