// Trials of the engine until their figures are known well enough.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "main/queueing/answer.hpp"
#include "main/queueing/figure_name.hpp"
#include "simulation/trial.hpp"

namespace parley::queueing {

// Ticks of virtual time in one mean service: fine enough that rounding to ticks is nothing.
inline constexpr double service_ticks = 1e6;

// From the whole of a replication.
using Measure =
    std::function<double(const simulation::Tally& tally, const simulation::KindTally& all)>;

struct Wanted {
    std::size_t answer = 0;  // Which answer it is of.
    Measure measure;
};

// Replications until every wanted answer's error is small beside its tolerance, or enough were
// tried; then writes the estimates into the answers. A floor that would not settle in the longest
// replication is not tried, which its answers note.
void try_engine(const simulation::Trial& trial, const std::vector<Wanted>& wanted,
                std::vector<Answer>& answers, const Context& context, std::string_view name);

// One queue of `servers`, Poisson, all in units of ticks. `services`: of the law.
struct SingleQueue {
    double arrivals = 0;  // In the case's time, as `service`.
    double service = 0;
    double patience = 0;
    int servers = 1;
    std::optional<std::size_t> room;  // Waiting places.
    simulation::Law law;

    double ticks_per_time() const { return service * service_ticks; }
};
simulation::Trial trial_of(const SingleQueue& queue);
// In contacts; see simulation::Trial.
double relaxation_of(const SingleQueue& queue);

// The measure of a figure of such a queue; adds what the trial must count for it.
// `threshold`: the case's, for the service level.
Measure measure_of(const FigureName& figure, double ticks_per_time, double threshold, int servers,
                   simulation::Trial& trial);

// How many contacts went otherwise than in the ideal queue, on the same arrivals: a row of its own,
// and noted in the answers wanted of that trial.
void compare_paths(const simulation::Trial& trial, const std::vector<Wanted>& wanted,
                   std::vector<Answer>& answers, const Context& context, std::string_view name);

}  // namespace parley::queueing
