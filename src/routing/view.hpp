// What can be read from the engine. Views are copies; an ItemView holds all that is needed to
// restore it.
#pragma once

#include <boost/describe/enum.hpp>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/agent.hpp"
#include "domain/ids.hpp"
#include "domain/work_item.hpp"

namespace parley::routing {

// A skill an agent must have, at this level or better.
struct Need {
    std::string skill;
    int level = 1;

    friend auto operator<=>(const Need&, const Need&) = default;
};

struct ItemView {
    WorkItemId item;
    QueueId queue;
    WorkItemState state = WorkItemState::waiting;
    std::vector<Need> needs;  // Beyond the queue's own.
    int share = 25;
    bool interruptible = false;
    Instant entered_at;
    Instant queued_at;  // When it joined this queue; overflow counts from here.
    Duration boost{};
    bool at_head = false;
    bool overflowed = false;   // The back-up queue's agents may serve it too.
    AgentId agent;             // Offered or assigned to; else nil.
    std::int64_t offer = 0;    // Its latest offer's number.
    Instant offer_expires_at;  // While offered.
    QueueId through;           // While offered: the queue it reached the agent by.
    AgentId held_for;          // While held for one agent; else nil.
    Instant held_until;

    friend bool operator==(const ItemView&, const ItemView&) = default;
};

// Where an agent stands in the shares of one `weighted` queue.
struct SharePass {
    QueueId queue;
    std::int64_t pass = 0;

    friend bool operator==(const SharePass&, const SharePass&) = default;
};

struct AgentView {
    AgentId agent;
    Presence presence = Presence::offline;
    int capacity = 0;
    int load = 0;      // Offered and assigned shares together, interruptible ones included.
    int offered = 0;   // Items.
    int assigned = 0;  // Items.
    Instant idle_since;
    Instant last_offered_at;
    std::optional<Instant> wrap_up_until;
    std::int64_t last_offer = 0;    // Number of the latest offer made to them.
    std::vector<SharePass> passes;  // Of `weighted` queues that have offered them something.

    friend bool operator==(const AgentView&, const AgentView&) = default;
};

struct QueueView {
    QueueId queue;
    std::size_t waiting = 0;  // Neither those offered nor another queue's overflow.
    std::size_t staffed = 0;  // Agents ready who meet the queue's needs, busy or not.
    std::int64_t share_clock = 0;  // `weighted`: the pass of the agent asked last.

    friend bool operator==(const QueueView&, const QueueView&) = default;
};

enum class NextKind { hold_ends, overflow_opens, offer_expires };
BOOST_DESCRIBE_ENUM(NextKind, hold_ends, overflow_opens, offer_expires)

// Why an item is where it is. Values, not prose: the page words them.
struct Explanation {
    // Why the agents who belong to the queues it waits in cannot be offered it now.
    struct Agents {
        std::size_t all = 0;
        std::size_t off_duty = 0;     // Offline, away or inactive.
        std::size_t lacks_skill = 0;  // On duty, but misses a need.
        std::size_t wrapping_up = 0;
        std::size_t no_room = 0;
    };
    // What will change by itself, if nothing else happens before.
    struct Next {
        NextKind kind{};
        Instant at;
        QueueId queue;
    };

    ItemView item;
    std::optional<std::size_t> position;  // While waiting: 1 is served next.
    Duration effective_age{};     // Waited since entered_at, plus boost; as of the last step.
    std::vector<QueueId> queues;  // Whose agents may serve it now.
    Agents agents;
    std::vector<Need> unmet;  // Needs that no agent on duty in its own queue meets.
    std::optional<Next> next;
};

}  // namespace parley::routing
