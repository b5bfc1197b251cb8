// The production engine in virtual time: its queues go as theory's do, contact by contact.
#include "simulation/trial.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "simulation/engine_router.hpp"
#include "simulation/ideal_queue.hpp"
#include "workforce/markov_queue.hpp"

namespace parley::simulation {
namespace {

constexpr double service_ticks = 1e6;

Trial queue_of(int servers, double load, double patience, std::optional<std::size_t> room) {
    Trial trial;
    FloorQueue queue;
    if (room && *room > 0) queue.waiting_max = *room;
    if (room && *room == 0) trial.floor.room = 0;
    trial.floor.queues.push_back(queue);
    trial.floor.agents.assign(static_cast<std::size_t>(servers),
                              FloorAgent{.queues = {0}, .skills = {}});
    trial.floor.kinds.push_back({});
    KindOfContact kind;
    kind.rate = load / service_ticks;
    kind.service_mean = service_ticks;
    kind.patience_mean = patience * service_ticks;
    trial.kinds.push_back(kind);
    trial.contacts = 20'000;
    return trial;
}

TEST_CASE("every contact fares as in the ideal queue, under any load, patience and room") {
    SeededRng rng(21);
    for (int round = 0; round < 12; ++round) {
        const int servers = 1 + static_cast<int>(rng.below(30));
        const double patience =
            rng.below(2) == 0 ? 0 : 0.1 + static_cast<double>(rng.below(20)) / 10;
        std::optional<std::size_t> room;
        if (patience == 0 || rng.below(2) == 0) room = rng.below(10);
        const double load = servers * (0.5 + static_cast<double>(rng.below(100)) / 100);
        CAPTURE(servers);
        CAPTURE(load);
        CAPTURE(patience);
        const Compared compared = compare_with_ideal(queue_of(servers, load, patience, room), rng);
        CHECK(compared.contacts == 20'000);
        CHECK(compared.differ == 0);
    }
}

TEST_CASE("the ideal queue goes on without who gave up or was turned away") {
    const std::vector<Coming> comings{{Instant{0ms}, 0, never, 10ms},
                                      {Instant{1ms}, 0, never, 10ms},
                                      {Instant{2ms}, 0, 5ms, 10ms},
                                      {Instant{3ms}, 0, never, 10ms}};
    const auto outcomes = ideal_outcomes(comings, 1, std::nullopt);
    CHECK(outcomes[0] == Outcome{Fate::served, 0ms});
    CHECK(outcomes[1] == Outcome{Fate::served, 9ms});
    CHECK(outcomes[2] == Outcome{Fate::gave_up, 5ms});
    CHECK(outcomes[3] == Outcome{Fate::served, 17ms});
    const auto cramped = ideal_outcomes(comings, 1, 1);
    CHECK(cramped[2] == Outcome{Fate::turned_away, {}});
    CHECK(cramped[3].fate == Fate::turned_away);
}

TEST_CASE("figures of a trial are those of theory") {
    Trial trial = queue_of(10, 9, 2, std::nullopt);
    trial.contacts = 60'000;
    const auto queue = *workforce::SteadyQueue::of({9, 1, 10, 0.5, {}});
    Replications abandoned;
    Replications wait;
    Replications busy;
    Replications waiting;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        SeededRng rng(seed);
        const Tally tally = run_once(trial, rng);
        const KindTally& kind = tally.kind(0);
        CHECK(kind.came == kind.served + kind.gave_up);
        abandoned.add(static_cast<double>(kind.gave_up) / static_cast<double>(kind.came));
        wait.add(kind.wait / static_cast<double>(kind.came) / service_ticks);
        busy.add(tally.mean_busy(0));
        waiting.add(tally.mean_waiting());
    }
    const auto holds = [](const Replications& values, double truth) {
        const Estimate estimate = values.estimate(0.9999);
        CHECK(estimate.half_width < 0.1 * truth);
        CHECK(std::fabs(estimate.mean - truth) <= estimate.half_width);
    };
    holds(abandoned, queue.abandonment());
    holds(wait, queue.mean_wait());
    holds(busy, queue.occupancy() * 10);
    holds(waiting, queue.mean_waiting());
}

TEST_CASE("the same seed goes the same way, and another does not") {
    const Trial trial = queue_of(5, 4.5, 1, std::nullopt);
    const auto waits = [&](std::uint64_t seed) {
        SeededRng rng(seed);
        return run_once(trial, rng).kind(0).wait;
    };
    CHECK(waits(1) == waits(1));
    CHECK(waits(1) != waits(2));
}

// Who goes off duty serves to the end, and gets nothing more until they are back.
TEST_CASE("agents come and go by their shifts, and the engine keeps its promises") {
    struct List final : Source {
        std::vector<Coming> comings;
        std::size_t at = 0;
        std::optional<Coming> next() override {
            return at < comings.size() ? std::optional(comings[at++]) : std::nullopt;
        }
    };
    List list;
    for (int i = 0; i < 4; ++i) list.comings.push_back({Instant{Duration{i}}, 0, never, 10ms});
    Floor floor;
    floor.queues.push_back({});
    floor.kinds.push_back({});
    floor.agents.push_back({.queues = {0}, .skills = {}});
    OutcomeLog log;
    EngineRouter router(floor, Instant{});
    World(router, log, {}).run(list, {{Instant{5ms}, 0, false}, {Instant{50ms}, 0, true}});
    CHECK(log.outcomes()[0] == Outcome{Fate::served, 0ms});
    CHECK(log.outcomes()[1] == Outcome{Fate::served, 49ms});
    CHECK(log.outcomes()[3] == Outcome{Fate::served, 67ms});
    CHECK(router.engine().audit().empty());
}

}  // namespace
}  // namespace parley::simulation
