// Which cells make up a stretch of time: months where whole months lie in it, then days, hours and
// quarters at its ends, so that a long range is read from few.
#pragma once

#include <vector>

#include "insight/place.hpp"

namespace parley::insight {

struct Stretch {
    Grain grain = Grain::quarter;
    Instant from;
    Instant to;

    friend bool operator==(const Stretch&, const Stretch&) = default;
};

// REQUIRES: `from` and `to` lie on quarters. In order of time, without gaps; of grains up to
// `largest`.
std::vector<Stretch> cover(const Days& days, Instant from, Instant to, Grain largest);

}  // namespace parley::insight
