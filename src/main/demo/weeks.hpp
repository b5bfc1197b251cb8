// Plays the demo's past: visitors write, agents come to work, answer, close; some rate, some give
// up.
#pragma once

#include "main/demo/company.hpp"

namespace parley::demo {

constexpr Duration weeks_back = std::chrono::hours(24 * 7 * 3);

// Advances `clock` to `until` event by event, each a real command. Prints progress.
void play_weeks(app::App& app, const Company& company, ManualClock& clock, Rng& rng, Instant until);

}  // namespace parley::demo
