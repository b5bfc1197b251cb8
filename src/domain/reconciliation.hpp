// Whether what is known of agents, items and calls agrees: presence, lines, sound, offers and
// assignments are told by different parties, any of whom may die without a word. Where two disagree
// for long enough, the floor follows the one that shows what is really there.
//
// What is found follows from what is seen; how long each must have stood is declared below. Pure.
#pragma once

#include <boost/describe/enum.hpp>
#include <compare>
#include <map>
#include <optional>
#include <vector>

#include "domain/agent.hpp"
#include "domain/work_item.hpp"

namespace parley {

// What is repaired, and how.
//   line_lost         present, but without a line for `lost_after` and in no call: offline, and all
//                     they have goes back to wait
//   agent_inactive    present or serving, but no longer an agent: the same
//   left_serving      offline without a line, but serving still: all they have goes back
//   presence_differs  the router believes another presence: it is told again
//   offer_overdue     an offer stands past its end: the session waits again
//   offer_unreached   a call is offered to an agent who has had no page open for `reached_within`,
//                     and whose desk phones that should ring are not registered: they are away, and
//                     the call goes on to the next agent
//   item_unrouted     the session waits, but the router does not know: it is told again
//   call_forsaken     a contact on the line with an agent whose sound does not come back: the
//                     session goes back to wait; a call that we made ends
//   call_empty        a call without anybody in it: it ends
enum class RepairKind {
    line_lost,
    agent_inactive,
    left_serving,
    presence_differs,
    offer_overdue,
    offer_unreached,
    item_unrouted,
    call_forsaken,
    call_empty
};
BOOST_DESCRIBE_ENUM(RepairKind, line_lost, agent_inactive, left_serving, presence_differs,
                    offer_overdue, offer_unreached, item_unrouted, call_forsaken, call_empty)

// An agent whose last line went is lost after this long.
constexpr Duration lost_after = 30s;
// An agent whose sound broke has this long to come back to a contact who hears nobody.
constexpr Duration rejoins_within = 30s;
// An agent without a page who is offered a call, and whose phones are gone, has this long to open
// one (a page that is loaded anew is one): counted from when the page went.
constexpr Duration reached_within = 5s;
// For how long each must have been seen before anything is done; what has a time of its own above
// is done at once.
Duration patience_of(RepairKind kind);

struct AgentSight {
    AgentId agent;
    bool active = true;
    Presence presence = Presence::offline;
    std::optional<Presence> routed;  // As the router believes; none: it does not know them.
    bool has_line = false;
    std::optional<Instant> absent_since;  // Without a line.
    bool speaks = false;                  // Their sound is in a call.
    int serves = 0;                       // Sessions.
};

struct ItemSight {
    WorkItemId item;
    WorkItemState state = WorkItemState::waiting;
    Instant offer_expires_at;
    std::optional<WorkItemState> routed;  // As the router has it; none: it does not.
    // Of a call that is offered: the agent's desk phones that were rung for it.
    int phones_ringing = 0;
    int phones_gone = 0;                     // Not registered when they should ring, or any more.
    std::optional<Instant> page_gone_since;  // None: the agent has a page open, or never had.
};

struct CallSight {
    CallId call;
    bool is_assigned = false;  // Its session is an agent's.
    bool is_handed_on = false;
    Instant assigned_at;
    Instant alone_since;  // The contact hears nobody; epoch: they do.
    int legs = 0;         // That are there.
};

struct FloorSight {
    std::vector<AgentSight> agents;
    std::vector<ItemSight> items;
    std::vector<CallSight> calls;
};

struct Repair {
    RepairKind kind{};
    AgentId agent;  // One of the three, by kind.
    WorkItemId item;
    CallId call;

    friend auto operator<=>(const Repair&, const Repair&) = default;
};

// Offered to an agent whom nothing can tell of it.
bool is_unreached(const ItemSight& item, Instant now);

// What disagrees at `now`, in order of kind, then id.
std::vector<Repair> disagreements(const FloorSight& sight, Instant now);

// Since when each has been seen; in memory only: after a restart patience begins anew.
using RepairPatience = std::map<Repair, Instant>;

// Those of `seen` that have stood long enough. Forgets in `patience` what is seen no more.
std::vector<Repair> due_repairs(const std::vector<Repair>& seen, RepairPatience& patience,
                                Instant now);

}  // namespace parley
