// Recounts everything from the rows, without the indexes, and compares.
#include <fmt/format.h>

#include <algorithm>
#include <array>

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
        load += item.taken;
        if (!item.interruptible) firm += item.taken;
        if (item.state == WorkItemState::offered) ++offered;
    }
    if (load != agent.load || firm != agent.firm_load || offered != agent.offered)
        return "load drifted";
    for (const Seat& seat : agent.seats) {
        const Pool& pool = state.pools[seat.pool];
        const bool can = agent.can_be_offered() && agent.has_room(pool);
        if (can != seat.is_taken) return "a seat does not follow its agent";
        if (!can) continue;
        const Candidate& candidate = pool.candidates.at(state.seat_places[seat.number]);
        if (state.key_now(pool, seat.number) != state.candidate_key(agent, pool, seat))
            return "an agent's key drifted";
        if (candidate.agent != slot || candidate.seat != seat.number || candidate.fits != seat.fits)
            return "a candidate stands elsewhere";
        if (candidate.key > state.candidate_key(agent, pool, seat))
            return "a candidate stands further back than they should";
    }
    return {};
}

// The item's queue may have lowered what is asked of its own agents and for the item's own needs,
// never what another queue asks.
int lowest_asked(const ItemRow& item, const QueuePut& queue, const Need& need) {
    int level = need.level;
    for (std::size_t i = 0; i < queue.steps.size(); ++i) {
        for (const Skill& limit : queue.steps[i].relax) {
            if ((item.steps >> i & 1) != 0 && limit.name == need.skill)
                level = std::min(level, limit.level);
        }
    }
    return level;
}

bool could_serve(const State& state, const ItemRow& item, const AgentRow& agent, Slot queue) {
    if (agent.post_in(queue) == nullptr) return false;
    if (!state.queues[queue].put.offers) return false;
    const QueuePut& own = state.queues[item.queue].put;
    const auto has = [&](const Need& need, int level) {
        return level <= 0 || meets(agent.put.skills, {{need.skill, level}});
    };
    for (const Need& need : state.queues[queue].put.needs) {
        if (!has(need, queue == item.queue ? lowest_asked(item, own, need) : need.level))
            return false;
    }
    const std::vector<Need>& needs = state.lanes[item.home].key.needs;
    return std::all_of(needs.begin(), needs.end(),
                       [&](const Need& need) { return has(need, lowest_asked(item, own, need)); });
}

// What its queue's steps promise by now, told from the declaration.
std::string audit_steps(const State& state, const ItemRow& item) {
    if (item.state != WorkItemState::waiting || item.held) return {};
    const QueuePut& queue = state.queues[item.queue].put;
    const Duration waited = state.now - item.queued_at;
    std::vector<QueueId> backups;
    for (std::size_t i = 0; i < queue.steps.size(); ++i) {
        const QueueStep& step = queue.steps[i];
        const bool holds = (item.steps >> i & 1) != 0;
        if (step.when == StepWhen::waited && holds != (waited >= std::chrono::seconds(step.enter)))
            return "a step did not follow the time waited";
        if (!holds) continue;
        backups.insert(backups.end(), step.backups.begin(), step.backups.end());
    }
    std::size_t missing = 0;
    for (const QueueId& id : backups) {
        const Slot backup = state.find_queue(id);
        if (backup == no_slot || backup == item.queue || !state.queues[backup].put.active) continue;
        if (std::none_of(item.guests.begin(), item.guests.end(), [&](Slot lane) {
                return lane != no_slot && state.lanes[lane].queue == backup;
            }))
            ++missing;
    }
    const bool full = item.guests.back() != no_slot;
    return missing > 0 && !full ? "a back-up queue was not added" : std::string{};
}

// The promise of liveness, by brute force.
bool is_left_waiting(const State& state, const ItemRow& item, const AgentRow& agent) {
    if (!agent.can_be_offered() || !agent.has_room(state.lanes[item.home].key)) return false;
    if (item.held) return state.lanes[item.home].key.only == agent.id;
    if (could_serve(state, item, agent, item.queue)) return true;
    return std::any_of(item.guests.begin(), item.guests.end(), [&](Slot lane) {
        return lane != no_slot && could_serve(state, item, agent, state.lanes[lane].queue);
    });
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
    if (std::string broken = audit_steps(state, item); !broken.empty()) return broken;
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
    if (staffed != queue.staffed) return "a queue's count of agents on duty drifted";
    std::size_t serving = 0;
    for (Slot item = 0; item < state.items.end(); ++item) {
        const ItemRow& row = state.items[item];
        if (row.state != WorkItemState::finished && row.agent != no_slot && row.queue == slot)
            ++serving;
    }
    if (serving != queue.serving) return "a queue's count of items in service drifted";
    std::int64_t capacity = 0;
    for (const Slot agent : queue.agents) {
        const AgentRow& row = state.agents[agent];
        if (queue.known && row.on_duty && meets(row.put.skills, queue.put.needs))
            capacity += row.capacity;
    }
    for (const Slot crew : queue.crews) capacity -= state.crews[crew].capacity;
    return capacity == 0 ? std::string{} : "the crews' capacity drifted";
}

// What each strategy promises, in plain numbers: the lowest is asked first.
std::array<std::int64_t, 2> wish(const State& state, const QueueRow& queue, const Lane& lane,
                                 const AgentRow& agent) {
    const PostRow& post = *agent.post_in(lane.queue);
    const Instant given = agent.offered > 0 ? agent.last_offered_at : Instant{};
    const std::int64_t since = to_ms(std::max(agent.idle_since, given));
    const std::int64_t ratio =
        agent.capacity > agent.load ? agent.load * 10'000 / agent.capacity : 10'000;
    switch (queue.put.strategy) {
        case Strategy::even_by_load: return {ratio, since};
        case Strategy::longest_idle: return {since, ratio};
        case Strategy::least_loaded: return {std::ssize(agent.items), since};
        case Strategy::round_robin: return {agent.last_offer, 0};
        case Strategy::fixed_order: return {post.rank, since};
        case Strategy::even_by_work:
        case Strategy::weighted: return {state.pass_of(post, queue), 0};
        case Strategy::skill_level: break;
    }
    std::vector<Need> needs = queue.put.needs;
    needs.insert(needs.end(), lane.key.needs.begin(), lane.key.needs.end());
    return {-level_at(agent.put.skills, needs), since};
}

std::string audit_pool(const State& state, Slot slot) {
    const Pool& pool = state.pools[slot];
    if (pool.touched != 0) return "a pair was left unmatched";
    if (!pool.candidates.is_sound()) return "a pool has lost sight of whom it holds";
    for (std::size_t number = 0; number < pool.lanes.size(); ++number) {
        const bool waits = (pool.waiting >> number & 1) != 0;
        if (pool.lanes[number] == no_slot) {
            if (waits) return "a pool knows of a lane that is gone";
            continue;
        }
        const Lane& lane = state.lanes[pool.lanes[number]];
        if (lane.pool != slot || lane.number != number) return "a lane stands in another pool";
        if (waits == lane.waiting.empty()) return "a pool knows not which lanes wait";
        if (waits && pool.heads[number].item != lane.waiting.front().item)
            return "a pool knows another head than its lane";
    }
    return {};
}

std::string audit_lane(const State& state, Slot slot) {
    const Lane& lane = state.lanes[slot];
    if (lane.queue == no_slot || lane.key.only) return {};
    const QueueRow& queue = state.queues[lane.queue];
    Slot best = no_slot;
    std::size_t found = 0;
    const auto before = [&](Slot a, Slot b) {
        const auto first = wish(state, queue, lane, state.agents[a]);
        const auto second = wish(state, queue, lane, state.agents[b]);
        return first != second ? first < second : state.agent_ids[a] < state.agent_ids[b];
    };
    for (const Slot agent : queue.agents) {
        const AgentRow& row = state.agents[agent];
        if (!row.can_be_offered() || !state.may_sit(row, lane) || !row.has_room(lane.key)) continue;
        ++found;
        if (best == no_slot || before(agent, best)) best = agent;
    }
    const Pool& pool = state.pools[lane.pool];
    if (found != pool.fitting[lane.number])
        return "a lane's candidates are not those who could serve";
    Slot next = no_slot;
    std::uint64_t least = 0;
    for (Place place = 0; place < pool.candidates.size(); ++place) {
        const Candidate& candidate = pool.candidates.at(place);
        if ((candidate.fits & lane.bit()) == 0) continue;
        const AgentRow& agent = state.agents[candidate.agent];
        const Seat& seat = *std::ranges::find(agent.seats, lane.pool, &Seat::pool);
        const std::uint64_t key = state.candidate_key(agent, pool, seat);
        const bool ties = key == least && next != no_slot &&
                          state.agent_ids[candidate.agent] < state.agent_ids[next];
        if (next != no_slot && key >= least && !ties) continue;
        next = candidate.agent;
        least = key;
    }
    return next == best ? std::string{} : "a queue would ask another than its strategy says";
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
    for (Slot lane = 0; lane < lanes.end(); ++lane) {
        if (auto broken = audit_lane(*this, lane); !broken.empty()) return broken;
    }
    for (Slot pool = 0; pool < pools.end(); ++pool) {
        if (auto broken = audit_pool(*this, pool); !broken.empty()) return broken;
    }
    for (Slot queue = 0; queue < queues.end(); ++queue) {
        if (auto broken = audit_queue(*this, queue); !broken.empty()) return broken;
    }
    if (const auto due = timers.first(); due && *due <= now) return "something due was missed";
    return {};
}

}  // namespace parley::routing
