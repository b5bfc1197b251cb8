// Random days: dropped, repeated and late messages, agents who come and go, declarations that
// change. PARLEY_SEED=<n> plays one day again.
#include <doctest/doctest.h>

#include <cstdlib>
#include <random>

#include "routing/testing/day.hpp"

namespace parley::routing::testing {
namespace {

constexpr int steps_per_day = 1'500;

std::vector<std::uint64_t> seeds() {
    if (const char* given = std::getenv("PARLEY_SEED")) return {std::strtoull(given, nullptr, 10)};
    std::vector<std::uint64_t> seeds;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) seeds.push_back(seed);
    seeds.push_back(std::random_device{}());  // And one that nobody has seen yet.
    return seeds;
}

template <class Play>
void for_each_seed(Play play) {
    for (const std::uint64_t seed : seeds()) {
        std::string broken;
        try {
            broken = play(seed);
        } catch (const BrokenPromise& promise) {
            broken = promise.what();
        }
        CHECK_MESSAGE(broken.empty(), "PARLEY_SEED=", seed, ": ", broken);
    }
}

TEST_CASE("any day keeps every promise, loses nobody, and replays") {
    for_each_seed([](std::uint64_t seed) -> std::string {
        Day day(seed);
        day.run(steps_per_day);
        promise(day.offers() > steps_per_day / 20, "the day was too quiet to show anything");
        day.drain();
        return day.replay();
    });
}

TEST_CASE("an engine rebuilt from what another shows goes on in the same way") {
    for_each_seed([](std::uint64_t seed) -> std::string {
        Day day(seed);
        for (int restart = 0; restart < 4; ++restart) {
            day.run(steps_per_day / 8);
            day.fork();
        }
        day.run(steps_per_day / 8);
        return {};
    });
}

}  // namespace
}  // namespace parley::routing::testing
