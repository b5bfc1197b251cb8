// What the router did with a session, and why: kept with the session, so that the question can be
// asked when it has long been closed. Values, not prose: the page words them.
//
// Bounds: `kept_max` of a session. The first `first_kept` stay; of the others the oldest goes.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string>

#include "domain/ids.hpp"
#include "domain/queue.hpp"

namespace parley {

// advised: the routing hook was asked (routing_hook.hpp); `reason` is what came of it.
enum class RoutingDeed { queued, offered, withdrawn, assigned, taken_back, overflowed, advised };
BOOST_DESCRIBE_ENUM(RoutingDeed, queued, offered, withdrawn, assigned, taken_back, overflowed,
                    advised)

struct RoutingDecision {
    static constexpr std::int64_t kept_max = 50;
    static constexpr std::int64_t first_kept = 2;

    // Why this agent, of an offer: what the strategy saw when it chose them.
    struct Choice {
        Strategy strategy = Strategy::even_by_load;
        int load = 0;                 // Shares taken before this offer.
        Instant idle_since;           // Last given work, or ready since.
        std::int64_t candidates = 0;  // How many could have been chosen.
        bool familiar = false;        // The item was held for them.
    };
    // Why this place, of who was queued and not offered at once.
    struct Place {
        std::int64_t position = 0;     // 1 is served next; 0: offered at once.
        std::int64_t returned = 0;     // Before it: came back from an offer,
        std::int64_t boosted = 0;      // ... entered later with a greater head start,
        std::int64_t older = 0;        // ... entered earlier.
        std::int64_t boost_ms = 0;     // Its own head start.
        std::int64_t off_duty = 0;     // Why the queue's agents were not asked: how many of each.
        std::int64_t lacks_skill = 0;  // On duty, but without a skill asked for.
        std::int64_t wrapping_up = 0;
        std::int64_t no_room = 0;
    };

    SessionId session;
    std::int64_t number = 0;  // In the session: 1, 2, …
    Instant at;
    RoutingDeed deed{};
    QueueId queue;       // It waits in, was offered through, overflowed into, or was advised.
    AgentId agent;       // Offered or assigned to, taken back or away from, or advised.
    std::string reason;  // Of what was taken back: as in the event of the same name.
    std::string rule;    // Of the first queue: the name of the entry rule that led there, if one.
    Choice choice;
    Place place;
    std::int64_t took_ms = 0;        // Until the hook had answered, or was waited for no longer.
    std::int64_t head_start_ms = 0;  // Given by it.

    // The number of the one that goes when this one is kept; 0: none has to.
    std::int64_t replaces() const {
        return number <= kept_max ? 0 : number - (kept_max - first_kept);
    }
};

}  // namespace parley
