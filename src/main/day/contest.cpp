#include "main/day/contest.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <memory>

#include "simulation/day/polling_router.hpp"
#include "simulation/day/trace.hpp"
#include "simulation/engine_router.hpp"

namespace parley::day {
namespace {

using simulation::DayLog;
using simulation::MetricOf;
using simulation::Replications;
using simulation::Scenario;

constexpr double hour_ms = 3'600'000;

DayLog run(const Scenario& scenario, simulation::Router& router,
           const std::vector<simulation::Coming>& day) {
    const Instant end{Duration{std::llround(scenario.hours * hour_ms)}};
    DayLog log(scenario.floor.agents.size(), end);
    simulation::TraceSource source(day);
    simulation::World(router, log, scenario.floor.room)
        .run(source, simulation::duties_of(scenario), end);
    return log;
}

// The metrics of one router, seed by seed.
struct Score {
    Replications primary;
    Replications ahead;
    std::vector<Replications> columns{std::size(day::columns)};
};

}  // namespace

bool Contest::is_never_worse() const {
    for (const Entry& entry : entries) {
        const double ahead = is_higher_better ? entry.ahead.mean : -entry.ahead.mean;
        if (ahead < -entry.ahead.half_width) return false;
    }
    return true;
}

std::size_t Contest::better_than() const {
    std::size_t count = 0;
    for (std::size_t i = 1; i < entries.size(); ++i) {
        const simulation::Estimate& ahead = entries[i].ahead;
        const double by = is_higher_better ? ahead.mean : -ahead.mean;
        if (by > ahead.half_width) ++count;
    }
    return count;
}

Contest hold(const Scenario& scenario, std::uint64_t first_seed, std::size_t seeds,
             const std::function<void(std::string_view)>& report) {
    const MetricOf primary = *parse_metric(scenario.metric, scenario);
    std::vector<MetricOf> metrics;
    for (const char* name : columns) metrics.push_back(*parse_metric(name, scenario));
    const std::size_t routers = 1 + simulation::polling_names.size();
    std::vector<Score> scores(routers);
    for (std::size_t seed = 0; seed < seeds; ++seed) {
        SeededRng rng(first_seed + seed);
        const auto day = simulation::draw_day(scenario, rng);
        double ours = 0;
        for (std::size_t i = 0; i < routers; ++i) {
            std::unique_ptr<simulation::Router> router;
            if (i == 0) {
                router = std::make_unique<simulation::EngineRouter>(scenario.floor, Instant{});
            } else {
                router = std::make_unique<simulation::PollingRouter>(
                    scenario.floor, static_cast<simulation::PollingKind>(i - 1), Instant{});
            }
            const DayLog log = run(scenario, *router, day);
            const double value = log.value(primary, scenario);
            if (i == 0) ours = value;
            scores[i].primary.add(value);
            scores[i].ahead.add(ours - value);
            for (std::size_t m = 0; m < metrics.size(); ++m) {
                scores[i].columns[m].add(log.value(metrics[m], scenario));
            }
        }
        report(fmt::format("{}: {} of {} days", scenario.name, seed + 1, seeds));
    }
    Contest contest;
    contest.is_higher_better = primary.is_higher_better();
    for (std::size_t i = 0; i < routers; ++i) {
        Entry entry;
        entry.router = i == 0 ? "parley" : std::string(simulation::polling_names[i - 1]);
        entry.primary = scores[i].primary.estimate(confidence);
        entry.ahead = scores[i].ahead.estimate(confidence);
        for (const Replications& column : scores[i].columns) {
            entry.means.push_back(column.estimate(confidence).mean);
        }
        contest.entries.push_back(std::move(entry));
    }
    return contest;
}

std::string table_of(const Scenario& scenario, const Contest& contest) {
    std::string table = fmt::format("{}\n{:<30} {:>20} {:>20}", scenario.name, "router",
                                    scenario.metric, "parley - this");
    for (const char* name : columns) table += fmt::format(" {:>13}", name);
    table += "\n";
    for (const Entry& entry : contest.entries) {
        table +=
            fmt::format("{:<30} {:>20} {:>20}", entry.router,
                        fmt::format("{:.4g} ±{:.2g}", entry.primary.mean, entry.primary.half_width),
                        fmt::format("{:+.3g} ±{:.2g}", entry.ahead.mean, entry.ahead.half_width));
        for (const double mean : entry.means) table += fmt::format(" {:>13.4g}", mean);
        table += "\n";
    }
    return table;
}

}  // namespace parley::day
