// Several classes with agents of their own, who share nothing but a number of waiting places.
//
// Class i is M/M/n(i) by itself; whoever would have to wait while all places are taken is turned
// away. Such a chain is reversible, and cut at a bound it keeps its product form (F. P. Kelly,
// "Reversibility and stochastic networks", 1979, 1.6), so its sums are convolutions.
// All classes are alike here: the same arrivals, service and agents. Refusals: see bounds.hpp.
#pragma once

#include <vector>

#include "workforce/bounds.hpp"

namespace parley::workforce {

struct SharedRoom {
    int classes = 1;
    double arrivals = 0;  // Of one class.
    double service = 0;
    int servers = 1;  // Of one class.
    int places = 0;   // For waiting, of all together; at most room_max.
};

inline constexpr int room_max = 10'000;

struct SharedRoomFigures {
    double blocking = 0;
    double wait_probability = 0;  // Of those let in, as the next.
    double mean_wait = 0;
    double wait_within = 0;  // P(wait <= within).
};

Result<SharedRoomFigures> shared_room(const SharedRoom& room, double within);

}  // namespace parley::workforce
