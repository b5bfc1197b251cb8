// Erlang B and C against published tables, and what must hold whatever the load.
#include <doctest/doctest.h>

#include <cmath>

#include "base/random.hpp"
#include "workforce/erlang_b.hpp"
#include "workforce/erlang_c.hpp"
#include "workforce/markov_queue.hpp"

namespace parley::workforce {
namespace {

double uniform(Rng& rng) { return static_cast<double>(rng.next() >> 11) * 0x1p-53; }

// The load of a random, busy but stable queue.
struct Drawn {
    int servers;
    double load;
};
Drawn draw(Rng& rng) {
    const int servers = 1 + static_cast<int>(rng.below(300));
    return {servers, servers * (0.05 + 0.93 * uniform(rng))};
}

TEST_CASE("loads at a given loss are those of the printed tables of Erlang B") {
    struct Row {
        int servers;
        double blocking;
        double load;
    };
    // ITU-D Study Group 2, Teletraffic Engineering Handbook; the usual table of offered traffic.
    constexpr Row table[] = {{1, 0.01, 0.0101},   {2, 0.01, 0.1526},  {5, 0.01, 1.3608},
                             {10, 0.01, 4.4612},  {20, 0.01, 12.031}, {30, 0.01, 20.337},
                             {100, 0.01, 84.064}, {10, 0.05, 6.2157}, {50, 0.02, 40.255}};
    for (const Row& row : table) {
        CAPTURE(row.servers);
        CHECK(*load_for_blocking(row.servers, row.blocking) ==
              doctest::Approx(row.load).epsilon(0.001));
        CHECK(*servers_for_blocking(row.load * 0.999, row.blocking) == row.servers);
    }
    CHECK(*erlang_b(1, 1) == 0.5);
    CHECK(*erlang_b(2, 0) == 1);
}

TEST_CASE("waits are those of the printed table of M/M/c at a load of 0.9 of the servers") {
    struct Row {
        int servers;
        double wait_probability;
        double mean_wait;
    };
    // I. Adan, J. Resing, "Queueing systems" (2015), table 5.1; two decimals, mean service 1.
    constexpr Row table[] = {
        {1, 0.90, 9.00}, {2, 0.85, 4.26}, {5, 0.76, 1.53}, {10, 0.67, 0.67}, {20, 0.55, 0.28}};
    for (const Row& row : table) {
        CAPTURE(row.servers);
        const auto queue = erlang_c(0.9 * row.servers, row.servers, 1);
        REQUIRE(queue);
        CHECK(queue->wait_probability == doctest::Approx(row.wait_probability).epsilon(0.007));
        CHECK(queue->mean_wait == doctest::Approx(row.mean_wait).epsilon(0.02));
    }
}

TEST_CASE("loss and waiting fall with every server, and some wait wherever some would be lost") {
    SeededRng rng(7);
    for (int round = 0; round < 200; ++round) {
        const auto [servers, load] = draw(rng);
        CAPTURE(servers);
        CAPTURE(load);
        const double loss = *erlang_b(load, servers);
        const auto queue = *erlang_c(load, servers, 1);
        const auto larger = *erlang_c(load, servers + 1, 1);
        CHECK(*erlang_b(load, servers + 1) < loss);
        CHECK(queue.wait_probability >= loss);
        CHECK(larger.wait_probability < queue.wait_probability);
        CHECK(larger.mean_wait < queue.mean_wait);
        CHECK(larger.service_level(0.1) >= queue.service_level(0.1));
        CHECK(*erlang_b(load * 1.01, servers) > loss);
    }
}

TEST_CASE("the closed form and the sum over states say the same") {
    SeededRng rng(11);
    for (int round = 0; round < 100; ++round) {
        const auto [servers, load] = draw(rng);
        CAPTURE(servers);
        CAPTURE(load);
        const auto closed = *erlang_c(load, servers, 1);
        const auto summed = *SteadyQueue::of({load, 1, servers, 0, {}});
        CHECK(summed.wait_probability() == doctest::Approx(closed.wait_probability).epsilon(1e-9));
        CHECK(summed.mean_wait() == doctest::Approx(closed.mean_wait).epsilon(1e-9));
        CHECK(summed.mean_waiting() == doctest::Approx(closed.mean_waiting).epsilon(1e-9));
        CHECK(summed.occupancy() == doctest::Approx(closed.occupancy).epsilon(1e-9));
        CHECK(1 - summed.wait_above(0.3) == doctest::Approx(closed.service_level(0.3)));
        const double rest = closed.wait_probability / 2;
        if (rest < 1e-3) continue;  // 1 - rest has lost its digits.
        CHECK(summed.wait_percentile(1 - rest) ==
              doctest::Approx(closed.wait_percentile(1 - rest)).epsilon(1e-6));
        const auto lossy = *SteadyQueue::of({load, 1, servers, 0, servers});
        CHECK(lossy.blocking() == doctest::Approx(*erlang_b(load, servers)).epsilon(1e-9));
    }
}

TEST_CASE("staffing finds the fewest who reach the target") {
    SeededRng rng(13);
    for (int round = 0; round < 50; ++round) {
        const double load = 0.2 + 250 * uniform(rng);
        const auto staffed = *staff_erlang_c(load, 1, {0.8, 0.1});
        CHECK(staffed.service_level(0.1) >= 0.8);
        const auto fewer = erlang_c(load, staffed.servers - 1, 1);
        if (fewer) CHECK(fewer->service_level(0.1) < 0.8);
    }
}

TEST_CASE("a hundred thousand servers neither overflow nor vanish") {
    CHECK(*erlang_b(100'000, 100'000) == doctest::Approx(0.0025).epsilon(0.02));
    const auto queue = *erlang_c(99'900, 100'000, 1);
    CHECK(queue.wait_probability > 0.5);
    CHECK(queue.wait_probability < 0.8);
}

TEST_CASE("what has no answer is refused, not guessed") {
    CHECK(erlang_b(-1, 3).error().reason == "load_out_of_bounds");
    CHECK(erlang_b(1, -1).error().reason == "servers_out_of_bounds");
    CHECK(erlang_b(1, servers_max + 1).error().reason == "servers_out_of_bounds");
    CHECK(erlang_b(std::nan(""), 1).error().reason == "load_out_of_bounds");
    CHECK(load_for_blocking(3, 1).error().reason == "probability_out_of_bounds");
    CHECK(erlang_c(5, 5, 1).error().reason == "queue_grows_forever");
    CHECK(erlang_c(1, 2, 0).error().reason == "rate_out_of_bounds");
    CHECK(staff_erlang_c(1, 1, {1.2, 0}).error().reason == "probability_out_of_bounds");
    CHECK(staff_erlang_c(1, 1, {0.8, -1}).error().reason == "time_out_of_bounds");
    CHECK(SteadyQueue::of({3, 1, 3, 0, {}}).error().reason == "queue_grows_forever");
    CHECK(SteadyQueue::of({3, 1, 3, 0, 2}).error().reason == "places_out_of_bounds");
    CHECK(SteadyQueue::of({0, 1, 3, 0, 3}).error().reason == "rate_out_of_bounds");
}

}  // namespace
}  // namespace parley::workforce
