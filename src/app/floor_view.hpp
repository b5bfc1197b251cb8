// The floor as a supervisor looks at it: who is there and what they have, what waits and where, all
// at one moment.
//
// Taken from the owner's memory, never from the store, and answered once everything it shows is
// committed. It is true at event `seq`: who follows the events after that number keeps it true.
// Bounds: as many entries as there are active agents, active queues and open sessions.
#pragma once

#include <string>
#include <vector>

#include "app/access.hpp"
#include "app/app.hpp"

namespace parley::app {

// An open session, and what it takes of an agent.
struct FloorItem {
    SessionId session;
    int share = 0;
    Instant entered_at;         // It waits since then, whatever queues it has been in.
    std::int64_t boost_ms = 0;  // Its head start: it counts as having waited so much longer.
};

struct FloorAgent {
    AgentId id;
    Presence presence = Presence::offline;
    std::string presence_reason;
    Instant presence_since;
    Instant wrap_up_until;
    int capacity = 0;
    int load = 0;  // Shares, of all of these.
    std::vector<FloorItem> served;
    std::vector<FloorItem> offered;
    std::vector<FloorItem> besides;  // Their parts in others' sessions, since they joined.
};

struct FloorQueue {
    QueueId id;
    std::size_t staffed = 0;         // Agents ready who could be offered its work, busy or not.
    std::vector<FloorItem> waiting;  // In order: the first has place 1.
    std::vector<FloorItem> offered;  // Asked of an agent, and not waiting for the moment.
};

struct FloorView {
    std::int64_t seq = 0;
    Instant at;
    std::vector<FloorAgent> agents;  // Active ones, and those who still have something; by id.
    std::vector<FloorQueue> queues;
};

// Pure: the floor at `now`. Exposed for its test and for benchmarks.
FloorView look_at(const Floor& floor, Instant now);

// With session_read_all. Refuses forbidden "permission_missing".
Task<Result<FloorView>> get_floor(App& app, const Staff& staff);

}  // namespace parley::app
