// What the formulas of this module take. Beyond it they refuse, never guess.
//
// Rates are per any one unit of time, the same in a whole call; times come back in that unit.
// Refusals, all Code::invalid, with the field they concern:
//   rate_out_of_bounds, load_out_of_bounds, servers_out_of_bounds, places_out_of_bounds,
//   probability_out_of_bounds, time_out_of_bounds, count_out_of_bounds
//   queue_grows_forever    the load is not below the servers, and nobody gives up
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace parley::workforce {

inline constexpr int servers_max = 100'000;
inline constexpr int places_max = 1'000'000;  // In the system, those being served included.
inline constexpr double load_max = 100'000;   // Erlangs.
inline constexpr double rate_min = 1e-12;
inline constexpr double rate_max = 1e12;
inline constexpr double time_max = 1e15;

// Above 0, within the bounds of a rate.
Result<> check_rate(double rate, std::string_view field);
Result<> check_load(double erlangs);
Result<> check_servers(int servers);
// 0 … time_max.
Result<> check_time(double time, std::string_view field);
// Between 0 and 1, both excluded.
Result<> check_probability(double probability, std::string_view field);

}  // namespace parley::workforce
