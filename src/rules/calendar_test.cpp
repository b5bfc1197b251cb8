#include "rules/calendar.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"
#include "base/time_zone_files.hpp"

namespace parley::rules {
namespace {

using namespace std::chrono;

TimeZoneFiles& zones() {
    static TimeZoneFiles files;
    return files;
}

Calendar made(const CalendarTerms& terms) {
    auto calendar = Calendar::make(terms, zones().zone(terms.zone));
    REQUIRE(calendar);
    return std::move(*calendar);
}

// Day by day and hour by hour, as a person would read the terms off the wall.
bool is_open_by(const CalendarTerms& terms, const TimeZone& zone, Instant at) {
    const LocalTime local = zone.local(at);
    const auto today = floor<days>(local);
    const auto hours_on = [&](local_days day) {
        DayHours hours = terms.week[weekday(day).iso_encoding() - 1];
        for (const CalendarException& exception : terms.exceptions) {
            if (local_days(exception.first) <= day && day <= local_days(exception.last))
                hours = exception.hours;
        }
        return hours;
    };
    for (const OpenHours& one : hours_on(today)) {
        if (today + one.from <= local && local < today + one.to) return true;
    }
    for (const OpenHours& one : hours_on(today - days(1))) {
        if (local < today - days(1) + one.to) return true;
    }
    return false;
}

DayHours random_hours(SeededRng& rng) {
    DayHours hours;
    int from = 0;
    for (auto i = rng.below(4); i > 0; --i) {
        from += static_cast<int>(rng.below(16)) * 30;
        if (from >= 1'440) break;
        const int to = from + 30 + static_cast<int>(rng.below(18)) * 30;
        hours.push_back({minutes(from), minutes(to)});
        from = to;
    }
    return hours;
}

CalendarTerms random_terms(SeededRng& rng, year_month_day around) {
    CalendarTerms terms;
    constexpr const char* names[] = {"Europe/Berlin",   "America/New_York", "Asia/Shanghai",
                                     "Africa/Cairo",    "Asia/Kathmandu",   "Australia/Lord_Howe",
                                     "America/Santiago"};
    terms.zone = names[rng.below(std::size(names))];
    for (DayHours& hours : terms.week) hours = random_hours(rng);
    for (auto i = rng.below(4); i > 0; --i) {
        const auto first = local_days(around) + days(static_cast<int>(rng.below(9)) - 4);
        const auto last = first + days(rng.below(3));
        terms.exceptions.push_back({year_month_day(first), year_month_day(last), "x",
                                    rng.below(2) ? DayHours{} : random_hours(rng)});
    }
    return terms;
}

TEST_CASE("a calendar is open, opens and closes as reading it minute by minute says") {
    SeededRng rng(2'024);
    // Around changes of clocks in these zones, and on ordinary days.
    const year_month_day dates[] = {2024y / 3 / 31, 2024y / 3 / 10, 2024y / 11 / 3, 2024y / 10 / 27,
                                    2024y / 4 / 26, 2024y / 4 / 7,  2024y / 9 / 8,  2026y / 10 / 1,
                                    2024y / 10 / 6, 2045y / 3 / 26};
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        const auto date = dates[round % std::size(dates)];
        const CalendarTerms terms = random_terms(rng, date);
        const Calendar calendar = made(terms);
        const TimeZone& zone = *zones().zone(terms.zone);
        const Instant begin = sys_days(date) - days(3);
        constexpr int length = 6 * 24 * 60;
        std::vector<bool> open(length);
        for (int i = 0; i < length; ++i) {
            open[i] = is_open_by(terms, zone, begin + minutes(i));
            REQUIRE(calendar.is_open(begin + minutes(i)) == open[i]);
        }
        for (int i = 0; i < length; i += 1 + static_cast<int>(rng.below(90))) {
            const auto next = [&](bool wanted) {
                return begin +
                       minutes(std::find(open.begin() + i, open.end(), wanted) - open.begin());
            };
            const Instant end = begin + minutes(length);
            const Instant at = begin + minutes(i);
            if (next(true) != end) REQUIRE(calendar.next_open(at) == next(true));
            if (next(false) != end) REQUIRE(calendar.next_close(at) == next(false));
            const int to = i + static_cast<int>(rng.below(length - i));
            const auto served = std::count(open.begin() + i, open.begin() + to, true);
            REQUIRE(calendar.service_time(at, begin + minutes(to)) == minutes(served));
            if (served > 0) {
                const auto after = calendar.after_service(at, minutes(served));
                REQUIRE(after);
                REQUIRE(calendar.service_time(at, *after) == minutes(served));
                REQUIRE(*after <= begin + minutes(to));
            }
        }
    }
}

TEST_CASE("hours over midnight belong to the day they begin on") {
    CalendarTerms terms;
    terms.zone = "Asia/Shanghai";
    terms.week[4] = {{22h, 26h}};  // Friday night.
    terms.exceptions.push_back({2026y / 10 / 3, 2026y / 10 / 3, "Holiday", {}});
    const Calendar calendar = made(terms);
    const Instant friday = sys_days(2026y / 10 / 2) - 8h;  // Midnight in Shanghai.
    CHECK_FALSE(calendar.is_open(friday + 21h + 59min));
    CHECK(calendar.is_open(friday + 22h));
    CHECK(calendar.is_open(friday + 25h + 59min));  // Into the holiday.
    CHECK_FALSE(calendar.is_open(friday + 26h));
    CHECK(calendar.exception_at(friday + 25h) == "Holiday");
    CHECK(calendar.exception_at(friday + 23h).empty());
    CHECK(calendar.service_time(friday, friday + 48h) == 4h);
}

TEST_CASE("what never opens is not searched for ever, and what never closes neither") {
    CalendarTerms terms;
    terms.zone = "UTC";
    const Instant now = sys_days(2026y / 10 / 2);
    const Calendar never = made(terms);
    CHECK_FALSE(never.next_open(now));
    CHECK(never.next_close(now) == now);
    CHECK_FALSE(never.after_service(now, 1h));
    CHECK(never.service_time(now, now + days(100)) == 0ms);
    for (DayHours& hours : terms.week) hours = {{0h, 24h}};
    const Calendar always = made(terms);
    CHECK(always.next_open(now) == now);
    CHECK_FALSE(always.next_close(now));
    CHECK(always.service_time(now, now + days(100)) == days(100));
    CHECK(always.service_time(now, now + days(10'000)) == Calendar::service_max);
    CHECK(always.service_time(now, now - 1h) == 0ms);
}

TEST_CASE("terms that make no sense are refused with their place") {
    const auto refused = [](auto change, std::string_view reason, std::string_view field) {
        CalendarTerms terms;
        terms.zone = "UTC";
        terms.week[1] = {{9h, 12h}, {13h, 18h}};
        terms.exceptions.push_back({2026y / 10 / 1, 2026y / 10 / 7, "National Day", {}});
        change(terms);
        const auto calendar = Calendar::make(terms, TimeZone::utc());
        REQUIRE_FALSE(calendar);
        CHECK(calendar.error().reason == reason);
        CHECK(calendar.error().field == field);
    };
    refused([](auto& t) { t.week[1][1].from = 11h; }, "bad_hours", "/week/tuesday/1");
    refused([](auto& t) { t.week[1][0].to = 9h; }, "bad_hours", "/week/tuesday/0");
    refused([](auto& t) { t.week[0] = {{24h, 25h}}; }, "bad_hours", "/week/monday/0");
    refused([](auto& t) { t.week[0] = {{1h, 26h}}; }, "bad_hours", "/week/monday/0");
    refused([](auto& t) { t.week[0] = {{-1min, 2h}}; }, "bad_hours", "/week/monday/0");
    refused([](auto& t) { t.week[6].assign(Calendar::hours_max + 1, {}); }, "bad_hours",
            "/week/sunday");
    refused([](auto& t) { t.exceptions[0].last = 2026y / 9 / 1; }, "bad_exception",
            "/exceptions/0/last");
    refused([](auto& t) { t.exceptions[0].last = 2028y / 9 / 1; }, "bad_exception",
            "/exceptions/0/last");
    refused([](auto& t) { t.exceptions[0].first = 2026y / 2 / 30; }, "bad_exception",
            "/exceptions/0/first");
    refused([](auto& t) { t.exceptions[0].first = 1900y / 1 / 1; }, "bad_exception",
            "/exceptions/0/first");
    refused([](auto& t) { t.exceptions[0].name = std::string(101, 'x'); }, "name_too_long",
            "/exceptions/0/name");
    refused([](auto& t) { t.exceptions[0].name = "\xff"; }, "bad_utf8", "/exceptions/0/name");
    refused([](auto& t) { t.exceptions[0].hours = {{2h, 1h}}; }, "bad_hours",
            "/exceptions/0/hours/0");
    refused([](auto& t) { t.exceptions.resize(Calendar::exceptions_max + 1); },
            "too_many_exceptions", "/exceptions");
}

}  // namespace
}  // namespace parley::rules
