#include "simulation/day/scenario.hpp"

#include <fmt/format.h>

#include <cmath>

namespace parley::simulation {
namespace {

std::unexpected<Error> out_of_bounds(const std::string& what) {
    return refuse(Code::invalid, "day_out_of_bounds", what);
}

bool is_within(double value, double low, double high) { return value >= low && value <= high; }

Result<> check_class(const DayClass& one) {
    if (one.per_hour.empty() || one.per_hour.size() > 1'000) {
        return out_of_bounds(one.name + " has no arrivals by interval, or more than 1,000");
    }
    for (const double rate : one.per_hour) {
        if (!is_within(rate, 0, 1e6)) return out_of_bounds(one.name + ": per_hour");
    }
    if (!is_within(one.handling_s, 0.001, Scenario::handling_max_s)) {
        return out_of_bounds(one.name + ": handling_s");
    }
    if (!is_within(one.patience_s, 0, Scenario::handling_max_s)) {
        return out_of_bounds(one.name + ": patience_s");
    }
    return {};
}

}  // namespace

Result<> check(const Scenario& scenario) {
    if (!is_within(scenario.hours, 0.1, Scenario::hours_max)) return out_of_bounds("hours");
    if (!is_within(scenario.threshold_s, 0, 86'400)) return out_of_bounds("threshold_s");
    const Floor& floor = scenario.floor;
    const bool counts_fit = !floor.queues.empty() && floor.queues.size() <= Scenario::queues_max &&
                            !scenario.classes.empty() &&
                            scenario.classes.size() <= Scenario::classes_max &&
                            floor.agents.size() <= Scenario::agents_max;
    if (!counts_fit) return out_of_bounds("too many or no queues, classes or agents");
    double expected = 0;
    for (const DayClass& one : scenario.classes) {
        CHECKED(check_class(one));
        for (const double rate : one.per_hour) {
            expected += rate * scenario.hours / static_cast<double>(one.per_hour.size());
        }
    }
    if (!(expected > 0 && expected <= Scenario::contacts_max)) {
        return out_of_bounds(fmt::format("{} contacts expected", expected));
    }
    for (const Shift& shift : scenario.shifts) {
        if (!is_within(shift.from_h, 0, scenario.hours) ||
            !is_within(shift.to_h, shift.from_h, scenario.hours)) {
            return out_of_bounds("a shift outside the day");
        }
    }
    return {};
}

}  // namespace parley::simulation
