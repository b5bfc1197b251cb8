// Builds an engine from what another one shows, as a start after a crash does.
#pragma once

#include <vector>

#include "routing/engine.hpp"

namespace parley::routing::testing {

struct Declarations {
    Policy policy;
    std::vector<QueuePut> queues;
    std::vector<AgentPut> agents;
};

// Does not yet Tick, so that the caller sees what the first step brings.
template <class ItemIds>
Engine rebuilt(const Engine& old, const Declarations& declared, const ItemIds& items, Instant now) {
    Engine engine(declared.policy);
    for (const QueuePut& queue : declared.queues) engine.step(queue, now);
    for (const AgentPut& agent : declared.agents) engine.step(agent, now);
    for (const QueuePut& queue : declared.queues) {
        if (const auto view = old.queue(queue.queue)) engine.step(QueueRestored{*view}, now);
    }
    for (const AgentPut& agent : declared.agents) {
        if (const auto view = old.agent(agent.agent)) engine.step(AgentRestored{*view}, now);
    }
    for (const WorkItemId& item : items) {
        if (const auto view = old.item(item)) engine.step(ItemRestored{*view}, now);
    }
    return engine;
}

}  // namespace parley::routing::testing
