#include "workforce/staffing.hpp"

#include <fmt/format.h>

#include <cmath>

#include "workforce/markov_queue.hpp"
#include "workforce/special.hpp"

namespace parley::workforce {
namespace {

constexpr double beta_max = 35;  // Beyond it nobody waits, in double precision.
constexpr double whole = 1e-9;   // 120.0000000001 is 120 agents.

}  // namespace

// More servers never serve fewer in time, so halving finds the fewest.
Result<int> staff_erlang_a(double arrivals, double service, double patience, Target target) {
    CHECKED(check_rate(patience, "patience"));
    CHECKED(check_probability(target.share, "share"));
    CHECKED(check_time(target.within, "within"));
    const auto reaches = [&](int servers) -> Result<bool> {
        TRY(const auto queue, SteadyQueue::of({arrivals, service, servers, patience, {}}));
        return queue.served_within(target.within) >= target.share;
    };
    int enough = 1;
    for (;; enough *= 2) {
        TRY(const bool is_enough, reaches(enough));
        if (is_enough) break;
    }
    int few = enough / 2;
    while (enough - few > 1) {
        const int middle = few + (enough - few) / 2;
        TRY(const bool is_enough, reaches(middle));
        (is_enough ? enough : few) = middle;
    }
    return enough;
}

Result<int> square_root_servers(double load, double beta) {
    CHECKED(check_load(load));
    const double servers = std::ceil(load + beta * std::sqrt(load) - whole);
    if (!(servers >= 1 && servers <= servers_max)) {
        return refuse(Code::invalid, "servers_out_of_bounds", fmt::format("beta is {}", beta),
                      "beta");
    }
    return static_cast<int>(servers);
}

double halfin_whitt_wait(double beta) {
    return 1 / (1 + beta * normal_below(beta) / normal_density(beta));
}

Result<double> halfin_whitt_beta(double wait_probability) {
    CHECKED(check_probability(wait_probability, "wait_probability"));
    return root_between(0, beta_max,
                        [&](double beta) { return halfin_whitt_wait(beta) - wait_probability; });
}

Result<double> garnett_wait(double load, int servers, double patience_per_service) {
    CHECKED(check_load(load));
    CHECKED(check_servers(servers));
    CHECKED(check_rate(patience_per_service, "patience"));
    const double beta = (servers - load) / std::sqrt(load);
    const double root = std::sqrt(patience_per_service);
    return 1 / (1 + root * normal_hazard(beta / root) / normal_hazard(-beta));
}

}  // namespace parley::workforce
