// Contacts who come at random, at a rate that may swing like a sine, with laws for the rest.
//
// Time-varying arrivals by thinning: P. Lewis, G. Shedler (Naval Research Logistics 26, 1979).
// Rates are per tick (a millisecond of virtual time), times in ticks.
#pragma once

#include <vector>

#include "simulation/law.hpp"
#include "simulation/world.hpp"

namespace parley::simulation {

struct KindOfContact {
    double rate = 0;
    double service_mean = 1;
    Law service;
    double patience_mean = 0;  // 0: waits for ever.
    Law patience;
};

// Every rate times (1 + swing sin(2 pi t / period)).
struct Swing {
    double share = 0;  // 0 … 1.
    double period = 1;
};

class PoissonSource final : public Source {
public:
    PoissonSource(const std::vector<KindOfContact>& kinds, Swing swing, std::uint64_t count,
                  Rng& rng);
    std::optional<Coming> next() override;

private:
    void advance();

    std::vector<KindOfContact> kinds_;
    Swing swing_;
    std::uint64_t left_;
    Rng& rng_;
    double total_ = 0;
    double now_ = 0;
};

}  // namespace parley::simulation
