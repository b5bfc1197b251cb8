// A floor as the simulator knows it: queues, agents, and kinds of items that come.
//
// Queues, agents and kinds are named by their place in these lists.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "routing/event.hpp"

namespace parley::simulation {

struct FloorQueue {
    Strategy strategy = Strategy::longest_idle;
    std::vector<routing::Need> needs;
    std::optional<std::uint32_t> overflow;
    Duration overflow_after{};
    std::size_t waiting_max = 0;  // 0: as many as the engine takes.
};

struct FloorAgent {
    std::vector<std::uint32_t> queues;
    std::vector<Skill> skills;
    std::uint32_t pool = 0;  // By which occupancy is counted.
    bool on_duty = true;     // From the start.
};

struct FloorKind {
    std::uint32_t queue = 0;
    std::vector<routing::Need> needs;
    Duration boost{};
};

struct Floor {
    std::vector<FloorQueue> queues;
    std::vector<FloorAgent> agents;
    std::vector<FloorKind> kinds;
    // Waiting places of all queues together, before the engine: who would have to wait while they
    // are taken hears busy. None: no such bound. 0: nobody waits (a loss system).
    std::optional<std::size_t> room;
};

}  // namespace parley::simulation
