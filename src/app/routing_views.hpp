// Why a session is where it is, and how a queue fares: what the router shows, for staff.
#pragma once

#include "app/access.hpp"
#include "app/app.hpp"
#include "app/floor.hpp"

namespace parley::app {

struct SessionRouting {
    std::optional<routing::Explanation> now;  // None: closed, or a callback that rests.
    std::vector<HeadStart> head_starts;       // What the priority rules gave it, while it is open.
    std::vector<RoutingDecision> decisions;   // Oldest first, at most RoutingDecision::kept_max.
};

// Of a closed session: what was decided about it. Refuses not_found "session_not_found", also for
// what exists outside the scope.
Task<Result<SessionRouting>> get_routing(App& app, const Staff& staff, SessionId id);
// Refuses not_found "queue_not_found".
Task<Result<routing::QueueView>> get_queue_state(App& app, const Staff& staff, QueueId id);

}  // namespace parley::app
