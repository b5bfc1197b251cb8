#include <algorithm>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

constexpr std::uint64_t ratio_full = 10'000;  // A full agent, in hundredths of a percent: 14 bits.
constexpr int ratio_bits = 14;
constexpr int idle_bits = 48;  // Milliseconds since the epoch: enough until the year 10889.

struct CandidateOrder {
    Slab<AgentRow>& agents;
    bool before(const Candidate& a, const Candidate& b) const {
        if (a.key != b.key) return a.key < b.key;
        if (a.agent == b.agent) return false;
        return agents[a.agent].put.agent < agents[b.agent].put.agent;
    }
    void moved(const Candidate& candidate, Place place) const {
        agents[candidate.agent].seats[candidate.seat].place = place;
    }
};

}  // namespace

// An agent holding an open offer counts as given work at that moment; if it comes to nothing through no fault
// of theirs, they are back where they stood.
std::uint64_t State::candidate_key(const AgentRow& agent, Strategy strategy) const {
    const Instant since =
        agent.offered > 0 ? std::max(agent.idle_since, agent.last_offered_at) : agent.idle_since;
    const auto idle = static_cast<std::uint64_t>(std::max<std::int64_t>(to_ms(since), 0));
    std::uint64_t ratio = ratio_full;
    if (agent.load < agent.put.capacity) {
        ratio = static_cast<std::uint64_t>(agent.load) * ratio_full /
                static_cast<std::uint64_t>(agent.put.capacity);
    }
    if (strategy == Strategy::longest_idle) return idle << ratio_bits | ratio;
    return ratio << idle_bits | idle;
}

void State::refresh(Slot agent) {
    const auto count = static_cast<std::uint32_t>(agents[agent].seats.size());
    for (std::uint32_t seat = 0; seat < count; ++seat) refresh_seat(agent, seat);
}

void State::refresh_seat(Slot agent_slot, std::uint32_t number) {
    AgentRow& agent = agents[agent_slot];
    const Seat seat = agent.seats[number];
    Lane& lane = lanes[seat.lane];
    const bool can = agent.can_be_offered() && agent.room_for(lane.key.interruptible) >= lane.key.share;
    if (!can) return clear_place(agent_slot, number);

    const CandidateOrder order{agents};
    const Candidate candidate{candidate_key(agent, queues[lane.queue].put.strategy), agent_slot, number};
    if (seat.place == no_place) {
        lane.candidates.push(candidate, order);
        touch(seat.lane);
    } else {
        lane.candidates.change(seat.place, candidate, order);
    }
}

void State::clear_place(Slot agent, std::uint32_t number) {
    Seat& seat = agents[agent].seats[number];
    if (seat.place == no_place) return;
    const Place place = seat.place;
    seat.place = no_place;
    lanes[seat.lane].candidates.remove(place, CandidateOrder{agents});
}

}  // namespace parley::routing
