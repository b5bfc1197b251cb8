#include <algorithm>

#include "routing/impl/state.hpp"

namespace parley::routing {

// By their first items. One that stands first in both prefers its own queue, then the back-up that
// was named first.
bool State::lane_before(Slot a, Slot b) const {
    const WaitingEntry& first = lanes[a].waiting.front();
    const WaitingEntry& second = lanes[b].waiting.front();
    if (first.item != second.item) return ItemOrder{*this}.before(first, second);
    const ItemRow& item = items[first.item];
    if (a == item.home || b == item.home) return a == item.home && b != item.home;
    const auto place = [&](Slot lane) {
        return std::find(item.guests.begin(), item.guests.end(), lane) - item.guests.begin();
    };
    return place(a) < place(b);
}

Slot State::best_touched() const {
    Slot best = no_slot;
    for (const Slot slot : touched) {
        const Lane& lane = lanes[slot];
        if (lane.waiting.empty() || lane.candidates.empty()) continue;
        if (best == no_slot || lane_before(slot, best)) best = slot;
    }
    return best;
}

// An agent who gets free serves the queues they have in that order: of the lanes in which they
// would be next, the one of the queue that comes first for them, and there the oldest item. What is
// held for them comes before all.
Slot State::first_by_precedence(Slot lane, Slot agent_slot) {
    const AgentRow& agent = agents[agent_slot];
    if (!agent.has_precedence) return lane;
    const auto precedence = [&](Slot of) {
        if (lanes[of].key.only) return 0;
        const auto seat = std::find_if(agent.seats.begin(), agent.seats.end(),
                                       [&](const Seat& s) { return s.lane == of; });
        return agent.posts[seat_facts[seat->number].post].precedence;
    };
    int best = precedence(lane);
    for (const Seat& seat : agent.seats) {
        const Lane& other = lanes[seat.lane];
        if (seat.lane == lane || other.waiting.empty() || seat_places[seat.number] == no_place ||
            best_candidate(seat.lane) != agent_slot)
            continue;
        const int its = precedence(seat.lane);
        if (its > best || (its == best && !lane_before(seat.lane, lane))) continue;
        lane = seat.lane;
        best = its;
    }
    return lane;
}

// Before the step no lane had both an item and a candidate; so any pair there is now lies in a lane
// this step touched, and matching those until none is left restores the promise.
void State::match() {
    for (Slot lane = best_touched(); lane != no_slot; lane = best_touched()) {
        const Slot agent = best_candidate(lane);
        lane = first_by_precedence(lane, agent);
        offer(lane, lanes[lane].waiting.front().item, agent);
    }
    for (const Slot lane : touched) lanes[lane].touched = false;
    touched.clear();
}

}  // namespace parley::routing
