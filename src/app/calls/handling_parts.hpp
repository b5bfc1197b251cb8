// What the use cases of handling.hpp share.
#pragma once

#include <functional>

#include "app/calls/handling.hpp"
#include "app/turn.hpp"

namespace parley::app {

struct Handled {
    Floor& floor;
    Turn& turn;
    CallView& view;
    const Agent& agent;

    Actor actor() const { return Actor::of(agent); }
    Live* live() const { return floor.live_of(view.call.session); }
    bool serves() const;
};

// Finds the call, and lets only those decide who may. The answer is the call afterwards.
Task<Result<CallAnswer>> handle(App& app, const Staff& staff, CallId call,
                                std::function<Result<>(Handled&)> decide);

// A browser comes in at the place that `take` gives it; if it does not come, its leg is taken back.
Task<Result<std::string>> join_at(App& app, Telephone& telephone, const Staff& staff, CallId call,
                                  std::string offer, std::function<Result<int>(Handled&)> take);
// Refuses invalid "missing_field", "bad_sdp" (too long).
Result<> check_offer(std::string_view offer);

// Refuses conflict "not_served_yet".
Result<> require_served(const Handled& call);

// A leg to whoever is named, not yet told to anybody.
Result<Leg> leg_to(const Handled& call, const CallTarget& target);
// The first line of the number we call from that is in use and has room. Refuses conflict
// "no_trunk".
Result<TrunkId> trunk_for(const Floor& floor, const std::string& own_number);

}  // namespace parley::app
