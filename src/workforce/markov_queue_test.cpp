#include "workforce/markov_queue.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/random.hpp"
#include "workforce/erlang_c.hpp"
#include "workforce/staffing.hpp"

namespace parley::workforce {
namespace {

double uniform(Rng& rng) { return static_cast<double>(rng.next() >> 11) * 0x1p-53; }

TEST_CASE("with patience as long as service, the number in the system is Poisson's") {
    // M/M/n+M with theta = mu is M/M/infinity (C. Palm 1957).
    const double load = 40;
    const int servers = 42;
    const auto queue = *SteadyQueue::of({load, 1, servers, 1, {}});
    double term = std::exp(-load);
    double fewer = 0;
    double waiting = 0;
    for (int i = 0; i < 400; ++i) {
        if (i < servers) fewer += term;
        waiting += term * std::max(0, i - servers);
        term *= load / (i + 1);
    }
    CHECK(queue.wait_probability() == doctest::Approx(1 - fewer).epsilon(1e-12));
    CHECK(queue.mean_waiting() == doctest::Approx(waiting).epsilon(1e-12));
    CHECK(queue.abandonment() == doctest::Approx(waiting / load).epsilon(1e-12));
}

TEST_CASE("as patience grows, Erlang A becomes Erlang C") {
    const auto c = *erlang_c(45, 50, 1);
    double wait = 0;
    for (const double patience : {1.0, 0.1, 0.01, 1e-3, 1e-5, 1e-7}) {
        const auto a = *SteadyQueue::of({45, 1, 50, patience, {}});
        CHECK(a.mean_wait() > wait);
        CHECK(a.mean_wait() < c.mean_wait);
        wait = a.mean_wait();
    }
    CHECK(wait == doctest::Approx(c.mean_wait).epsilon(1e-4));
    const auto a = *SteadyQueue::of({45, 1, 50, 1e-7, {}});
    CHECK(a.served_within(0.2) == doctest::Approx(c.service_level(0.2)).epsilon(1e-4));
    CHECK(a.wait_above(0.2) == doctest::Approx(1 - c.service_level(0.2)).epsilon(1e-3));
}

TEST_CASE("what comes in goes out, whatever the parameters") {
    SeededRng rng(3);
    for (int round = 0; round < 150; ++round) {
        MarkovQueue queue;
        queue.servers = 1 + static_cast<int>(rng.below(150));
        queue.service = 0.1 + uniform(rng);
        queue.arrivals = queue.servers * queue.service * (0.1 + 1.8 * uniform(rng));
        queue.patience = rng.below(3) == 0 ? 0 : 0.05 + 3 * uniform(rng);
        if (queue.patience == 0 || rng.below(3) == 0) {
            queue.places = queue.servers + static_cast<int>(rng.below(60));
        }
        CAPTURE(queue.servers);
        CAPTURE(queue.arrivals);
        CAPTURE(queue.patience);
        const auto steady = *SteadyQueue::of(queue);
        const double let_in = queue.arrivals * (1 - steady.blocking());
        const double served = steady.occupancy() * queue.servers * queue.service;
        const double gave_up = steady.mean_waiting() * queue.patience;
        CHECK(served + gave_up == doctest::Approx(let_in).epsilon(1e-9));
        CHECK(let_in * steady.abandonment() == doctest::Approx(gave_up).epsilon(1e-9));
        CHECK(steady.wait_above(0) == doctest::Approx(steady.wait_probability()).epsilon(1e-9));
        CHECK(steady.served_within(1e9) == doctest::Approx(1 - steady.abandonment()));
        // The mean is the area above the distribution.
        double area = 0;
        const double step = 0.02 / queue.service;
        double before = steady.wait_probability();
        for (int i = 1; i < 4'000 && before > 1e-10; ++i) {
            const double now = steady.wait_above(i * step);
            CHECK(now <= before);
            area += (before + now) / 2 * step;
            before = now;
        }
        CHECK(area == doctest::Approx(steady.mean_wait()).epsilon(0.02));
    }
}

TEST_CASE("the mean wait of the served is that of the distribution of theirs") {
    const auto queue = *SteadyQueue::of({50, 1, 50, 0.5, {}});
    double area = 0;
    const double all = 1 - queue.abandonment();
    const double step = 1e-4;
    for (int i = 0; i < 20'000; ++i)
        area += (1 - queue.served_within((i + 0.5) * step) / all) * step;
    CHECK(area == doctest::Approx(queue.mean_wait_served()).epsilon(1e-4));
}

TEST_CASE("more agents: fewer give up, and they are the fewest for the target") {
    double before = 1;
    for (int servers = 30; servers < 60; ++servers) {
        const auto queue = *SteadyQueue::of({45, 1, servers, 0.5, {}});
        CHECK(queue.abandonment() < before);
        before = queue.abandonment();
    }
    const int fewest = *staff_erlang_a(45, 1, 0.5, {0.8, 0.1});
    CHECK(SteadyQueue::of({45, 1, fewest, 0.5, {}})->served_within(0.1) >= 0.8);
    CHECK(SteadyQueue::of({45, 1, fewest - 1, 0.5, {}})->served_within(0.1) < 0.8);
}

TEST_CASE("a load far above the servers settles when contacts give up") {
    const auto queue = *SteadyQueue::of({1'000, 1, 10, 0.1, {}});
    CHECK(queue.occupancy() == doctest::Approx(1));
    CHECK(queue.abandonment() == doctest::Approx(0.99).epsilon(1e-6));
    CHECK(queue.mean_waiting() == doctest::Approx(9'900).epsilon(1e-6));
}

}  // namespace
}  // namespace parley::workforce
