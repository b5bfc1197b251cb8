// Whom a session could be given to, as it is now: for the page that asks.
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"

namespace parley::app {

struct TargetAgent {
    AgentId id;
    Presence presence = Presence::offline;
    bool wraps_up = false;
    int capacity = 0;
    int load = 0;
};
struct TargetQueue {
    QueueId id;
    std::size_t waiting = 0;
    std::size_t staffed = 0;  // Agents ready, busy or not.
    std::optional<routing::WaitRange> expected;
};
struct Targets {
    std::vector<TargetAgent> agents;  // Active ones, the free first.
    std::vector<TargetQueue> queues;  // Active ones, by id.
};

// To whoever serves sessions: names of colleagues are no secret, what they serve is not told.
Task<Result<Targets>> list_targets(App& app, const Staff& staff);

}  // namespace parley::app
