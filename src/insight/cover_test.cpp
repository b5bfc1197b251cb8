#include "insight/cover.hpp"

#include <doctest/doctest.h>

#include <random>

namespace parley::insight {
namespace {

using namespace std::chrono;

TEST_CASE("a long range is whole months, with days, hours and quarters at its ends") {
    const FixedDays utc{minutes(0)};
    const Instant from = sys_days(2026y / 1 / 30) + 22h + 30min;
    const Instant to = sys_days(2026y / 4 / 2) + 1h;
    const std::vector<Stretch> expected{
        {Grain::quarter, from, sys_days(2026y / 1 / 30) + 23h},
        {Grain::hour, sys_days(2026y / 1 / 30) + 23h, sys_days(2026y / 1 / 31)},
        {Grain::day, sys_days(2026y / 1 / 31), sys_days(2026y / 2 / 1)},
        {Grain::month, sys_days(2026y / 2 / 1), sys_days(2026y / 4 / 1)},
        {Grain::day, sys_days(2026y / 4 / 1), sys_days(2026y / 4 / 2)},
        {Grain::hour, sys_days(2026y / 4 / 2), to},
    };
    CHECK(cover(utc, from, to, Grain::month) == expected);
    CHECK(cover(utc, to, from, Grain::month).empty());
}

TEST_CASE("whatever the range and the zone, the stretches follow one another without a gap") {
    std::mt19937 random(23);
    for (const int ahead : {0, 480, -300, 345, 570}) {
        const FixedDays days{minutes(ahead)};
        for (int times = 0; times < 400; ++times) {
            const Instant from =
                Instant(sys_days(2026y / 1 / 1)) + minutes(15 * static_cast<int>(random() % 5'000));
            const Instant to = from + minutes(15 * static_cast<int>(random() % 9'000));
            Instant next = from;
            for (const Stretch& part : cover(days, from, to, Grain::month)) {
                CHECK(part.from == next);
                CHECK(part.from < part.to);
                CHECK(days.start_of(part.grain, part.from) == part.from);
                CHECK(days.start_of(part.grain, part.to) == part.to);
                next = part.to;
            }
            CHECK(next == to);
        }
    }
}

}  // namespace
}  // namespace parley::insight
