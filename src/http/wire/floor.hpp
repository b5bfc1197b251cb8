// The floor as a supervisor looks at it, and what they do to it.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/floor_view.hpp"
#include "codec/types.hpp"

namespace parley::wire {

struct FloorItem {
    SessionId session_id;
    int share = 0;
    Instant entered_at;
    std::int64_t boost_ms = 0;
};
BOOST_DESCRIBE_STRUCT(FloorItem, (), (session_id, share, entered_at, boost_ms))

struct FloorAgent {
    AgentId id;
    Presence presence{};
    std::string presence_reason;
    Instant presence_since;
    Instant wrap_up_until;
    int capacity = 0;
    int load = 0;
    std::vector<FloorItem> served;
    std::vector<FloorItem> offered;
    std::vector<FloorItem> besides;
};
BOOST_DESCRIBE_STRUCT(FloorAgent, (),
                      (id, presence, presence_reason, presence_since, wrap_up_until, capacity, load,
                       served, offered, besides))

struct FloorQueue {
    QueueId id;
    int staffed = 0;
    Instant waiting_since;
    std::vector<FloorItem> waiting;
    std::vector<FloorItem> offered;
};
BOOST_DESCRIBE_STRUCT(FloorQueue, (), (id, staffed, waiting_since, waiting, offered))

struct Floor {
    std::int64_t seq = 0;
    Instant at;
    std::vector<FloorAgent> agents;
    std::vector<FloorQueue> queues;
};
BOOST_DESCRIBE_STRUCT(Floor, (), (seq, at, agents, queues))

struct ReassignBody {
    std::optional<QueueId> queue_id;
    std::optional<AgentId> agent_id;
};
BOOST_DESCRIBE_STRUCT(ReassignBody, (), (queue_id, agent_id))

struct Reassigned {
    int sessions = 0;
};
BOOST_DESCRIBE_STRUCT(Reassigned, (), (sessions))

Floor to_wire(const app::FloorView& view);

}  // namespace parley::wire
