#include "base/time_zone.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <stdio.h>

#include <array>
#include <fstream>
#include <sstream>

#include "base/random.hpp"
#include "base/time_zone_files.hpp"
#include "base/time_zone_rule.hpp"

namespace parley {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using namespace std::chrono;

TimeZoneFiles& zones() {
    static TimeZoneFiles files;
    return files;
}

const TimeZone& zone(std::string_view name) {
    const auto found = zones().zone(name);
    REQUIRE(found);
    return *found;  // Kept by `zones`.
}

Instant utc(int y, unsigned m, unsigned d, int hour = 0, int minute = 0) {
    return sys_days(year(y) / month(m) / day(d)) + hours(hour) + minutes(minute);
}

LocalTime wall(int y, unsigned m, unsigned d, int hour = 0, int minute = 0) {
    return LocalTime(local_days(year(y) / month(m) / day(d))) + hours(hour) + minutes(minute);
}

// What the system's own `date` shows of these instants, one a line: "2024-03-10T03:00:00".
std::vector<std::string> dates_of(std::string_view name, const std::vector<Instant>& instants) {
    std::string lines;
    for (const Instant at : instants) lines += fmt::format("@{}\n", to_ms(at) / 1'000);
    const std::string command = fmt::format(
        "TZ=:/usr/share/zoneinfo/{} date -f - +%Y-%m-%dT%H:%M:%S <<'END'\n{}END", name, lines);
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe);
    std::string said;
    std::array<char, 4'096> buffer{};
    while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe))
        said.append(buffer.data(), size);
    REQUIRE(pclose(pipe) == 0);
    std::vector<std::string> shown;
    std::istringstream in(said);
    for (std::string line; std::getline(in, line);) shown.push_back(line);
    return shown;
}

std::string shown(const TimeZone& in, Instant at) {
    const LocalTime local = in.local(at);
    const auto day = floor<days>(local);
    const year_month_day date(day);
    const hh_mm_ss time(floor<seconds>(local - day));
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

TEST_CASE("a zone shows what date shows, at every change and at random, for years to come") {
    SeededRng rng(7);
    for (const char* name :
         {"Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
          "America/Santiago", "Africa/Casablanca", "Asia/Kathmandu", "Europe/Dublin",
          "Pacific/Apia", "America/St_Johns", "Antarctica/Troll", "Asia/Tehran", "UTC", "Etc/GMT+8",
          "Africa/Cairo", "America/Nuuk"}) {
        CAPTURE(name);
        const TimeZone& here = zone(name);
        std::vector<Instant> instants;
        Instant change = utc(1'901, 1, 1);
        while (instants.size() < 700 && change < utc(2'200, 1, 1)) {
            const auto span = here.span_at(change);
            if (span.end == Instant::max()) break;
            for (const Duration beside : {-1'000ms, 0ms, 1'000ms, 3'600'000ms})
                instants.push_back(span.end + beside);
            change = span.end;
        }
        for (int i = 0; i < 500; ++i) {
            const auto s = static_cast<std::int64_t>(rng.below(9'000'000'000)) - 2'000'000'000;
            instants.push_back(from_ms(s * 1'000));
        }
        // In the second and third cycle of 400 years too.
        for (const int y : {2'399, 2'437, 2'438, 2'500, 3'000}) {
            for (unsigned m = 1; m <= 12; ++m) instants.push_back(utc(y, m, 28, 1, 30));
        }
        const auto expected = dates_of(name, instants);
        REQUIRE(expected.size() == instants.size());
        for (std::size_t i = 0; i < instants.size(); ++i)
            REQUIRE(shown(here, instants[i]) == expected[i]);
    }
}

TEST_CASE("a local time is shown once, never or twice") {
    using Showing = TimeZone::Showing;
    const TimeZone& york = zone("America/New_York");
    auto at = york.instants_of(wall(2'024, 3, 9, 12));
    CHECK(at.showing == Showing::once);
    CHECK(at.first == utc(2'024, 3, 9, 17));

    at = york.instants_of(wall(2'024, 3, 10, 2, 30));  // The clocks went from 2:00 to 3:00.
    CHECK(at.showing == Showing::never);
    CHECK(at.first == utc(2'024, 3, 10, 7));
    CHECK(york.instants_of(wall(2'024, 3, 10, 3)).showing == Showing::once);
    CHECK(york.instants_of(wall(2'024, 3, 10, 1, 59)).first == utc(2'024, 3, 10, 6, 59));

    at = york.instants_of(wall(2'024, 11, 3, 1, 30));  // They went from 2:00 back to 1:00.
    CHECK(at.showing == Showing::twice);
    CHECK(at.first == utc(2'024, 11, 3, 5, 30));
    CHECK(at.last == utc(2'024, 11, 3, 6, 30));

    // Samoa had no 30 December 2011.
    const TimeZone& apia = zone("Pacific/Apia");
    CHECK(apia.instants_of(wall(2'011, 12, 30, 12)).showing == Showing::never);
    CHECK(apia.start_of_day(local_days(2011y / 12 / 30)) == utc(2'011, 12, 30, 10));
    // Days of Beirut and Cairo begin at one o'clock once a year.
    const TimeZone& cairo = zone("Africa/Cairo");
    const auto friday = local_days(2024y / 4 / 26);
    CHECK(cairo.local(cairo.start_of_day(friday)) == LocalTime(friday) + 1h);
}

TEST_CASE("every local time leads back to itself, in every zone of the system") {
    SeededRng rng(11);
    std::ifstream table("/usr/share/zoneinfo/tzdata.zi");
    std::size_t seen = 0;
    for (std::string line; std::getline(table, line);) {
        if (!line.starts_with("Z ")) continue;
        const std::string name = line.substr(2, line.find(' ', 2) - 2);
        CAPTURE(name);
        const TimeZone& here = zone(name);
        ++seen;
        for (int i = 0; i < 200; ++i) {
            const Instant at = from_ms(static_cast<std::int64_t>(rng.below(8'000'000'000'000)));
            const auto back = here.instants_of(here.local(at));
            REQUIRE((back.first == at || back.last == at));
            const auto span = here.span_at(at);
            REQUIRE((span.begin <= at && at < span.end));
        }
    }
    CHECK(seen > 250);
}

TEST_CASE("rules are read as POSIX writes them, and nothing else is") {
    const auto berlin = parse_time_zone_rule("CET-1CEST,M3.5.0,M10.5.0/3");
    REQUIRE(berlin);
    CHECK(berlin->standard == 1h);
    CHECK(berlin->summer == 2h);
    CHECK(berlin->summer_begin.in(2'024) == local_days(2024y / 3 / 31) + 2h);
    const auto nuuk = parse_time_zone_rule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0");
    REQUIRE(nuuk);
    CHECK(nuuk->summer_begin.time == -1h);
    const auto julian = parse_time_zone_rule("EST5EDT,J60,59/0");
    REQUIRE(julian);
    CHECK(julian->summer_begin.in(2'024) == local_days(2024y / 3 / 1) + 2h);
    CHECK(julian->summer_end.in(2'024) == local_days(2024y / 2 / 29));
    for (const char* bad :
         {"", "CET", "CE-1", "CET-25", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,J1",
          "CET-1CEST,M3.6.0,J1", "CET-1CEST,J0,J1", "CET-1CEST,J1,J2x", "<>1", "<+01-1",
          "CET-1CEST,M3.5.0/168,J1", "CET-1CEST,M3.0.0,J1"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_time_zone_rule(bad));
    }
}

TEST_CASE("summer all the year is one offset") {
    const auto rule = parse_time_zone_rule("XXX3EDT4,0/0,J365/23");
    REQUIRE(rule);
    CHECK(rule->summer == -4h);
}

TEST_CASE("a file that is cut or changed is refused, or is a zone") {
    std::ifstream file("/usr/share/zoneinfo/Europe/Berlin", std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(file), {}};
    REQUIRE(TimeZone::parse(whole));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto cut = TimeZone::parse(whole.substr(0, size));
        REQUIRE_FALSE(cut);
        REQUIRE(cut.error().reason == "time_zone_malformed");
    }
    SeededRng rng(3);
    for (int i = 0; i < 1'000; ++i) {
        std::string changed = whole;
        changed[rng.below(changed.size())] = static_cast<char>(rng.below(256));
        if (const auto read = TimeZone::parse(changed)) read->local(utc(2'024, 7, 1));
    }
}

TEST_CASE("a name leads to no other file") {
    for (const char* bad : {"", "../../etc/passwd", "/etc/localtime", "Asia//Shanghai", "Asia",
                            "Asia/", "Nowhere/City", "Asia/Shang hai", "tzdata.zi", "leapseconds"})
        CHECK_FALSE(zones().zone(bad));
    CHECK(zones().zone("Asia/Shanghai") == zones().zone("Asia/Shanghai"));
}

}  // namespace
}  // namespace parley
