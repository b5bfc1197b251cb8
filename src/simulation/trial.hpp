// A floor tried under random contacts again and again, until its figures are known well enough.
//
// Each replication has a router, a world and random numbers of its own; the first part of each is
// not counted. Figures are what the caller computes from a replication's Tally.
// Bounds: contacts_max of a whole trial.
#pragma once

#include <functional>

#include "simulation/estimate.hpp"
#include "simulation/poisson_source.hpp"
#include "simulation/tally.hpp"

namespace parley::simulation {

struct Trial {
    Floor floor;
    std::vector<KindOfContact> kinds;
    Swing swing;
    std::vector<Duration> thresholds;
    bool keep_waits = false;
    // Contacts of one replication, warming up included: a tenth of them, or five relaxations.
    std::uint64_t contacts = 50'000;
    double relaxation = 0;  // After so many contacts the floor has forgotten how it began, roughly.
};

inline constexpr std::uint64_t contacts_max = 10'000'000'000;
inline constexpr double warm_share = 0.1;

// One replication. Anything that differs from seed to seed comes from `rng`.
Tally run_once(const Trial& trial, Rng& rng);

// The same, with every contact's outcome kept. For floors of one queue.
struct Compared {
    std::uint64_t contacts = 0;
    std::uint64_t differ = 0;  // From what the ideal queue says.
};
Compared compare_with_ideal(const Trial& trial, Rng& rng);

}  // namespace parley::simulation
