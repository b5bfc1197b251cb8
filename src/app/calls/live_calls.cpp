#include "app/calls/live_calls.hpp"

#include <algorithm>

#include "app/calls/direction.hpp"

namespace parley::app {
namespace {

template <class View, class Is>
auto* find_leg(View& view, Is is) {
    const auto found = std::ranges::find_if(view.legs, is);
    return found == view.legs.end() ? nullptr : &*found;
}

template <class Calls>
auto* call_of(Calls& calls, SessionId session) {
    const auto found = std::ranges::find_if(calls, [session](const auto& entry) {
        const Call& call = entry.second.call;
        return call.session == session && call.state != CallState::ended;
    });
    return found == calls.end() ? nullptr : &found->second;
}

}  // namespace

CallView* LiveCalls::find(CallId id) {
    const auto found = calls_.find(id);
    return found == calls_.end() ? nullptr : &found->second;
}

const CallView* LiveCalls::find(CallId id) const {
    const auto found = calls_.find(id);
    return found == calls_.end() ? nullptr : &found->second;
}

CallView* LiveCalls::of(SessionId session) { return call_of(calls_, session); }
const CallView* LiveCalls::of(SessionId session) const { return call_of(calls_, session); }

std::size_t LiveCalls::open() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        calls_, [](const auto& entry) { return entry.second.call.state != CallState::ended; }));
}

std::size_t LiveCalls::through(TrunkId trunk) const {
    std::size_t count = 0;
    for (const auto& [id, view] : calls_) {
        for (const Leg& leg : view.legs) count += leg.trunk == trunk && is_there(leg) ? 1 : 0;
    }
    return count;
}

CallView& LiveCalls::add(CallView view) {
    const CallId id = view.call.id;
    return calls_[id] = std::move(view);
}

Leg* leg_of(CallView& view, AgentId agent) {
    return find_leg(view, [agent](const Leg& leg) {
        return leg.kind == LegKind::agent && leg.agent == agent && is_there(leg);
    });
}

Leg* leg_at(CallView& view, int place) {
    const auto found = std::find_if(view.legs.rbegin(), view.legs.rend(),
                                    [place](const Leg& leg) { return leg.place == place; });
    return found == view.legs.rend() ? nullptr : &*found;
}

Leg* leg_named(CallView& view, LegId id) {
    return find_leg(view, [id](const Leg& leg) { return leg.id == id; });
}

Leg* contact_leg(CallView& view) {
    return find_leg(view,
                    [](const Leg& leg) { return leg.kind == LegKind::contact && is_there(leg); });
}

std::optional<int> free_place(const CallView& view) {
    for (int place = contact_place + 1; place < places_max; ++place) {
        const bool taken = std::ranges::any_of(view.legs, [place](const Leg& leg) {
            return leg.place == place && leg.state != LegState::left;
        });
        if (!taken) return place;
    }
    return std::nullopt;
}

}  // namespace parley::app
