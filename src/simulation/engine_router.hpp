// The product's routing engine as a Router: every offer is accepted at the moment it is made.
//
// Boosts and times may be longer than a product's: a virtual hour is as many ticks as one likes.
#pragma once

#include "routing/engine.hpp"
#include "simulation/floor.hpp"
#include "simulation/router.hpp"

namespace parley::simulation {

class EngineRouter final : public Router {
public:
    // Declares the floor at `start`; agents on duty are ready from then.
    EngineRouter(const Floor& floor, Instant start);

    bool enter(ItemRef item, std::uint32_t kind, Instant now) override;
    void leave(ItemRef item, Instant now) override;
    void release(ItemRef item, std::uint32_t agent, Instant now) override;
    void duty(std::uint32_t agent, bool on, Instant now) override;
    std::optional<Instant> next_deadline() const override { return engine_.next_deadline(); }
    void tick(Instant now) override;

    const routing::Engine& engine() const { return engine_; }

private:
    // Accepts what is offered. False: an item was rejected.
    bool perform(const routing::Event& event, Instant now);

    std::vector<routing::ItemEntered> kinds_;  // As an item of each enters.
    routing::Engine engine_;
};

}  // namespace parley::simulation
