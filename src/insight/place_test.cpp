#include "insight/place.hpp"

#include <doctest/doctest.h>

namespace parley::insight {
namespace {

using namespace std::chrono;

Instant utc(year_month_day day, hours hour, minutes minute = 0min) {
    return sys_days(day) + hour + minute;
}

TEST_CASE("a day and a month begin at midnight of the workspace's clocks") {
    const FixedDays shanghai{hours(8)};
    const Instant late = utc(2026y / 7 / 31, 17h, 5min);  // 01:05 on the 1st of August there.
    CHECK(shanghai.start_of(Grain::day, late) == utc(2026y / 7 / 31, 16h));
    CHECK(shanghai.start_of(Grain::month, late) == utc(2026y / 7 / 31, 16h));
    CHECK(shanghai.next(Grain::month, utc(2026y / 7 / 31, 16h)) == utc(2026y / 8 / 31, 16h));
    CHECK(shanghai.next(Grain::day, utc(2026y / 7 / 31, 16h)) == utc(2026y / 8 / 1, 16h));
    CHECK(shanghai.start_of(Grain::hour, late) == utc(2026y / 7 / 31, 17h));
    CHECK(shanghai.start_of(Grain::quarter, late) == utc(2026y / 7 / 31, 17h));
    const FixedDays behind{hours(-5)};
    CHECK(behind.start_of(Grain::month, utc(2026y / 1 / 1, 3h)) == utc(2025y / 12 / 1, 5h));
    CHECK(behind.next(Grain::month, utc(2025y / 12 / 1, 5h)) == utc(2026y / 1 / 1, 5h));
}

}  // namespace
}  // namespace parley::insight
