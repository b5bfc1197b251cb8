#include "rules/icalendar.hpp"

#include <doctest/doctest.h>

#include "base/time_zone_files.hpp"

namespace parley::rules {
namespace {

using namespace std::chrono;

TimeZoneFiles& zones() {
    static TimeZoneFiles files;
    return files;
}

ImportTerms terms_of(int first = 2'024, int last = 2'027) {
    return {zones().zone("Asia/Shanghai"), year(first) / 1 / 1, year(last) / 12 / 31};
}

std::string file(std::string_view event) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\n" +
           std::string(event) + "END:VEVENT\r\nEND:VCALENDAR\r\n";
}

ImportedEvents imported(std::string_view event) {
    const auto read = import_icalendar(file(event), terms_of(), zones());
    CAPTURE(read ? "" : read.error().message);
    REQUIRE(read);
    return *read;
}

std::vector<local_days> days_of(std::string_view event) {
    const auto events = imported(event);
    CHECK(events.left_out.empty());
    std::vector<local_days> found;
    for (const Occurrence& one : events.occurrences) found.push_back(floor<days>(one.begin));
    return found;
}

TEST_CASE("a holiday of several days, folded, with escapes, is read as it is meant") {
    const auto events = imported(
        "DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261008\r\n"
        "SUMMARY:National\\, \r\n Day\r\nBEGIN:VALARM\r\nDURATION:PT5M\r\nEND:VALARM\r\n");
    REQUIRE(events.occurrences.size() == 1);
    const Occurrence& one = events.occurrences.front();
    CHECK(one.name == "National, Day");
    CHECK(one.is_all_day);
    CHECK(one.begin == LocalTime(local_days(2026y / 10 / 1)));
    CHECK(one.end == LocalTime(local_days(2026y / 10 / 8)));
}

TEST_CASE("moments are shown by the calendar's clock, whichever they were written by") {
    const auto begin = [](std::string_view line) {
        return imported(std::string(line) + "\r\nDURATION:PT1H30M\r\n").occurrences.at(0).begin;
    };
    const LocalTime ten = LocalTime(local_days(2026y / 7 / 1)) + 10h;
    CHECK(begin("DTSTART:20260701T100000") == ten);
    CHECK(begin("DTSTART:20260701T020000Z") == ten);
    CHECK(begin("DTSTART;TZID=Europe/Berlin:20260701T040000") == ten);
    const auto events = imported("DTSTART:20260701T100000\nDURATION:PT1H30M\n");
    CHECK(events.occurrences.at(0).end == ten + 90min);
}

TEST_CASE("years recur by date and by weekday, weeks by their days") {
    using Days = std::vector<local_days>;
    CHECK(days_of("DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY\n") ==
          Days{local_days(2024y / 5 / 1), local_days(2025y / 5 / 1), local_days(2026y / 5 / 1),
               local_days(2027y / 5 / 1)});
    CHECK(days_of("DTSTART;VALUE=DATE:20200229\nRRULE:FREQ=YEARLY\n") ==
          Days{local_days(2024y / 2 / 29)});
    // Thanksgiving; the last Monday of May.
    CHECK(days_of("DTSTART;VALUE=DATE:20231123\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\n") ==
          Days{local_days(2024y / 11 / 28), local_days(2025y / 11 / 27),
               local_days(2026y / 11 / 26), local_days(2027y / 11 / 25)});
    CHECK(days_of("DTSTART;VALUE=DATE:20230529\n"
                  "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;UNTIL=20250526\n") ==
          Days{local_days(2024y / 5 / 27), local_days(2025y / 5 / 26)});
    CHECK(days_of("DTSTART;VALUE=DATE:20240101\nRRULE:FREQ=YEARLY;INTERVAL=2;COUNT=2\n") ==
          Days{local_days(2024y / 1 / 1), local_days(2026y / 1 / 1)});
    CHECK(days_of("DTSTART:20240102T090000\nRRULE:FREQ=WEEKLY;BYDAY=TU,FR;COUNT=4\n"
                  "EXDATE:20240105T090000\n") ==
          Days{local_days(2024y / 1 / 2), local_days(2024y / 1 / 9), local_days(2024y / 1 / 12)});
    CHECK(days_of("DTSTART:20240102T090000\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3\n") ==
          Days{local_days(2024y / 1 / 2), local_days(2024y / 1 / 16), local_days(2024y / 1 / 30)});
    // RFC 5545, page 44: the week's first day makes a difference.
    const std::string_view first = "DTSTART:20240806T090000\n";
    CHECK(days_of(std::string(first) +
                  "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO\n") ==
          Days{local_days(2024y / 8 / 6), local_days(2024y / 8 / 11), local_days(2024y / 8 / 20),
               local_days(2024y / 8 / 25)});
    CHECK(days_of(std::string(first) +
                  "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU\n") ==
          Days{local_days(2024y / 8 / 6), local_days(2024y / 8 / 18), local_days(2024y / 8 / 20),
               local_days(2024y / 9 / 1)});
}

TEST_CASE("what is not understood is left out and reported, with its line") {
    const auto left_out = [](std::string_view event, LeftOut why, std::size_t line) {
        CAPTURE(event);
        const auto events = imported(event);
        CHECK(events.occurrences.empty());
        REQUIRE(events.left_out.size() == 1);
        CHECK(events.left_out.front().why == why);
        CHECK(events.left_out.front().line == line);
    };
    const std::string day = "DTSTART;VALUE=DATE:20260101\n";
    using enum LeftOut;
    for (const char* rule :
         {"FREQ=DAILY", "FREQ=MONTHLY;BYDAY=1MO", "FREQ=YEARLY;BYYEARDAY=100",
          "FREQ=YEARLY;BYDAY=1MO", "FREQ=YEARLY;BYMONTH=1,2", "FREQ=YEARLY;BYSETPOS=1",
          "FREQ=WEEKLY;BYMONTH=1", "FREQ=YEARLY;COUNT=0", "FREQ=YEARLY;COUNT=1;UNTIL=20270101",
          "FREQ=YEARLY;COUNT=1;COUNT=2", "FREQ=YEARLY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=1MO", "X"})
        left_out(day + "RRULE:" + rule + "\n", unsupported_rule, 6);
    // The first does not follow the rule: what is meant is undefined.
    left_out(day + "RRULE:FREQ=YEARLY;BYMONTH=2\n", unsupported_rule, 4);
    left_out(day + "RDATE;VALUE=DATE:20260105\n", unsupported_property, 6);
    left_out(day + "RECURRENCE-ID;VALUE=DATE:20260101\n", unsupported_property, 6);
    left_out(day + day, unsupported_property, 6);
    left_out(day + "STATUS:CANCELLED\n", cancelled, 6);
    left_out("DTSTART;TZID=Custom/Zone:20260101T090000\n", unknown_time_zone, 5);

    // One time of an event is changed by another: neither is guessed.
    const auto both = import_icalendar(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20260101\n"
        "RRULE:FREQ=YEARLY\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20270102\n"
        "RECURRENCE-ID;VALUE=DATE:20270101\nEND:VEVENT\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR\n",
        terms_of(), zones());
    REQUIRE(both);
    CHECK(both->occurrences.empty());
    REQUIRE(both->left_out.size() == 3);
    CHECK(both->left_out.back().why == other_component);
}

TEST_CASE("a file that is no iCalendar is refused, with the line") {
    const auto refused = [](std::string_view text, std::string_view reason) {
        CAPTURE(text);
        const auto read = import_icalendar(text, terms_of(), zones());
        REQUIRE_FALSE(read);
        CHECK(read.error().code == Code::invalid);
        CHECK(read.error().reason == reason);
    };
    for (const char* text :
         {"", "hello", "BEGIN:VEVENT\nEND:VEVENT\n", "BEGIN:VCALENDAR\n",
          "BEGIN:VCALENDAR\nEND:VEVENT\n", "BEGIN:VCALENDAR\nEND:VCALENDAR\nX:1\n",
          "BEGIN:VCALENDAR\nX;=1:2\nEND:VCALENDAR\n", "BEGIN:VCALENDAR\nX;A=\"1:2\n",
          "BEGIN:VCALENDAR\nX:\xff\nEND:VCALENDAR\n", "BEGIN:VCALENDAR\n:2\nEND:VCALENDAR\n"})
        refused(text, "icalendar_malformed");
    for (const char* event :
         {"", "DTSTART:2026\n", "DTSTART:20261301\n", "DTSTART:20260101T250000\n",
          "DTSTART;VALUE=DATE:20260101T000000\n", "DTSTART:20260102\nDTEND:20260101\n",
          "DTSTART:20260101\nDTEND:20260102T000000\n", "DTSTART:20260101\nDURATION:PT1H\n",
          "DTSTART:20260101\nDTEND:20260102\nDURATION:P1D\n", "DTSTART:20260101\nDURATION:1D\n",
          "DTSTART:20260101\nDURATION:P1H\n", "DTSTART:20260101\nDURATION:P1DT\n",
          "DTSTART:20260101\nEXDATE:x\n", "DTSTART:20260101\nDURATION:P500D\n"})
        refused(file(event), "icalendar_malformed");
    const auto read = import_icalendar(file("DTSTART:2026\n"), terms_of(), zones());
    CHECK(read.error().message == "line 5: no date or time");
    refused(std::string(icalendar_max + 1, 'x'), "icalendar_too_large");
    refused("BEGIN:VCALENDAR\nX:" + std::string(icalendar_line_max, 'x'), "icalendar_malformed");
    std::string many = "BEGIN:VCALENDAR\n";
    for (std::size_t i = 0; i <= icalendar_events_max; ++i)
        many += "BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n";
    refused(many + "END:VCALENDAR\n", "icalendar_too_large");
    std::string often;
    for (int i = 0; i < 300; ++i)
        often +=
            "BEGIN:VEVENT\nDTSTART:19700101\n"
            "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU\nEND:VEVENT\n";
    refused("BEGIN:VCALENDAR\n" + often + "END:VCALENDAR\n", "icalendar_too_large");
    CHECK_FALSE(import_icalendar(file(""), terms_of(2'024, 2'050), zones()));
    CHECK_FALSE(import_icalendar(file(""), terms_of(2'024, 2'023), zones()));
}

CalendarTerms office() {
    CalendarTerms terms;
    terms.zone = "Asia/Shanghai";
    for (std::size_t day = 0; day < 5; ++day) terms.week[day] = {{9h, 12h}, {13h, 18h}};
    terms.week[5] = {{22h, 26h}};
    return terms;
}

TEST_CASE("holidays close their days, and days alike become one exception") {
    CalendarTerms terms = office();
    close_during(terms, imported("DTSTART:20261001\nDTEND:20261008\nSUMMARY:国庆节\n").occurrences);
    REQUIRE(terms.exceptions.size() == 1);
    CHECK(terms.exceptions.front() ==
          CalendarException{2026y / 10 / 1, 2026y / 10 / 7, "国庆节", {}});
    CHECK(Calendar::make(terms, zones().zone(terms.zone)));
}

TEST_CASE("an event of hours takes these from its day, and from the night before") {
    CalendarTerms terms = office();
    close_during(terms, imported("DTSTART:20260701T110000\nDTEND:20260701T140000\n").occurrences);
    REQUIRE(terms.exceptions.size() == 1);  // A Wednesday.
    CHECK(terms.exceptions.front().hours == DayHours{{9h, 11h}, {14h, 18h}});

    terms = office();
    close_during(terms, imported("DTSTART:20260705T010000\nDURATION:PT30M\n").occurrences);
    REQUIRE(terms.exceptions.size() == 2);  // Sunday's first hours are Saturday's.
    CHECK(terms.exceptions[0].first == 2026y / 7 / 4);
    CHECK(terms.exceptions[0].hours == DayHours{{22h, 25h}});
    CHECK(terms.exceptions[1].first == 2026y / 7 / 5);
    CHECK(terms.exceptions[1].hours == DayHours{{90min, 2h}});
}

TEST_CASE("events of opening hours make their days open then, and only then") {
    CalendarTerms terms = office();
    const auto market =
        "DTSTART:20260704T100000\nDURATION:PT4H\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:Market\n";
    auto occurrences = imported(market).occurrences;
    occurrences.push_back({"Night", false, LocalTime(local_days(2026y / 7 / 4)) + 13h,
                           LocalTime(local_days(2026y / 7 / 5)) + 2h});
    open_during(terms, occurrences);
    REQUIRE(terms.exceptions.size() == 3);
    CHECK(terms.exceptions[0].hours == DayHours{{10h, 24h}});
    CHECK(terms.exceptions[1].hours == DayHours{{0h, 2h}});
    CHECK(terms.exceptions[2].first == 2026y / 7 / 11);
    CHECK(Calendar::make(terms, zones().zone(terms.zone)));
}

}  // namespace
}  // namespace parley::rules
