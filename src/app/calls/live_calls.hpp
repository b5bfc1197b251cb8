// The calls of a workspace that are under way, as its floor holds them: rows in memory, those of a
// call that ended until the voice process has told how each leg was heard.
//
// Ownership: the floor's. Bounds: VoiceSettings::calls_max, kept by who adds.
#pragma once

#include <map>
#include <vector>

#include "ports/views.hpp"

namespace parley::app {

class LiveCalls {
public:
    CallView* find(CallId id);
    const CallView* find(CallId id) const;
    // Of those not ended.
    CallView* of(SessionId session);
    const CallView* of(SessionId session) const;
    // In which the agent has a leg that is there, or whose session they serve (by `serves`).
    std::size_t open() const;
    std::size_t through(TrunkId trunk) const;  // Legs that are there.

    CallView& add(CallView view);
    void forget(CallId id) { calls_.erase(id); }

    const std::map<CallId, CallView>& all() const { return calls_; }
    std::map<CallId, CallView>& all() { return calls_; }

private:
    std::map<CallId, CallView> calls_;
};

// The agent's leg that is there, or null.
Leg* leg_of(CallView& view, AgentId agent);
Leg* leg_at(CallView& view, int place);  // Left or not: the newest of that place.
Leg* leg_named(CallView& view, LegId id);
Leg* contact_leg(CallView& view);  // That is there.
// The lowest place nobody has; none: the call is full.
std::optional<int> free_place(const CallView& view);

}  // namespace parley::app
