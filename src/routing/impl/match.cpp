#include "routing/impl/state.hpp"

namespace parley::routing {

// The lane whose first item comes before every other lane's. An item in its own queue's lane and in
// the back-up's prefers its own.
Slot State::best_touched() const {
    Slot best = no_slot;
    const ItemOrder order{*this};
    for (const Slot slot : touched) {
        const Lane& lane = lanes[slot];
        if (lane.waiting.empty() || lane.candidates.empty()) continue;
        if (best == no_slot) {
            best = slot;
            continue;
        }
        const WaitingEntry& first = lane.waiting.front();
        const WaitingEntry& leader = lanes[best].waiting.front();
        if (first.item == leader.item) {
            if (!lane.key.guest) best = slot;
        } else if (order.before(first, leader)) {
            best = slot;
        }
    }
    return best;
}

// Before the step no lane had both an item and a candidate; so any pair there is now lies in a lane
// this step touched, and matching those until none is left restores the promise.
void State::match() {
    for (Slot lane = best_touched(); lane != no_slot; lane = best_touched()) {
        offer(lane, lanes[lane].waiting.front().item, best_candidate(lane));
    }
    for (const Slot lane : touched) lanes[lane].touched = false;
    touched.clear();
}

}  // namespace parley::routing
