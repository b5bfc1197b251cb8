#include <algorithm>
#include <bit>

#include "routing/impl/state.hpp"

namespace parley::routing {

// By their first items. One that stands first in both prefers its own queue, then the back-up that
// was named first.
bool State::lane_before(Slot a, Slot b) const {
    const WaitingEntry& first = head_of(a);
    const WaitingEntry& second = head_of(b);
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
    std::int64_t rank = 0;
    for (const Slot slot : touched) {
        const Pool& pool = pools[slot];
        LaneBits left = pool.touched & pool.waiting & pool.candidates.fitted();
        for (; left != 0; left &= left - 1) {
            const auto number = static_cast<std::size_t>(std::countr_zero(left));
            const std::int64_t its = pool.heads[number].rank;
            if (best != no_slot &&
                (its > rank || (its == rank && !lane_before(pool.lanes[number], best))))
                continue;
            best = pool.lanes[number];
            rank = its;
        }
    }
    return best;
}

// An agent who gets free serves the queues they have in that order: of the lanes in which they
// would be next, the one of the queue that comes first for them, and there the oldest item. What is
// held for them comes before all.
Slot State::first_by_precedence(Slot lane, Slot agent_slot) {
    const AgentRow& agent = agents[agent_slot];
    if (!agent.has_precedence) return lane;
    auto best = std::ranges::find(agent.seats, lanes[lane].pool, &Seat::pool)->precedence;
    for (const Seat& seat : agent.seats) {
        if (!seat.is_taken || seat.precedence > best) continue;
        const Pool& pool = pools[seat.pool];
        for (LaneBits left = seat.fits & pool.waiting; left != 0; left &= left - 1) {
            const Slot other = pool.lanes[static_cast<std::size_t>(std::countr_zero(left))];
            if (other == lane || (seat.precedence == best && !lane_before(other, lane)) ||
                best_candidate(other) != agent_slot)
                continue;
            lane = other;
            best = seat.precedence;
        }
    }
    return lane;
}

// Before the step no lane had both an item and a candidate; so any pair there is now lies in a lane
// this step touched, and matching those until none is left restores the promise.
void State::match() {
    for (Slot lane = best_touched(); lane != no_slot; lane = best_touched()) {
        const Slot agent = best_candidate(lane);
        agents.prefetch(agent);
        lane = first_by_precedence(lane, agent);
        offer(lane, head_of(lane).item, agent);
    }
    for (const Slot pool : touched) pools[pool].touched = 0;
    touched.clear();
}

}  // namespace parley::routing
