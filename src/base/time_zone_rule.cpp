#include "base/time_zone_rule.hpp"

#include <algorithm>

namespace parley {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::seconds;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Reads from the front; a function that answers false has found something else.
class Reader {
public:
    explicit Reader(std::string_view text) : left_(text) {}

    bool is_done() const { return left_.empty(); }
    bool is_at(char c) const { return left_.starts_with(c); }
    bool take(char c) {
        if (!left_.starts_with(c)) return false;
        left_.remove_prefix(1);
        return true;
    }
    bool name() {
        std::size_t length = 0;
        if (take('<')) {
            length = left_.find('>');
            if (length == left_.npos || length < 3) return false;
            left_.remove_prefix(length + 1);
            return true;
        }
        while (length < left_.size() && is_letter(left_[length])) ++length;
        left_.remove_prefix(length);
        return length >= 3;
    }
    bool number(int max, int& out) {
        out = 0;
        std::size_t length = 0;
        while (length < left_.size() && is_digit(left_[length]) && length < 4)
            out = out * 10 + (left_[length++] - '0');
        left_.remove_prefix(length);
        return length > 0 && out <= max;
    }
    bool time(int hours_max, seconds& out) {
        const int sign = take('-') ? -1 : (take('+'), 1);
        int hours = 0;
        int minutes = 0;
        int rest = 0;
        if (!number(hours_max, hours)) return false;
        if (take(':') && !number(59, minutes)) return false;
        if (take(':') && !number(59, rest)) return false;
        out = seconds(sign * (hours * 3'600 + minutes * 60 + rest));
        return true;
    }
    bool date(TimeZoneRule::Date& out) {
        using Kind = TimeZoneRule::Date::Kind;
        if (take('M')) {
            out.kind = Kind::month_week_day;
            if (!number(12, out.month) || !take('.') || !number(5, out.week) || !take('.') ||
                !number(6, out.day) || out.month < 1 || out.week < 1)
                return false;
        } else {
            out.kind = take('J') ? Kind::julian : Kind::day_of_year;
            if (!number(365, out.day)) return false;
            if (out.kind == Kind::julian && out.day < 1) return false;
        }
        return !take('/') || time(167, out.time);
    }

private:
    std::string_view left_;
};

}  // namespace

std::chrono::local_seconds TimeZoneRule::Date::in(int year_number) const {
    const std::chrono::year year{year_number};
    const local_days new_year{year / 1 / 1};
    if (kind == Kind::day_of_year) return new_year + days(day) + time;
    if (kind == Kind::julian)  // 29 February is not counted.
        return new_year + days(day - 1 + (year.is_leap() && day >= 60 ? 1 : 0)) + time;
    const std::chrono::weekday weekday(static_cast<unsigned>(day));
    const auto in_month = year / month;
    if (week == 5) return local_days{in_month / weekday[std::chrono::last]} + time;
    return local_days{in_month / weekday[static_cast<unsigned>(week)]} + time;
}

std::optional<TimeZoneRule> parse_time_zone_rule(std::string_view text) {
    TimeZoneRule rule;
    Reader reader(text);
    if (!reader.name() || !reader.time(24, rule.standard)) return std::nullopt;
    rule.standard = -rule.standard;  // The text counts towards the west.
    if (reader.is_done()) return rule;
    rule.has_summer = true;
    rule.summer = rule.standard + std::chrono::hours(1);
    if (!reader.name()) return std::nullopt;
    if (!reader.is_at(',')) {
        if (!reader.time(24, rule.summer)) return std::nullopt;
        rule.summer = -rule.summer;
    }
    if (!reader.take(',') || !reader.date(rule.summer_begin) || !reader.take(',') ||
        !reader.date(rule.summer_end) || !reader.is_done())
        return std::nullopt;
    return rule;
}

}  // namespace parley
