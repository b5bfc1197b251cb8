// Classes served before one another, without taking a server from anybody (M/M/n, non-preemptive).
//
// Source: A. Cobham, "Priority assignment in waiting line problems" (Operations Research 2, 1954):
// W(k) = W0 / ((1 - s(k-1)) (1 - s(k))), s(k) the load of classes 1 … k per server, and W0 the wait
// of M/M/n times (1 - load per server); O. Kella, U. Yechiali (1985) for many servers. All classes
// have the same mean service. Refusals: queue_grows_forever; see bounds.hpp.
#pragma once

#include <vector>

#include "workforce/bounds.hpp"

namespace parley::workforce {

inline constexpr std::size_t classes_max = 100;

struct PriorityWaits {
    std::vector<double> by_class;  // Mean waits, first served first.
    double in_order = 0;           // That of all, if nobody went first.
};

// `arrivals` by class, the first served first.
Result<PriorityWaits> priority_waits(const std::vector<double>& arrivals, double service,
                                     int servers);

}  // namespace parley::workforce
