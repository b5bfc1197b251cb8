// A work item is what the router moves: anything to be served, whatever its medium. One session has
// at most one open work item; a call, mail, ticket or callback will have one too.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "domain/agent.hpp"
#include "domain/ids.hpp"

namespace parley {

enum class WorkItemState { waiting, offered, assigned, finished };
BOOST_DESCRIBE_ENUM(WorkItemState, waiting, offered, assigned, finished)

// Seconds of head start, and the rule that gave them.
struct HeadStart {
    std::string rule;  // Its name at that time; empty: the routing hook.
    int seconds = 0;
    bool operator==(const HeadStart&) const = default;
};

// Everything the routing engine needs to be rebuilt after a restart.
struct WorkItem {
    WorkItemId id;
    SessionId session;
    QueueId queue;
    WorkItemState state = WorkItemState::waiting;
    int share = 25;              // Of an agent's capacity, unless their profile says otherwise.
    bool interruptible = false;  // Does not stand in the way of items that are not.
    Instant entered_at;          // Kept through transfer and requeue: it orders the queue.
    Instant queued_at;           // When it joined this queue; overflow counts from here.
    std::int64_t boost_ms = 0;   // Declared head start, added to the age.
    bool at_head = false;        // Returned from an unanswered offer.
    bool overflowed = false;     // The back-up queue's agents may serve it too.
    AgentId agent;               // Offered or assigned to; else nil.
    std::int64_t offer = 0;      // Fencing number of the latest offer; an accept must name it.
    Instant offer_expires_at;
    QueueId through;                     // While offered: the queue it reached the agent by.
    std::vector<HeadStart> head_starts;  // What boost_ms was made of, for who asks why.
    std::vector<Skill> skills;           // Asked of its agent, beyond the queue's own.
};

}  // namespace parley
