// How many agents: to a target with contacts who give up, and by the square-root rule.
//
// Sources: the square-root rule and its limit, S. Halfin, W. Whitt, "Heavy-traffic limits for
// queues with many exponential servers" (Operations Research 29, 1981); with contacts who give up,
// O. Garnett, A. Mandelbaum, M. Reiman (M&SOM 4, 2002). Refusals: see bounds.hpp.
#pragma once

#include "workforce/bounds.hpp"
#include "workforce/erlang_c.hpp"

namespace parley::workforce {

// The fewest servers by whom the share of all who come is served within the time (F3 of
// service_level.hpp), when they give up at the rate `patience` (Erlang A).
Result<int> staff_erlang_a(double arrivals, double service, double patience, Target target);

// load + beta sqrt(load), rounded up.
Result<int> square_root_servers(double load, double beta);

// P(wait) in the limit of many servers: 1 / (1 + beta Phi(beta) / phi(beta)). REQUIRES beta > 0.
double halfin_whitt_wait(double beta);
// Its inverse.
Result<double> halfin_whitt_beta(double wait_probability);

// P(wait) of Erlang A in that limit; beta may be of either sign.
Result<double> garnett_wait(double load, int servers, double patience_per_service);

}  // namespace parley::workforce
