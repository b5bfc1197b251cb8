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
    bool beside = false;  // ItemTaken
    int kind = 0;
    int taken = 0;  // Of its agent, offered or assigned; 0 when restored: as they are declared.
    Instant entered_at;
    Instant queued_at;  // When it joined this queue; overflow counts from here.
    Duration boost{};
    bool at_head = false;
    bool overflowed = false;       // The agents of some back-up queue may serve it too.
    std::vector<QueueId> backups;  // Whose.
    std::uint32_t steps =
        0;              // Which of its queue's steps hold for it, as bits; overflow_step is one.
    Duration raised{};  // Boost by steps, beside its own.
    AgentId agent;      // Offered or assigned to; else nil.
    std::int64_t offer = 0;    // Its latest offer's number.
    Instant offer_expires_at;  // While offered.
    QueueId through;           // While offered: the queue it reached the agent by.
    AgentId held_for;          // While held for one agent; else nil.
    Instant held_until;
    Instant assigned_at;        // While assigned, if known.
    Duration announced{};       // The wait expected when it began to wait here; 0: not known.
    Duration announced_most{};  // The upper end of that range.

    friend bool operator==(const ItemView&, const ItemView&) = default;
};

// Where an agent stands in the shares of one queue, `weighted` or `even_by_work`.
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

// A wait as it is told: nine of ten are over between `least` and `most`... or sooner than `least`.
struct WaitRange {
    Duration least{};
    Duration middle{};
    Duration most{};
    bool longer = false;  // Than was announced when it began: to be said, not passed over.

    friend bool operator==(const WaitRange&, const WaitRange&) = default;
};

// What a queue has learned from its own past. Fades: newer items count more.
struct QueueMemory {
    static constexpr std::size_t errors_max = 128;

    double service_ms = 0;       // Mean time an item is in an agent's hands, wrap-up included.
    double item_share = 0;       // Mean share of an item.
    std::uint32_t services = 0;  // Behind the two; 0: nothing learned yet.
    double left = 0;             // Items that left while they waited, beside ...
    double waited_ms = 0;        // ... all time waited: their ratio is the rate of leaving.

    std::uint64_t in_time = 0;  // The last items, newest first, as bits: answered in time or not.
    std::uint32_t answers = 0;  // How many of those bits are filled.

    std::uint64_t announced = 0;       // Waits foretold, and come to their end.
    std::uint64_t abandoned = 0;       // Of those, left before: their real wait is not known.
    std::uint64_t longer = 0;          // Of those answered, later than the range said.
    std::vector<std::int32_t> errors;  // Real less foretold, in ms, of the last answered; a ring.

    friend bool operator==(const QueueMemory&, const QueueMemory&) = default;
};

struct QueueView {
    QueueId queue;
    std::size_t waiting = 0;       // Neither those offered nor another queue's overflow.
    std::size_t serving = 0;       // Its items offered or assigned.
    std::size_t staffed = 0;       // Agents ready who meet the queue's needs, busy or not.
    std::uint32_t holding = 0;     // Which of its steps hold for all its items, as bits.
    bool settling = false;         // Looks at its steps again in the next millisecond.
    std::int64_t share_clock = 0;  // The pass of the agent asked last.
    QueueMemory memory;
    std::optional<WaitRange> expected;  // For whoever entered now; none: not known.
    double serving_agents =
        0;                 // How many items its agents serve at once, others' work allowed for.
    Duration error_p50{};  // How far waits foretold were off, either way.
    Duration error_p90{};

    friend bool operator==(const QueueView&, const QueueView&) = default;
};

enum class NextKind { hold_ends, overflow_opens, offer_expires, step_begins };
BOOST_DESCRIBE_ENUM(NextKind, hold_ends, overflow_opens, offer_expires, step_begins)

// Why an item is where it is. Values, not prose: the page words them.
struct Explanation {
    static constexpr std::size_t ahead_max = 1'000;

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
        int step = 0;  // Of step_begins: which, 1 first.
    };
    // Why its place is what it is.
    struct Ahead {
        std::size_t returned = 0;  // Came back from an offer: first of all.
        std::size_t boosted = 0;   // Entered later, but with a greater boost.
        std::size_t older = 0;
    };

    ItemView item;
    std::optional<std::size_t> position;  // While waiting: 1 is served next.
    Ahead ahead;                          // While waiting, of the first ahead_max.
    Duration effective_age{};  // Waited since entered_at, plus boosts; as of the last step.
    std::vector<Need> asks;    // Of an agent of its queue, as relaxed by now.
    std::vector<int> steps;    // Of its queue that hold for it, 1 first.
    std::optional<WaitRange> expected;
    std::vector<QueueId> queues;  // Whose agents may serve it now.
    Agents agents;
    std::vector<Need> unmet;  // Needs that no agent on duty in its own queue meets.
    std::optional<Next> next;
};

}  // namespace parley::routing
