// What the caller must do after a step: write rows, tell pages. Values only, in the order they
// happened.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <variant>
#include <vector>

#include "domain/ids.hpp"
#include "domain/queue.hpp"

namespace parley::routing {

enum class WithdrawReason { timed_out, declined, agent_left, item_left, transferred };
BOOST_DESCRIBE_ENUM(WithdrawReason, timed_out, declined, agent_left, item_left, transferred)

enum class AwayReason { no_answer, declined };
BOOST_DESCRIBE_ENUM(AwayReason, no_answer, declined)

enum class RejectReason { queue_full, unknown_queue, queue_inactive, agent_full, invalid };
BOOST_DESCRIBE_ENUM(RejectReason, queue_full, unknown_queue, queue_inactive, agent_full, invalid)

enum class UnassignReason { transferred, reclaimed };
BOOST_DESCRIBE_ENUM(UnassignReason, transferred, reclaimed)

// Why this agent: what the strategy saw when it chose them.
struct Choice {
    Strategy strategy = Strategy::even_by_load;
    int load = 0;                  // Shares taken before this offer.
    Instant idle_since;            // Last given work, or ready since.
    std::uint32_t candidates = 0;  // How many could have been chosen.
    bool preferred = false;        // The item was held for them.
};

// The item waits in `queue`; it entered, was transferred, or was sent on because another was full.
struct Queued {
    WorkItemId item;
    QueueId queue;
};

// The agent is asked, and their capacity reserved, until `expires_at`.
struct Offer {
    WorkItemId item;
    AgentId agent;
    std::int64_t offer = 0;  // Fencing number: an accept must name it.
    Instant expires_at;
    QueueId through;  // The queue it reached them by: its own, or the back-up.
    Choice why;
};

struct WithdrawOffer {
    WorkItemId item;
    AgentId agent;
    std::int64_t offer = 0;
    WithdrawReason reason{};
};

// Back to the head of its queue, original time kept.
struct Requeued {
    WorkItemId item;
    QueueId queue;
};

struct SetAway {
    AgentId agent;
    AwayReason reason{};
};

struct Assign {
    WorkItemId item;
    AgentId agent;
    std::int64_t offer = 0;
};

struct Unassigned {
    WorkItemId item;
    AgentId agent;
    UnassignReason reason{};
};

// The agents of `queue` may now serve it too; it still belongs to its own queue.
struct Overflowed {
    WorkItemId item;
    QueueId queue;
};

// Not taken in (then the engine has forgotten it), or not transferred (then it stays where it was).
struct Rejected {
    WorkItemId item;
    QueueId queue;
    RejectReason reason{};
};

// Left before anyone served it. The engine has forgotten it.
struct Abandoned {
    WorkItemId item;
    QueueId queue;
};

// Served. The engine has forgotten it.
struct Released {
    WorkItemId item;
    AgentId agent;
};

struct WrapUpStarted {
    AgentId agent;
    Instant until;
    QueueId queue;  // Whose item they wrap up.
};

// The agent asked for it.
struct WrapUpLengthened {
    AgentId agent;
    Instant until;
};

struct WrapUpEnded {
    AgentId agent;
};

using Effect =
    std::variant<Queued, Offer, WithdrawOffer, Requeued, SetAway, Assign, Unassigned, Overflowed,
                 Rejected, Abandoned, Released, WrapUpStarted, WrapUpLengthened, WrapUpEnded>;
using Effects = std::vector<Effect>;

}  // namespace parley::routing
