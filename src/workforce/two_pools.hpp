// The N model: two classes, and two pools of agents of whom only the second serves both.
//
// Class A goes to pool 1 first, then to pool 2; class B to pool 2 only. Nobody idles while a
// contact waits whom they can serve; pool 2 takes B before A, each in the order of arrival.
// Contacts of either class give up at the rate `patience`. The chain of (busy of pool 1, busy of
// pool 2, waiting A, waiting B) is solved by Gauss-Seidel sweeps (e.g. W. J. Stewart,
// "Introduction to the numerical solution of Markov chains", 1994, 3.2), queues cut where they
// weigh nothing; the setting is that of O. Garnett, A. Mandelbaum, "An introduction to
// skills-based routing and its operational complexities" (2000).
// Bounds: agents of a pool at most pool_max, queues cut at queue_max.
// Refusals: not_settled where the sweeps do not come to rest, or the cut weighs; see bounds.hpp.
#pragma once

#include "workforce/bounds.hpp"

namespace parley::workforce {

struct TwoPools {
    double arrivals_a = 0;
    double arrivals_b = 0;
    double service = 0;
    double patience = 0;  // Above 0.
    int pool_1 = 1;
    int pool_2 = 1;

    static constexpr int pool_max = 60;
    static constexpr int queue_max = 120;
};

struct PoolClassFigures {
    double wait_probability = 0;
    double mean_wait = 0;  // Of all of the class, given up or not.
    double abandonment = 0;
};

struct TwoPoolsFigures {
    PoolClassFigures a;
    PoolClassFigures b;
    double occupancy_1 = 0;
    double occupancy_2 = 0;
};

Result<TwoPoolsFigures> two_pools(const TwoPools& model);

}  // namespace parley::workforce
