// The contacts of one day, drawn once, so that every router meets the same ones.
#pragma once

#include "simulation/day/scenario.hpp"
#include "simulation/world.hpp"

namespace parley::simulation {

// In order of time, from the day's first moment to its last.
std::vector<Coming> draw_day(const Scenario& scenario, Rng& rng);

std::vector<DutyChange> duties_of(const Scenario& scenario);

class TraceSource final : public Source {
public:
    explicit TraceSource(const std::vector<Coming>& comings) : comings_(comings) {}
    std::optional<Coming> next() override {
        if (at_ == comings_.size()) return std::nullopt;
        return comings_[at_++];
    }

private:
    const std::vector<Coming>& comings_;
    std::size_t at_ = 0;
};

}  // namespace parley::simulation
