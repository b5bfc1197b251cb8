// What happens without anybody asking: the router's effects carried out, and time passing.
#pragma once

#include <string_view>
#include <vector>

#include "app/turn.hpp"

namespace parley::app {

// With it goes an agent whose last line was lost (reconcile.hpp); they come back as they were.
constexpr std::string_view connection_lost = "connection_lost";

// Tells the router and carries out its effects: rows, events, notices. `actor` is who caused it.
void route(Floor& floor, Turn& turn, const routing::Event& event, Actor actor);
// Lets the router do what is due by now, so that what it then shows holds for the rest of the turn.
void pass_router_time(Floor& floor, Turn& turn);

bool time_is_due(const Floor& floor, Instant now);
void pass_time(Floor& floor, Turn& turn);

// Writes the finished interval and the new presence, tells the router, publishes.
void set_presence(Floor& floor, Turn& turn, AgentId agent, Presence presence, std::string reason,
                  Actor actor);

}  // namespace parley::app
