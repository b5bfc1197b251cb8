// What may happen to the routing engine. Everything it knows arrives as one of these.
//
// An event about something unknown, or that came too late (an offer already withdrawn, an item
// already gone), has no effects. Texts and lists are copied; nothing is kept by reference.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/agent.hpp"
#include "domain/ids.hpp"
#include "domain/queue.hpp"
#include "routing/view.hpp"

namespace parley::routing {

// Declares a queue or replaces its declaration. Items already waiting stay and follow the new one.
struct QueuePut {
    QueueId queue;
    Strategy strategy = Strategy::even_by_load;
    std::vector<Need> needs;   // An agent meets all of them to be offered this queue's items.
    int share = 25;            // What an item takes of an agent's capacity unless it says.
    Duration offer_for = 30s;  // The lease of an offer that comes through this queue.
    QueueId overflow;          // Nil: none.
    Duration overflow_after =
        60s;                // Waiting here longer than this adds the back-up queue's agents.
    Duration wrap_up = 0s;  // After serving, the agent gets no offers for this long.
    // Beyond it an item enters only if an agent can be asked at once; else it goes to `overflow` on
    // the same terms, or is rejected. 0: nobody waits here who has not been offered before.
    std::size_t waiting_max = 1'000;
    bool active = true;  // Inactive: takes no new items, serves those it has.
    // How long an entering item is held for its preferred agent. None: Policy::preferred_hold.
    std::optional<Duration> hold_for;
    std::vector<QueueStep>
        steps;  // At most steps_max; with `overflow`, at most backups_max back-ups.
    Duration answer_within = 20s;  // What the service level counts as in time.
    bool offers = true;  // False: only what is held for one agent is offered; the rest is taken.
};

// Items of a kind take another share of this agent than they say.
struct KindShare {
    int kind = 0;  // 1 … kinds_max; others are not heeded.
    int share = 0;

    friend bool operator==(const KindShare&, const KindShare&) = default;
};

// Declares an agent or replaces the declaration. Presence starts as offline and is kept.
struct AgentPut {
    AgentId agent;
    std::vector<Skill> skills;
    std::vector<QueueId> queues;
    int capacity = 100;         // A lower one takes nothing back; it only stops further offers.
    bool active = true;         // Inactive counts as offline.
    std::vector<Post> posts{};  // Of those of `queues` in which not all is as by default.
    std::vector<KindShare> shares{};  // What they have already keeps what it took.
};

// The agent's own word. Anything but ready takes back the offers made to them, at once.
struct AgentPresence {
    AgentId agent;
    Presence presence = Presence::offline;
};

struct ItemEntered {
    WorkItemId item;
    QueueId queue;
    std::vector<Need> needs;     // Beyond the queue's own.
    int share = 0;               // 1 … 100; 0: the queue's.
    bool interruptible = false;  // Does not stand in the way of items that are not.
    Instant entered_at;          // The original time; kept through everything that follows.
    Duration boost{};            // Declared head start; limited by Policy::boost_max.
    int kind = 0;                // What AgentPut::shares speaks of; 0: of no kind.
    AgentId preferred;      // Held for this agent while they are ready, for so long as declared.
    bool is_named = false;  // By name, as one is transferred: held for Policy::preferred_hold.
    bool beyond_places = false;  // Waits in its own queue though that and its back-up are full.
};

// The customer is gone: hung up, closed the page, took their mail back.
struct ItemLeft {
    WorkItemId item;
};

struct OfferAccepted {
    WorkItemId item;
    AgentId agent;
    std::int64_t offer = 0;
};

struct OfferDeclined {
    WorkItemId item;
    AgentId agent;
    std::int64_t offer = 0;
};

// Served. Its agent's wrap-up begins.
struct ItemReleased {
    WorkItemId item;
};

struct WrapUpDone {
    AgentId agent;
};

// They need longer; how often they may is the caller's to judge. Nothing without a wrap-up.
struct WrapUpExtended {
    AgentId agent;
    Duration by{};
};

// To a queue, or to one agent (held for them as a preferred one is), keeping the original time.
struct ItemTransferred {
    WorkItemId item;
    QueueId queue;  // Nil: the queue it is in.
    AgentId agent;  // Nil: anyone of the queue.
};

// The item's agent is lost (the caller decides when): back to the head with the original time.
struct ItemReclaimed {
    WorkItemId item;
};

// The agent has it by other means than an offer: they dialled, or took it over from a colleague.
// Wherever it was, it is theirs at once, provided they have room; ready they need not be.
struct ItemTaken {
    WorkItemId item;
    QueueId queue;  // Of an item that is not known yet.
    int share = 0;  // The same; 1 … 100; 0: the queue's.
    AgentId agent;
    int kind = 0;  // The same.
    // The same: a part in the service of another item. Nothing is learned of it, and no wrap-up
    // follows.
    bool beside = false;
};

// Rebuilding after a restart: queues, then agents, then these two, then a Tick. Nothing is offered
// until the first event of another kind, so the order of restoring does not matter.
struct AgentRestored {
    AgentView agent;  // Presence, wrap-up and idle time are taken; load follows from the items.
};
struct ItemRestored {
    ItemView item;
};
struct QueueRestored {
    QueueView queue;  // After its QueuePut. Only what the queue has learned is taken.
};

// Time has passed; every step counts as one.
struct Tick {};

using Event =
    std::variant<QueuePut, AgentPut, AgentPresence, ItemEntered, ItemLeft, OfferAccepted,
                 OfferDeclined, ItemReleased, WrapUpDone, WrapUpExtended, ItemTransferred,
                 ItemReclaimed, ItemTaken, AgentRestored, ItemRestored, QueueRestored, Tick>;

}  // namespace parley::routing
