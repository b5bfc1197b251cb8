// A day of a contact centre: who comes when, who is there, and by which rules.
//
// Bounds: those of the constants here. Refusals of check(): day_out_of_bounds, unknown_queue.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "simulation/floor.hpp"
#include "simulation/law.hpp"

namespace parley::simulation {

inline constexpr double hour_ms = 3'600'000;

struct DayClass {
    std::string name;
    std::vector<double> per_hour;  // Arrivals by interval; the intervals share the day evenly.
    double handling_s = 240;       // Mean, wrap-up included.
    Law handling;
    double patience_s = 0;  // Mean; 0: waits for ever.
    Law patience;
};

struct Shift {
    double from_h = 0;  // On duty from, to; in hours of the day.
    double to_h = 0;
};

struct Scenario {
    static constexpr double hours_max = 48;
    static constexpr std::size_t agents_max = 2'000;
    static constexpr std::size_t queues_max = 100;
    static constexpr std::size_t classes_max = 100;
    static constexpr double contacts_max = 1e6;  // Expected in a day.
    static constexpr double handling_max_s = 86'400;

    std::string name;
    std::string metric;  // The one the scenario is about; see day_figures.hpp.
    double hours = 8;
    double threshold_s = 20;
    std::vector<std::string> queue_names;
    Floor floor;  // kinds[i] is of classes[i].
    std::vector<DayClass> classes;
    std::vector<Shift> shifts;  // Of agents[i].
};

Result<> check(const Scenario& scenario);

}  // namespace parley::simulation
