// A day by the engine and by the yardsticks, on the same contacts.
#include <doctest/doctest.h>

#include "simulation/day/figures.hpp"
#include "simulation/day/polling_router.hpp"
#include "simulation/day/trace.hpp"
#include "simulation/engine_router.hpp"

namespace parley::simulation {
namespace {

Scenario morning() {
    Scenario scenario;
    scenario.name = "morning";
    scenario.hours = 2;
    scenario.queue_names = {"sales"};
    scenario.floor.queues.push_back({});
    scenario.floor.kinds.push_back({});
    scenario.classes.push_back({"calls", {100, 140}, 180, {}, 120, {}});
    for (int i = 0; i < 8; ++i) {
        scenario.floor.agents.push_back({.queues = {0}, .skills = {}});
        scenario.shifts.push_back({0, 2});
    }
    return scenario;
}

DayLog run(const Scenario& scenario, Router& router, const std::vector<Coming>& day) {
    const Instant end{std::chrono::hours(2)};
    DayLog log(scenario.floor.agents.size(), end);
    TraceSource source(day);
    World(router, log, {}).run(source, duties_of(scenario), end);
    return log;
}

double of(const DayLog& log, const Scenario& scenario, const char* metric) {
    return log.value(*parse_metric(metric, scenario), scenario);
}

TEST_CASE("who polls answers later, and nobody is overtaken in one queue") {
    const Scenario scenario = morning();
    REQUIRE(check(scenario));
    SeededRng rng(4);
    const auto day = draw_day(scenario, rng);
    CHECK(day.size() > 180);
    CHECK(day.size() < 300);
    EngineRouter engine(scenario.floor, Instant{});
    const DayLog ours = run(scenario, engine, day);
    CHECK(of(ours, scenario, "overtaken") == 0);
    CHECK(of(ours, scenario, "overtaken:calls") == 0);
    CHECK(of(ours, scenario, "occupancy") > 0.5);
    for (std::size_t i = 0; i < polling_names.size(); ++i) {
        CAPTURE(polling_names[i]);
        PollingRouter router(scenario.floor, static_cast<PollingKind>(i), Instant{});
        const DayLog theirs = run(scenario, router, day);
        CHECK(of(theirs, scenario, "occupancy") > 0.5);
        CHECK(of(theirs, scenario, "asa_s") > of(ours, scenario, "asa_s") - 1);
    }
}

TEST_CASE("what is no metric or no class of the day is refused") {
    const Scenario scenario = morning();
    CHECK(parse_metric("luck", scenario).error().reason == "unknown_metric");
    CHECK(parse_metric("asa_s:vip", scenario).error().reason == "unknown_class");
    CHECK(parse_metric("occupancy:calls", scenario).error().reason == "unknown_class");
    CHECK(parse_metric("service_level:calls", scenario)->is_higher_better());
}

TEST_CASE("a day beyond its bounds is refused") {
    Scenario endless = morning();
    endless.hours = 49;
    CHECK(check(endless).error().reason == "day_out_of_bounds");
    Scenario late = morning();
    late.shifts[0].to_h = 3;
    CHECK(check(late).error().reason == "day_out_of_bounds");
    Scenario empty = morning();
    empty.classes.clear();
    CHECK(check(empty).error().reason == "day_out_of_bounds");
    Scenario crowded = morning();
    crowded.classes[0].per_hour = {1e6};
    CHECK(check(crowded).error().reason == "day_out_of_bounds");
}

}  // namespace
}  // namespace parley::simulation
