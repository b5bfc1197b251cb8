// A day by the product's engine and by every yardstick, on the same contacts, over many seeds.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "simulation/day/figures.hpp"
#include "simulation/estimate.hpp"

namespace parley::day {

// Of a hundred comparisons none should look decided by chance.
inline constexpr double confidence = 0.999;
// The columns of a table; the scenario's own metric comes before them.
inline constexpr const char* columns[] = {"service_level", "asa_s",     "p95_wait_s",
                                          "abandonment",   "occupancy", "agent_spread",
                                          "overtaken"};

struct Entry {
    std::string router;
    simulation::Estimate primary;
    // Parley's less this one's on the same day; negative where less is better and Parley has less.
    simulation::Estimate ahead;
    std::vector<double> means;  // Of columns.
};

struct Contest {
    bool is_higher_better = true;
    std::vector<Entry> entries;  // Parley first.

    // Not worse in the scenario's metric, as far as the intervals tell.
    bool is_never_worse() const;
    // How many yardsticks it is better than, beyond the interval.
    std::size_t better_than() const;
};

// `seeds` at least 2. `report` is told where it stands.
Contest hold(const simulation::Scenario& scenario, std::uint64_t first_seed, std::size_t seeds,
             const std::function<void(std::string_view)>& report);

std::string table_of(const simulation::Scenario& scenario, const Contest& contest);

// Bars of the scenario's metric, one a router, with their intervals; a plain SVG.
std::string chart_of(const simulation::Scenario& scenario, const Contest& contest);

}  // namespace parley::day
