// How many numbers may be dialled at once for agents who are idle, so that hardly anybody who
// answers finds no agent.
//
// Of d numbers dialled X are answered, binomially; with k idle agents E[(X - k)+] of them find
// nobody. Bounded is the ratio of the means, E[(X - k)+] / E[X], which is what a regulator counts
// over a period. No agent is taken to become free meanwhile: on the safe side.
// Source: elementary; D. Samuelson, "Predictive dialing for outbound telephone call centers"
// (Interfaces 29, 1999) for the setting. Refusals: see bounds.hpp.
#pragma once

#include "workforce/bounds.hpp"

namespace parley::workforce {

inline constexpr int lines_max = 1'000'000;

// E[(X - k)+] / E[X].
Result<double> dialled_abandonment(int lines, int idle_agents, double answer_probability);

// The most numbers dialled at once whose ratio is not above the limit. 0 idle agents: none.
Result<int> lines_for(int idle_agents, double answer_probability, double abandonment_max);

}  // namespace parley::workforce
