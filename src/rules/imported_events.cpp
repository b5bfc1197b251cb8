// What an imported event makes of a calendar's days.
#include <algorithm>
#include <map>

#include "rules/icalendar.hpp"

namespace parley::rules {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

struct DayOf {
    std::string name;
    DayHours hours;
};
using Days = std::map<local_days, DayOf>;

const DayHours& hours_of(const CalendarTerms& terms, local_days day) {
    const std::chrono::year_month_day date(day);
    for (auto exception = terms.exceptions.rbegin(); exception != terms.exceptions.rend();
         ++exception) {
        if (exception->first <= date && date <= exception->last) return exception->hours;
    }
    return terms.week[std::chrono::weekday(day).iso_encoding() - 1];
}

// In order; those that meet or overlap become one.
DayHours joined(DayHours hours) {
    std::ranges::sort(hours, {}, &OpenHours::from);
    DayHours out;
    for (const OpenHours& one : hours) {
        if (!out.empty() && one.from <= out.back().to)
            out.back().to = std::max(out.back().to, one.to);
        else
            out.push_back(one);
    }
    return out;
}

// What is left without the stretch between `from` and `to`; what of it would begin tomorrow is
// tomorrow's.
struct Rest {
    DayHours today;
    DayHours tomorrow;
};
Rest without(const DayHours& hours, minutes from, minutes to) {
    Rest rest;
    for (const OpenHours& one : hours) {
        const minutes before = std::min(one.to, from);
        const minutes after = std::max(one.from, to);
        if (one.from < before) rest.today.push_back({one.from, before});
        if (after >= one.to) continue;
        if (after < days(1))
            rest.today.push_back({after, one.to});
        else
            rest.tomorrow.push_back({after - days(1), one.to - days(1)});
    }
    return rest;
}

// Days one after another that are alike become one exception.
void put(CalendarTerms& terms, const Days& changed) {
    local_days before{};
    bool is_first = true;
    for (const auto& [day, of] : changed) {
        const std::chrono::year_month_day date(day);
        const bool goes_on = !is_first && day == before + days(1) &&
                             terms.exceptions.back().name == of.name &&
                             terms.exceptions.back().hours == of.hours;
        if (goes_on)
            terms.exceptions.back().last = date;
        else
            terms.exceptions.push_back({date, date, of.name, of.hours});
        is_first = false;
        before = day;
    }
}

const DayHours& known(const Days& changed, const CalendarTerms& terms, local_days day) {
    const auto found = changed.find(day);
    return found == changed.end() ? hours_of(terms, day) : found->second.hours;
}

minutes floor_minutes(Duration time) { return std::chrono::floor<minutes>(time); }
minutes ceil_minutes(Duration time) { return std::chrono::ceil<minutes>(time); }

}  // namespace

void close_during(CalendarTerms& terms, const std::vector<Occurrence>& occurrences) {
    Days changed;
    for (const Occurrence& occurrence : occurrences) {
        if (occurrence.end <= occurrence.begin) continue;
        // An all-day event closes what begins on its days: a night goes on into a holiday. One of
        // hours closes these, and so also what began the day before.
        const auto first =
            std::chrono::floor<days>(occurrence.begin) - days(occurrence.is_all_day ? 0 : 1);
        for (auto day = first; day < occurrence.end; day += days(1)) {
            const auto from = floor_minutes(std::max(occurrence.begin - day, Duration{0}));
            auto to = ceil_minutes(std::min(occurrence.end - day, Duration(days(2))));
            if (occurrence.is_all_day) to = days(2);
            const DayHours hours = known(changed, terms, day);
            const Rest left = without(hours, from, to);
            if (left.today != hours || occurrence.is_all_day)
                changed[day] = {occurrence.name, left.today};
            if (left.tomorrow.empty()) continue;
            DayHours next = known(changed, terms, day + days(1));
            next.insert(next.end(), left.tomorrow.begin(), left.tomorrow.end());
            changed[day + days(1)] = {occurrence.name, joined(std::move(next))};
        }
    }
    put(terms, changed);
}

void open_during(CalendarTerms& terms, const std::vector<Occurrence>& occurrences) {
    Days changed;
    for (const Occurrence& occurrence : occurrences) {
        auto begin = occurrence.begin;
        while (begin < occurrence.end) {
            const auto day = std::chrono::floor<days>(begin);
            const LocalTime end = std::min(occurrence.end, LocalTime(day + days(1)));
            DayOf& of = changed[day];
            of.name = occurrence.name;
            of.hours.push_back({floor_minutes(begin - day), ceil_minutes(end - day)});
            begin = end;
        }
    }
    for (auto& [day, of] : changed) of.hours = joined(std::move(of.hours));
    put(terms, changed);
}

}  // namespace parley::rules
