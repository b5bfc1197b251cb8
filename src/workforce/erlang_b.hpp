// Erlang B: what share of calls find all servers busy, when those calls are lost.
//
// Sources: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance
// in automatic telephone exchanges" (1917); the recursion 1/B(n) = 1 + n / (a B(n-1)), which no
// load makes overflow, after D. L. Jagerman (Bell System Technical Journal 53, 1974). It holds for
// service times of any law (Sevastyanov 1957), which the simulator tries on the engine.
// Refusals: see bounds.hpp.
#pragma once

#include "workforce/bounds.hpp"

namespace parley::workforce {

// The probability that a call is lost. 0 servers lose all of them.
Result<double> erlang_b(double load, int servers);

// The fewest servers that lose no greater share.
Result<int> servers_for_blocking(double load, double blocking);

// The greatest load, in erlangs, that loses no greater share.
Result<double> load_for_blocking(int servers, double blocking);

}  // namespace parley::workforce
