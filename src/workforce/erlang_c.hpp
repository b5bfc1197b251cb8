// Erlang C: everybody waits until served, in the order of arrival (M/M/n).
//
// Sources: A. K. Erlang (1917); C from the stable recursion of Erlang B by C = B / (1 - r (1 - B)),
// r = load / servers; waits are exponential given that one waits (e.g. Gross and Harris,
// "Fundamentals of queueing theory", 2.3). markov_queue.hpp comes to the same by sums; a test
// holds one against the other.
// Refusals: queue_grows_forever when load >= servers; see bounds.hpp.
#pragma once

#include "workforce/bounds.hpp"

namespace parley::workforce {

struct ErlangC {
    double load = 0;  // Erlangs.
    int servers = 0;
    double handling_time = 0;  // Mean; waits come in its unit.
    double wait_probability = 0;
    double mean_wait = 0;     // ASA: over all, those who do not wait included.
    double mean_waiting = 0;  // Contacts waiting at a random moment.
    double occupancy = 0;

    // P(wait <= t).
    double service_level(double t) const;
    // The shortest t with P(wait <= t) >= share; 0 when so many do not wait at all.
    // REQUIRES share of 0 … 1, excluded.
    double wait_percentile(double share) const;
};

Result<ErlangC> erlang_c(double load, int servers, double handling_time);

struct Target {
    double share = 0.8;  // Of contacts, above 0 and below 1 …
    double within = 0;   // … served within this time.
};

// The fewest servers that reach the target.
Result<ErlangC> staff_erlang_c(double load, double handling_time, Target target);

}  // namespace parley::workforce
