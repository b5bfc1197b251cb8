#include <algorithm>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

constexpr std::uint64_t ratio_full = 10'000;  // A full agent, in hundredths of a percent: 14 bits.
constexpr int ratio_bits = 14;
constexpr int idle_bits = 48;  // Milliseconds since the epoch: enough until the year 10889.

struct CandidateOrder {
    State& state;
    bool before(const Candidate& a, const Candidate& b) const {
        if (a.key != b.key) return a.key < b.key;
        if (a.agent == b.agent) return false;
        return state.agent_ids[a.agent] < state.agent_ids[b.agent];
    }
    void moved(const Candidate& candidate, Place place) const {
        state.seat_places[candidate.seat] = place;
    }
};

}  // namespace

// An agent holding an open offer counts as given work at that moment; if it comes to nothing
// through no fault of theirs, they are back where they stood.
std::uint64_t State::candidate_key(const AgentRow& agent, Strategy strategy) const {
    const Instant since =
        agent.offered > 0 ? std::max(agent.idle_since, agent.last_offered_at) : agent.idle_since;
    const auto idle = static_cast<std::uint64_t>(std::max<std::int64_t>(to_ms(since), 0));
    std::uint64_t ratio = ratio_full;
    if (agent.load < agent.capacity) {
        ratio = static_cast<std::uint64_t>(agent.load) * ratio_full /
                static_cast<std::uint64_t>(agent.capacity);
    }
    if (strategy == Strategy::longest_idle) return idle << ratio_bits | ratio;
    return ratio << idle_bits | idle;
}

void State::refresh(Slot agent) {
    for (const Seat seat : agents[agent].seats) refresh_seat(agent, seat);
}

void State::refresh_seat(Slot agent_slot, Seat seat) {
    const AgentRow& agent = agents[agent_slot];
    Lane& lane = lanes[seat.lane];
    const bool can =
        agent.can_be_offered() && agent.room_for(lane.key.interruptible) >= lane.key.share;
    if (!can) return clear_place(seat);

    const CandidateOrder order{*this};
    const Strategy strategy = queues[lane.queue].put.strategy;
    const Candidate candidate{candidate_key(agent, strategy), agent_slot, seat.number};
    const Place place = seat_places[seat.number];
    if (place == no_place) {
        lane.candidates.push(candidate, order);
        touch(seat.lane);
    } else if (candidate.key < lane.candidates.at(place).key) {
        lane.candidates.change(place, candidate, order);
    }  // Otherwise they stand too far forward, which best_candidate() puts right if it ever
       // matters.
}

// Keys in the heap are the true ones or better. So when the first has its true key, it is the best;
// until then it sinks to where it belongs. An agent of many queues thus moves in those that are
// used.
Slot State::best_candidate(Slot slot) {
    Lane& lane = lanes[slot];
    const Strategy strategy = queues[lane.queue].put.strategy;
    for (;;) {
        Candidate first = lane.candidates.top();
        const std::uint64_t key = candidate_key(agents[first.agent], strategy);
        if (key == first.key) return first.agent;
        first.key = key;
        lane.candidates.change(0, first, CandidateOrder{*this});
    }
}

void State::clear_place(Seat seat) {
    const Place place = seat_places[seat.number];
    if (place == no_place) return;
    seat_places[seat.number] = no_place;
    lanes[seat.lane].candidates.remove(place, CandidateOrder{*this});
}

}  // namespace parley::routing
