// Service level by its seven customary formulas, from counts; the default is F4.
//
// Each stay in a queue ends in one way: answered (A),
// abandoned (B), or flowed out (X); O = A + B. `_within` a threshold, inclusive; short abandons are
// those within the short limit. Source: ICMI QueueTips (2005), "Service level calculations".
// Refusals: count_out_of_bounds where a part exceeds its whole or is negative.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "workforce/bounds.hpp"

namespace parley::workforce {

struct StayCounts {
    std::int64_t answered = 0;
    std::int64_t abandoned = 0;
    std::int64_t answered_within = 0;
    std::int64_t abandoned_within = 0;
    std::int64_t short_abandons = 0;
    std::int64_t flowed_out = 0;
};

// None where nothing was counted: no value is not 0.
struct ServiceLevels {
    std::optional<double> f1;  // (A_T + B_T) / O
    std::optional<double> f2;  // A_T / A
    std::optional<double> f3;  // A_T / O
    std::optional<double> f4;  // A_T / (O - B_T)
    std::optional<double> f5;  // (A_T + B_s) / O
    std::optional<double> f6;  // A_T / (O - B_s)
    std::optional<double> f7;  // A_T / (O + X)
};

Result<ServiceLevels> service_levels(const StayCounts& counts);

}  // namespace parley::workforce
