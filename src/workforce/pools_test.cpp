// Several classes: two pools, and a room shared by classes that share nothing else.
#include <doctest/doctest.h>

#include "workforce/erlang_b.hpp"
#include "workforce/markov_queue.hpp"
#include "workforce/shared_room.hpp"
#include "workforce/two_pools.hpp"

namespace parley::workforce {
namespace {

TEST_CASE("one class alone in the room is M/M/c/K") {
    const auto room = *shared_room({1, 9, 1, 10, 15}, 0.1);
    const auto queue = *SteadyQueue::of({9, 1, 10, 0, 25});
    CHECK(room.blocking == doctest::Approx(queue.blocking()).epsilon(1e-10));
    CHECK(room.wait_probability == doctest::Approx(queue.wait_probability()).epsilon(1e-10));
    CHECK(room.mean_wait == doctest::Approx(queue.mean_wait()).epsilon(1e-10));
    CHECK(1 - room.wait_within == doctest::Approx(queue.wait_above(0.1)).epsilon(1e-10));
    CHECK(shared_room({4, 9, 1, 10, 0}, 1)->blocking ==
          doctest::Approx(*erlang_b(9, 10)).epsilon(1e-10));
    CHECK(shared_room({0, 9, 1, 10, 0}, 1).error().reason == "count_out_of_bounds");
    CHECK(shared_room({1, 9, 1, 10, -1}, 1).error().reason == "places_out_of_bounds");
}

TEST_CASE("room for all together turns fewer away than shares of it would") {
    const double together = shared_room({4, 9, 1, 10, 20}, 1)->blocking;
    CHECK(together < SteadyQueue::of({9, 1, 10, 0, 15})->blocking());
    CHECK(together > SteadyQueue::of({36, 1, 40, 0, 60})->blocking());
}

TEST_CASE("the N model balances, and its flows are those of both pools") {
    const TwoPools model{4, 3, 1, 0.5, 3, 5};
    const auto figures = *two_pools(model);
    const double served = figures.occupancy_1 * 3 + figures.occupancy_2 * 5;
    const double gave_up = 4 * figures.a.abandonment + 3 * figures.b.abandonment;
    CHECK(served + gave_up == doctest::Approx(7).epsilon(1e-9));
}

TEST_CASE("with hardly any of class A, pool 2 is Erlang A for class B") {
    const auto figures = *two_pools({1e-9, 5, 1, 0.5, 1, 5});
    const auto queue = *SteadyQueue::of({5, 1, 5, 0.5, {}});
    CHECK(figures.b.wait_probability == doctest::Approx(queue.wait_probability()).epsilon(1e-6));
    CHECK(figures.b.mean_wait == doctest::Approx(queue.mean_wait()).epsilon(1e-6));
    CHECK(two_pools({1, 1, 1, 0.5, 0, 5}).error().reason == "servers_out_of_bounds");
    CHECK(two_pools({1, 1, 1, 0, 1, 5}).error().reason == "rate_out_of_bounds");
    CHECK(two_pools({50, 500, 1, 0.5, 1, 5}).error().reason == "not_settled");
}

}  // namespace
}  // namespace parley::workforce
