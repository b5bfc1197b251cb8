// A day in TOML; docs/guide/queueing.md says what may stand in it. A key that is not known, or of
// the wrong kind, is refused with its line.
// Refusals: bad_scenario; those of simulation::check and parse_metric.
#pragma once

#include <string>

#include "simulation/day/scenario.hpp"

namespace parley::day {

Result<simulation::Scenario> read_scenario(const std::string& path);
Result<simulation::Scenario> parse_scenario(std::string_view text, std::string_view name);

}  // namespace parley::day
