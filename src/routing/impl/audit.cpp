// Recounts everything from the rows, without the indexes, and compares.
#include <fmt/format.h>

#include <algorithm>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

std::string audit_agent(const State& state, Slot slot) {
    const AgentRow& agent = state.agents[slot];
    int load = 0;
    int firm = 0;
    int offered = 0;
    for (const Slot item_slot : agent.items) {
        const ItemRow& item = state.items[item_slot];
        if (item.agent != slot) return "an agent holds an item that is not theirs";
        load += item.share;
        if (!item.interruptible) firm += item.share;
        if (item.state == WorkItemState::offered) ++offered;
    }
    if (load != agent.load || firm != agent.firm_load || offered != agent.offered)
        return "load drifted";
    for (const Seat& seat : agent.seats) {
        const Lane& lane = state.lanes[seat.lane];
        const Place place = state.seat_places[seat.number];
        const bool can =
            agent.can_be_offered() && agent.room_for(lane.key.interruptible) >= lane.key.share;
        if (can != (place != no_place)) return "a seat does not follow its agent";
        if (!can) continue;
        const Candidate& candidate = lane.candidates.at(place);
        if (candidate.agent != slot || candidate.seat != seat.number)
            return "a candidate stands elsewhere";
        const Strategy strategy = state.queues[lane.queue].put.strategy;
        if (candidate.key > state.candidate_key(agent, strategy)) {
            return "a candidate stands further back than they should";
        }
    }
    return {};
}

bool could_serve(const State& state, const ItemRow& item, const AgentRow& agent, Slot queue) {
    if (std::find(agent.queues.begin(), agent.queues.end(), queue) == agent.queues.end())
        return false;
    return meets(agent.put.skills, state.queues[queue].put.needs) &&
           meets(agent.put.skills, state.lanes[item.home].key.needs);
}

// The promise of liveness, by brute force.
bool is_left_waiting(const State& state, const ItemRow& item, const AgentRow& agent) {
    if (!agent.can_be_offered() || agent.room_for(item.interruptible) < item.share) return false;
    if (item.held) return state.lanes[item.home].key.only == agent.put.agent;
    if (could_serve(state, item, agent, item.queue)) return true;
    return item.overflowed() && could_serve(state, item, agent, state.lanes[item.guest].queue);
}

std::string audit_item(const State& state, Slot slot) {
    const ItemRow& item = state.items[slot];
    const bool with_agent =
        item.state == WorkItemState::offered || item.state == WorkItemState::assigned;
    if (with_agent != (item.agent != no_slot)) return "an item's state and its agent disagree";
    if (with_agent) {
        const auto& held = state.agents[item.agent].items;
        if (std::count(held.begin(), held.end(), slot) != 1)
            return "an agent has forgotten an item";
        return {};
    }
    for (Slot agent = 0; agent < state.agents.end(); ++agent) {
        if (is_left_waiting(state, item, state.agents[agent])) {
            return fmt::format("{} waits though an agent could serve it", item.id.text());
        }
    }
    return {};
}

std::string audit_queue(const State& state, Slot slot) {
    const QueueRow& queue = state.queues[slot];
    std::size_t waiting = 0;
    for (const auto& [key, lane] : queue.lanes) {
        if (!key.guest) waiting += state.lanes[lane].waiting.size();
    }
    if (waiting != queue.waiting) return "a queue's count of waiting items drifted";
    std::size_t staffed = 0;
    for (const Slot agent : queue.agents) {
        const AgentRow& row = state.agents[agent];
        if (queue.known && row.on_duty && meets(row.put.skills, queue.put.needs)) ++staffed;
    }
    return staffed == queue.staffed ? std::string{} : "a queue's count of agents on duty drifted";
}

}  // namespace

std::string State::audit() const {
    for (Slot agent = 0; agent < agents.end(); ++agent) {
        if (auto broken = audit_agent(*this, agent); !broken.empty()) return broken;
    }
    std::size_t waiting = 0;
    for (Slot item = 0; item < items.end(); ++item) {
        if (items[item].state == WorkItemState::finished) continue;
        if (auto broken = audit_item(*this, item); !broken.empty()) return broken;
        if (items[item].state == WorkItemState::waiting) ++waiting;
    }
    if (waiting != waiting_total) return "the count of waiting items drifted";
    for (Slot queue = 0; queue < queues.end(); ++queue) {
        if (auto broken = audit_queue(*this, queue); !broken.empty()) return broken;
    }
    if (const auto due = timers.first(); due && due->due_ms <= to_ms(now))
        return "something due was missed";
    return {};
}

}  // namespace parley::routing
