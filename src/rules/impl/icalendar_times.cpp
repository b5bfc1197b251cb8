#include "rules/impl/icalendar_times.hpp"

#include <algorithm>
#include <charconv>
#include <span>

#include "rules/calendar.hpp"
#include "rules/impl/icalendar_lines.hpp"

namespace parley::rules {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::string_view weekday_codes[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

std::optional<int> number(std::string_view text, int min, int max) {
    int value = 0;
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    if (value < min || value > max) return std::nullopt;
    return value;
}

std::optional<int> digits(std::string_view text, int max) {
    if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return number(text, 0, max);
}

std::optional<int> weekday_number(std::string_view code) {
    const auto found = std::ranges::find(weekday_codes, code);
    if (found == std::end(weekday_codes)) return std::nullopt;
    return static_cast<int>(found - weekday_codes);
}

int place_in_week(local_days day) {
    return static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1;
}

// "MO,WE" of a weekly rule; "4TH", "-1MO" of a yearly one.
bool take_weekdays(RecurrenceRule& rule, std::string_view text) {
    if (rule.is_weekly) {
        for (const std::string_view code : split(text, ',')) {
            const auto day = weekday_number(code);
            if (!day) return false;
            rule.weekdays = static_cast<std::uint8_t>(rule.weekdays | 1 << *day);
        }
        return true;
    }
    if (text.size() < 3) return false;
    const auto week = number(text.substr(0, text.size() - 2), -5, 5);
    const auto day = weekday_number(text.substr(text.size() - 2));
    if (!week || *week == 0 || !day) return false;
    rule.week = *week;
    rule.weekday = std::chrono::weekday(static_cast<unsigned>(*day + 1));
    return true;
}

bool take_part(RecurrenceRule& rule, std::string_view name, std::string_view value) {
    const auto put = [&](auto& to, int min, int max) {
        const auto read = number(value, min, max);
        if (read) to = static_cast<std::decay_t<decltype(to)>>(*read);
        return read.has_value();
    };
    if (name == "INTERVAL") return put(rule.interval, 1, RecurrenceRule::interval_max);
    if (name == "COUNT") {
        rule.count = number(value, 1, RecurrenceRule::count_max);
        return rule.count.has_value();
    }
    if (name == "UNTIL") {
        rule.until = icalendar_time(value);
        return rule.until.has_value();
    }
    if (name == "WKST") {
        const auto day = weekday_number(value);
        if (day) rule.week_start = *day;
        return day.has_value();
    }
    if (name == "BYDAY") return take_weekdays(rule, value);
    if (name == "BYMONTH") return !rule.is_weekly && put(rule.month, 1, 12);
    if (name == "BYMONTHDAY") return !rule.is_weekly && put(rule.month_day, 1, 31);
    return false;
}

std::optional<local_days> day_of_year(const RecurrenceRule& rule, int year_number,
                                      std::chrono::year_month_day begin) {
    const std::chrono::year year(year_number);
    const auto month = rule.month ? std::chrono::month(rule.month) : begin.month();
    if (rule.week == 0) {
        const auto day = rule.month_day ? std::chrono::day(rule.month_day) : begin.day();
        const auto date = year / month / day;
        return date.ok() ? std::optional(local_days(date)) : std::nullopt;
    }
    local_days day;
    if (rule.week > 0) {
        day = local_days(year / month / rule.weekday[1]) + days(7 * (rule.week - 1));
    } else {
        day =
            local_days(year / month / rule.weekday[std::chrono::last]) + days(7 * (rule.week + 1));
    }
    const bool is_within = std::chrono::year_month_day(day).month() == month;
    return is_within ? std::optional(day) : std::nullopt;
}

}  // namespace

std::optional<IcalendarTime> icalendar_time(std::string_view text) {
    IcalendarTime time;
    if (text.size() < 8) return std::nullopt;
    const auto year = digits(text.substr(0, 4), 9'999);
    const auto month = digits(text.substr(4, 2), 12);
    const auto day = digits(text.substr(6, 2), 31);
    if (!year || !month || !day) return std::nullopt;
    const auto date = std::chrono::year(*year) / *month / *day;
    if (!date.ok() || *year < Calendar::year_min || *year > Calendar::year_max) return std::nullopt;
    time.local = LocalTime(local_days(date));
    time.is_date = text.size() == 8;
    if (time.is_date) return time;
    time.is_utc = text.ends_with('Z');
    if (time.is_utc) text.remove_suffix(1);
    if (text.size() != 15 || text[8] != 'T') return std::nullopt;
    const auto hour = digits(text.substr(9, 2), 23);
    const auto minute = digits(text.substr(11, 2), 59);
    const auto second = digits(text.substr(13, 2), 60);  // A leap second is the next one.
    if (!hour || !minute || !second) return std::nullopt;
    time.local += hours(*hour) + minutes(*minute) + seconds(*second);
    return time;
}

std::optional<Duration> icalendar_duration(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
    text.remove_prefix(1);
    Duration sum{0};
    // Units in their order; after T those of a day.
    constexpr std::string_view order = "WDTHMS";
    constexpr seconds lengths[] = {days(7), days(1), seconds(0), hours(1), minutes(1), seconds(1)};
    std::size_t next = 0;
    while (!text.empty()) {
        std::size_t size = 0;
        while (size < text.size() && text[size] >= '0' && text[size] <= '9') ++size;
        if (size == text.size()) return std::nullopt;
        const std::size_t unit = order.find(text[size], next);
        const bool is_mark = unit == 2;
        if (unit == order.npos || is_mark != (size == 0) || (unit > 2 && next < 3))
            return std::nullopt;
        if (!is_mark) {
            const auto count = digits(text.substr(0, size), 100'000);
            if (!count) return std::nullopt;
            sum += *count * lengths[unit];
        }
        text.remove_prefix(size + 1);
        if (is_mark && text.empty()) return std::nullopt;
        next = unit + 1;
    }
    return sum;
}

std::optional<RecurrenceRule> recurrence_rule(std::string_view text) {
    RecurrenceRule rule;
    const std::string capitals = in_capitals(text);
    std::vector<std::string_view> seen;
    const auto parts = split(capitals, ';');
    if (parts.front() != "FREQ=YEARLY" && parts.front() != "FREQ=WEEKLY") return std::nullopt;
    rule.is_weekly = parts.front() == "FREQ=WEEKLY";
    for (const std::string_view part : std::span(parts).subspan(1)) {
        const std::size_t equals = part.find('=');
        if (equals == part.npos) return std::nullopt;
        const std::string_view name = part.substr(0, equals);
        if (std::ranges::find(seen, name) != seen.end()) return std::nullopt;
        seen.push_back(name);
        if (!take_part(rule, name, part.substr(equals + 1))) return std::nullopt;
    }
    if (rule.count && rule.until) return std::nullopt;
    // By weekday alone would be of the year; by weekday and date, both.
    if (rule.week != 0 && (rule.month == 0 || rule.month_day != 0)) return std::nullopt;
    // By the day of the month alone would be of every month.
    if (rule.month_day != 0 && rule.month == 0) return std::nullopt;
    return rule;
}

std::optional<std::vector<local_days>> recurrences(const RecurrenceRule& rule, local_days begin,
                                                   local_days last) {
    std::vector<local_days> found;
    const auto take = [&](local_days day) {
        if (day < begin) return true;
        if (day > last || (rule.count && std::ssize(found) >= *rule.count)) return false;
        found.push_back(day);
        return true;
    };
    if (rule.is_weekly) {
        const int weekdays = rule.weekdays ? rule.weekdays : 1 << place_in_week(begin);
        const int into_week = (place_in_week(begin) - rule.week_start + 7) % 7;
        bool goes_on = true;
        for (local_days week = begin - days(into_week); goes_on; week += days(7 * rule.interval)) {
            for (int i = 0; i < 7 && goes_on; ++i) {
                const local_days day = week + days(i);
                if (weekdays >> place_in_week(day) & 1) goes_on = take(day);
                if (day > last) goes_on = false;
            }
        }
    } else {
        const std::chrono::year_month_day date(begin);
        const int last_year = static_cast<int>(std::chrono::year_month_day(last).year());
        for (int year = static_cast<int>(date.year()); year <= last_year; year += rule.interval) {
            const auto day = day_of_year(rule, year, date);
            if (day && !take(*day)) break;
        }
    }
    if (begin <= last && (found.empty() || found.front() != begin)) return std::nullopt;
    return found;
}

}  // namespace parley::rules
