// What a figure's name asks for, as the cases write it.
//
//     p_wait[_admitted]  blocking  p_abandon  occupancy  mean_queue
//     mean_wait[_admitted|_served][_UNIT]  asa[_UNIT]  wait_p90[_UNIT]
//     p_wait_gt_20s  p_wait_le_0.5min[_admitted][_fcfs]  p_served_within_20s
//     service_level[_served_within_over_offered]        within the case's threshold
//
// UNIT is s, min or h where the case has units, and absent where it has none.
// Refusals: unknown_figure, mixed_units.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace parley::queueing {

enum class FigureKind {
    wait_probability,
    blocking,
    abandonment,
    occupancy,
    mean_waiting,
    mean_wait,
    mean_wait_served,
    wait_percentile,  // `argument` is the share.
    wait_above,       // `argument` is a time.
    wait_within,
    served_within,
    service_level,  // Served within the case's threshold, over all who came.
};

struct FigureName {
    FigureKind kind{};
    double argument = 0;
    double unit = 1;  // What 1 of the figure is in the case's time; 1 for figures without one.
    bool in_order = false;  // Holds for first come, first served only.

    bool is_time() const {
        return kind == FigureKind::mean_wait || kind == FigureKind::mean_wait_served ||
               kind == FigureKind::wait_percentile;
    }
};

// `in_seconds`: the case has units.
Result<FigureName> parse_figure(std::string_view name, bool in_seconds);

}  // namespace parley::queueing
