// How long an agent was in one presence: written when it ends, so that a day adds up.
#pragma once

#include "domain/agent.hpp"

namespace parley {

struct PresenceInterval {
    AgentId agent;
    Presence presence = Presence::offline;
    std::string reason;
    Instant from;
    Instant to;
};

}  // namespace parley
