#include "rules/history.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"
#include "base/time_zone_files.hpp"

namespace parley::rules {
namespace {

using namespace std::chrono;

constexpr Instant start = sys_days(2024y / 3 / 30);

// Counts all of them, as if memory cost nothing.
std::int64_t counted(const std::vector<Instant>& all, const Window& window, Instant now) {
    std::int64_t count = 0;
    for (const Instant at : all) {
        if (window.zone ? at >= window.zone->day_at(now).begin : at + window.within > now) ++count;
    }
    return count;
}

TEST_CASE("a counter says what counting everything says, up to what conditions can ask") {
    TimeZoneFiles zones;
    const auto berlin = zones.zone("Europe/Berlin");
    SeededRng rng(4);
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        SlidingCounter counter;
        std::vector<Instant> all;
        Instant now = start;
        // Seldom, often, and in bursts that overflow what is kept.
        const auto pace = static_cast<std::int64_t>(1) << rng.below(26);
        const Window window = round % 3 == 0 ? Window{Duration{0}, berlin.get()}
                                             : Window{seconds(1 + rng.below(200'000)), nullptr};
        for (int step = 0; step < 400; ++step) {
            now += Duration(rng.below(static_cast<std::uint64_t>(pace)));
            // Some are told late.
            const Instant at = now - Duration(rng.below(4) == 0 ? rng.below(5'000'000) : 0);
            counter.feed(at);
            all.push_back(at);
            const auto max = static_cast<std::int64_t>(SlidingCounter::kept_max);
            const std::int64_t count = counter.count(window, now);
            REQUIRE(count == std::min(counted(all, window, now), max));
            const Instant change = counter.next_change(window, now);
            if (change == Instant::max()) {
                REQUIRE(count == 0);
                continue;
            }
            REQUIRE(change > now);
            REQUIRE(std::min(counted(all, window, change - 1ms), max) == count);
            REQUIRE(counted(all, window, change) < count);
        }
        CHECK(counter.instants().size() == SlidingCounter::kept_max);
    }
}

TEST_CASE("two merged counters count as one that was fed everything") {
    SeededRng rng(5);
    for (int round = 0; round < 100; ++round) {
        SlidingCounter one;
        SlidingCounter other;
        SlidingCounter both;
        for (std::uint64_t i = rng.below(300); i > 0; --i) {
            const Instant at = start + seconds(rng.below(1'000));
            (rng.below(2) ? one : other).feed(at);
            both.feed(at);
        }
        one.merge(other);
        REQUIRE(std::ranges::equal(one.instants(), both.instants()));
    }
}

TEST_CASE("today is the day of the zone, over the change of its clocks") {
    TimeZoneFiles zones;
    const auto berlin = zones.zone("Europe/Berlin");
    const Window today{Duration{0}, berlin.get()};
    SlidingCounter counter;
    counter.feed(sys_days(2024y / 3 / 30) + 22h + 59min);  // 23:59 of the 30th.
    counter.feed(sys_days(2024y / 3 / 30) + 23h);          // Midnight: the 31st, of 23 hours.
    CHECK(counter.count(today, sys_days(2024y / 3 / 30) + 22h + 59min) == 2);
    CHECK(counter.count(today, sys_days(2024y / 3 / 30) + 23h) == 1);
    CHECK(counter.next_change(today, sys_days(2024y / 3 / 31) + 12h) ==
          sys_days(2024y / 3 / 31) + 22h);
}

TEST_CASE("a history counts altogether and by attribute, and survives being stored") {
    History history;
    history.feed("queue_failed", start, {{"queue", "Sales"}, {"colour", "red"}});
    history.feed("queue_failed", start + 1h, {{"queue", "support"}, {"inbox", "site"}});
    history.feed("visited", start);
    const auto size = [](const History& of, auto... what) {
        const SlidingCounter* counter = of.counter(what...);
        return counter ? counter->instants().size() : 0;
    };
    CHECK(size(history, "queue_failed") == 2);
    CHECK(size(history, "queue_failed", "queue", "sales") == 1);
    CHECK(size(history, "queue_failed", "colour", "red") == 0);
    CHECK(size(history, "served") == 0);

    const auto back = History::parse(history.bytes());
    REQUIRE(back);
    CHECK(back->bytes() == history.bytes());
    CHECK(size(*back, "queue_failed", "inbox", "site") == 1);

    History other;
    other.feed("queue_failed", start + 2h, {{"queue", "SALES"}});
    history.merge(other);
    CHECK(size(history, "queue_failed") == 3);
    CHECK(size(history, "queue_failed", "queue", "sales") == 2);

    history.forget(start + 1h + window_max);
    CHECK(size(history, "queue_failed") == 2);
    CHECK(size(history, "visited") == 0);
    history.forget(start + 10h + window_max);
    CHECK(history.bytes() == History().bytes());
}

TEST_CASE("of an attribute's values the one that has been quiet longest is forgotten") {
    History history;
    for (std::size_t i = 0; i <= History::values_max; ++i)
        history.feed("visited", start + minutes(i == 1 ? 0 : i + 1),
                     {{"inbox", std::to_string(i)}});
    CHECK(history.counter("visited", "inbox", "1") == nullptr);
    CHECK(history.counter("visited", "inbox", "0") != nullptr);
    CHECK(history.counter("visited")->instants().size() == History::values_max + 1);
    CHECK(History::parse(history.bytes()));
}

TEST_CASE("bytes that no history wrote are refused, cut or changed") {
    History history;
    history.feed("queue_failed", start, {{"queue", "sales"}});
    history.feed("visited", start + 5s);
    const std::string whole = history.bytes();
    CHECK(History::parse("").error().reason == "history_malformed");
    SeededRng rng(6);
    for (int i = 0; i < 5'000; ++i) {
        std::string changed = whole.substr(0, 1 + rng.below(whole.size()));
        changed[rng.below(changed.size())] = static_cast<char>(rng.below(256));
        const auto read = History::parse(changed);
        if (!read) continue;
        const auto again = History::parse(read->bytes());
        REQUIRE(again);
        REQUIRE(again->bytes() == read->bytes());
    }
}

}  // namespace
}  // namespace parley::rules
