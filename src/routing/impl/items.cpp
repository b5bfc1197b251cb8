#include <algorithm>
#include <utility>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

int known_kind(int kind) { return kind >= 1 && kind <= Engine::kinds_max ? kind : 0; }

}  // namespace

Slot State::find_item(WorkItemId id) const {
    return item_index.find(std::hash<WorkItemId>{}(id),
                           [&](Slot slot) { return items[slot].id == id; });
}

Slot State::add_item(const WorkItemId& id) {
    const Slot slot = items.add();
    if (slot >= item_agents.size()) item_agents.resize(slot + 1, no_slot);
    items[slot].id = id;
    item_index.insert(std::hash<WorkItemId>{}(id), slot);
    return slot;
}

// REQUIRES: neither waiting nor with an agent.
void State::forget(Slot slot) {
    ItemRow& item = items[slot];
    leave_guests(slot);
    drop_lane(item.home);
    item_index.erase(std::hash<WorkItemId>{}(item.id), slot);
    items.erase(slot);
}

bool State::has_space(Slot queue) const {
    return queues[queue].waiting < queues[queue].put.waiting_max;
}

bool State::can_take(AgentId id, const LaneKey& kind) const {
    const Slot slot = find_agent(id);
    if (slot == no_slot) return false;
    const AgentRow& agent = agents[slot];
    return agent.can_be_offered() && agent.has_room(kind);
}

// An active queue takes an item that finds a place to wait, or one who can be asked at once: `only`
// if they are named, else anybody. Whoever is free has nothing waiting for them then, so the item
// cannot be left standing.
bool State::takes(Slot queue, const LaneKey& kind, AgentId only) {
    if (!queues[queue].put.active) return false;
    if (has_space(queue)) return true;
    match();  // What became due before this event comes first.
    if (only) return can_take(only, kind);
    const Slot lane = lane_for(queue, kind);
    use_lane(lane);
    const bool found = (pools[lanes[lane].pool].candidates.fitted() & lanes[lane].bit()) != 0;
    drop_lane(lane);
    return found;
}

// Turns `queue` into the one that takes the item: itself, or its back-up when it is full or
// inactive.
std::optional<RejectReason> State::place_in_queue(Slot& queue, const LaneKey& kind, AgentId only) {
    if (waiting_total >= Engine::waiting_max) return RejectReason::queue_full;
    if (takes(queue, kind, only)) return std::nullopt;
    const Slot backup = find_queue(queues[queue].put.overflow);
    if (backup != no_slot && takes(backup, kind, only)) {
        queue = backup;
        return std::nullopt;
    }
    return queues[queue].put.active ? RejectReason::queue_full : RejectReason::queue_inactive;
}

bool State::has_place(Slot queue, const LaneKey& kind, bool beyond) const {
    const auto takes_now = [&](Slot slot) {
        const QueueRow& row = queues[slot];
        if (!row.put.active) return false;
        if (has_space(slot)) return true;
        return row.put.offers && std::any_of(row.agents.begin(), row.agents.end(), [&](Slot agent) {
                   return meets(agents[agent].put.skills, row.put.needs) &&
                          can_take(agents[agent].id, kind);
               });
    };
    if (waiting_total >= Engine::waiting_max) return false;
    if (takes_now(queue) || (beyond && queues[queue].put.active)) return true;
    const Slot backup = find_queue(queues[queue].put.overflow);
    return backup != no_slot && takes_now(backup);
}

void State::apply(const ItemEntered& event) {
    item_index.prefetch(std::hash<WorkItemId>{}(event.item));
    const auto reject = [&](RejectReason why) {
        effects.push_back(Rejected{event.item, event.queue, why});
    };
    Slot queue = find_queue(event.queue);
    const int kind = known_kind(event.kind);
    LaneKey key{event.share, event.interruptible, false, AgentId{}, event.needs, 0, kind};
    std::ranges::sort(key.needs);
    Slot lane = no_slot;
    if (queue != no_slot) {
        if (key.share == 0) key.share = queues[queue].put.share;
        const auto known = queues[queue].lanes.find(key);
        if (known != queues[queue].lanes.end()) prefetch_best(lane = known->second);
    }
    if (find_item(event.item) != no_slot) return;  // A repeated message.
    if (queue == no_slot) return reject(RejectReason::unknown_queue);
    if (key.share < 1 || key.share > share_max || event.needs.size() > Engine::needs_max) {
        return reject(RejectReason::invalid);
    }
    const auto declared = event.is_named ? std::nullopt : queues[queue].put.hold_for;
    const Duration held_for = declared.value_or(policy.preferred_hold);
    const bool preferred_can =
        held_for > Duration::zero() && event.preferred && can_take(event.preferred, key);
    const Slot asked = queue;
    const auto why = place_in_queue(queue, key, preferred_can ? event.preferred : AgentId{});
    const bool is_beyond = why == RejectReason::queue_full && event.beyond_places &&
                           waiting_total < Engine::waiting_max;
    if (why && !is_beyond) return reject(*why);
    if (lane == no_slot || queue != asked) lane = lane_for(queue, key);

    const bool may_wait = is_beyond || has_space(queue);
    const Slot slot = add_item(event.item);
    ItemRow& item = items[slot];
    item.entered_at = std::min(event.entered_at, now);
    item.queued_at = now;
    item.boost = std::clamp(event.boost, -policy.boost_max, policy.boost_max);
    item.queue = queue;
    item.share = static_cast<std::uint8_t>(key.share);
    item.kind = static_cast<std::uint8_t>(kind);
    item.interruptible = event.interruptible;
    item.generation = queues[queue].generation;
    item.home = lane;
    use_lane(item.home);
    queued = slot;
    effects.push_back(Queued{item.id, queues[queue].put.queue});
    if (may_wait || preferred_can) hold(slot, event.preferred, held_for);
    wait(slot);
}

// Holds the item for one agent, provided they are there to take it.
void State::hold(Slot slot, AgentId agent, Duration length) {
    if (!agent || length <= Duration::zero()) return;
    const Slot holder = find_agent(agent);
    if (holder == no_slot || !agents[holder].on_duty) return;
    ItemRow& item = items[slot];
    LaneKey key = lanes[item.home].key;
    key.only = agent;
    move_home(slot, lane_for(item.queue, std::move(key)));
    item.held = true;
    item.until = now + length;
}

// From here on it is anyone's.
void State::release_hold(Slot slot) {
    if (!items[slot].held) return;
    LaneKey key = lanes[items[slot].home].key;
    key.only = AgentId{};
    move_home(slot, lane_for(items[slot].queue, std::move(key)));
    items[slot].held = false;
}

void State::move_home(Slot slot, Slot lane) {
    use_lane(lane);
    drop_lane(items[slot].home);
    items[slot].home = lane;
}

void State::leave_guests(Slot slot) {
    items[slot].generation = 0;  // Its lanes are to be chosen anew if it ever waits again.
    for (const Slot lane : std::exchange(items[slot].guests, no_guests)) {
        if (lane == no_slot) break;
        drop_lane(lane);
    }
}

void State::apply(const ItemLeft& event) {
    const Slot slot = find_item(event.item);
    if (slot == no_slot) return;
    const ItemRow& item = items[slot];
    if (item.state == WorkItemState::assigned) {
        effects.push_back(Released{item.id, agents[item.agent].id});
        end_service(slot);
        return forget(slot);
    }
    if (item.state == WorkItemState::offered) {
        withdraw(slot, WithdrawReason::item_left);
    } else {
        learn_wait(slot, false);
        unwait(slot);
    }
    effects.push_back(Abandoned{item.id, queues[item.queue].put.queue});
    forget(slot);
}

void State::prefetch_with_agent(WorkItemId id) const {
    const Slot slot = item_index.guess(std::hash<WorkItemId>{}(id));
    if (slot == no_slot) return;
    items.prefetch(slot);
    if (item_agents[slot] != no_slot) agents.prefetch(item_agents[slot]);
}

void State::apply(const ItemReleased& event) {
    prefetch_with_agent(event.item);
    const Slot slot = find_item(event.item);
    if (slot == no_slot || items[slot].state != WorkItemState::assigned) return;
    effects.push_back(Released{event.item, agents[items[slot].agent].id});
    end_service(slot);
    forget(slot);
}

void State::apply(const ItemTransferred& event) {
    const Slot slot = find_item(event.item);
    if (slot == no_slot) return;
    ItemRow& item = items[slot];
    Slot queue = event.queue ? find_queue(event.queue) : item.queue;
    const QueueId asked = event.queue ? event.queue : queues[item.queue].put.queue;
    if (queue == no_slot) {
        effects.push_back(Rejected{item.id, asked, RejectReason::unknown_queue});
        return;
    }
    const bool stays = item.state == WorkItemState::waiting && queue == item.queue;
    LaneKey key = lanes[item.home].key;
    key.only = AgentId{};
    key.relaxed = 0;
    const AgentId only = policy.preferred_hold > Duration::zero() ? event.agent : AgentId{};
    if (const auto why = stays ? std::nullopt : place_in_queue(queue, key, only)) {
        effects.push_back(Rejected{item.id, asked, *why});
        return;
    }
    if (item.state == WorkItemState::assigned) {
        effects.push_back(Unassigned{item.id, agents[item.agent].id, UnassignReason::transferred});
        end_service(slot);
    } else if (item.state == WorkItemState::offered) {
        withdraw(slot, WithdrawReason::transferred);
    } else {
        unwait(slot);
    }
    leave_guests(slot);
    item.queue = queue;
    item.generation = queues[queue].generation;
    item.steps = 0;
    item.raised_ms = 0;
    item.announced_ms = 0;
    item.held = false;
    item.at_head = false;
    item.queued_at = now;
    queued = slot;
    move_home(slot, lane_for(queue, std::move(key)));
    effects.push_back(Queued{item.id, queues[queue].put.queue});
    hold(slot, event.agent, policy.preferred_hold);
    wait(slot);
}

void State::apply(const ItemReclaimed& event) {
    const Slot slot = find_item(event.item);
    if (slot == no_slot || items[slot].state != WorkItemState::assigned) return;
    ItemRow& item = items[slot];
    const Slot agent = item.agent;
    effects.push_back(Unassigned{item.id, agents[agent].id, UnassignReason::reclaimed});
    take(slot);
    refresh(agent);
    item.queued_at = now;
    return_to_head(slot);
}

void State::apply(const ItemTaken& event) {
    Slot slot = find_item(event.item);
    const Slot agent = find_agent(event.agent);
    const Slot queue = slot == no_slot ? find_queue(event.queue) : items[slot].queue;
    const auto reject = [&](RejectReason why) {
        effects.push_back(Rejected{event.item, event.queue, why});
    };
    if (agent == no_slot) return reject(RejectReason::invalid);
    if (queue == no_slot) return reject(RejectReason::unknown_queue);
    const int given = event.share == 0 ? queues[queue].put.share : event.share;
    const int share = slot == no_slot ? given : items[slot].share;
    if (share < 1 || share > share_max) return reject(RejectReason::invalid);
    if (slot != no_slot && items[slot].state == WorkItemState::assigned &&
        items[slot].agent == agent)
        return;
    const bool interruptible = slot != no_slot && items[slot].interruptible;
    const int kind = slot == no_slot ? known_kind(event.kind) : items[slot].kind;
    const AgentRow& taker = agents[agent];
    if (taker.room_for(interruptible) < taker.share_of(kind, share))
        return reject(RejectReason::agent_full);
    if (slot == no_slot) {
        slot = add_item(event.item);
        ItemRow& item = items[slot];
        item.entered_at = item.queued_at = now;
        item.queue = queue;
        item.share = static_cast<std::uint8_t>(share);
        item.beside = event.beside;
        item.kind = static_cast<std::uint8_t>(kind);
        item.home = lane_for(queue, LaneKey{share, false, false, AgentId{}, {}, 0, kind});
        use_lane(item.home);
    } else if (items[slot].state == WorkItemState::assigned) {
        effects.push_back(
            Unassigned{event.item, agents[items[slot].agent].id, UnassignReason::transferred});
        end_service(slot);
    } else if (items[slot].state == WorkItemState::offered) {
        withdraw(slot, WithdrawReason::transferred);
    } else {
        unwait(slot);
    }
    leave_guests(slot);
    release_hold(slot);
    ItemRow& item = items[slot];
    item.state = WorkItemState::assigned;
    item.until = now;
    item.at_head = false;
    give(slot, agent);
    expect_work(slot);
    refresh(agent);
    effects.push_back(Assign{item.id, event.agent, item.offer});
}

void State::give(Slot slot, Slot agent_slot) {
    ItemRow& item = items[slot];
    AgentRow& agent = agents[agent_slot];
    item.agent = item_agents[slot] = agent_slot;
    agent.items.push_back(slot);
    item.taken = static_cast<std::uint8_t>(agent.share_of(item.kind, item.share));
    agent.load += item.taken;
    agent.weigh();
    if (!item.interruptible) agent.firm_load += item.taken;
    if (item.state == WorkItemState::offered) ++agent.offered;
    ++queues[item.queue].serving;
}

void State::retake(Slot slot, int taken) {
    ItemRow& item = items[slot];
    AgentRow& agent = agents[item.agent];
    const int more = std::clamp(taken, 1, share_max) - item.taken;
    item.taken = static_cast<std::uint8_t>(item.taken + more);
    agent.load += more;
    agent.weigh();
    if (!item.interruptible) agent.firm_load += more;
}

void State::take(Slot slot) {
    settle_work(slot);
    ItemRow& item = items[slot];
    AgentRow& agent = agents[item.agent];
    const auto held = std::find(agent.items.begin(), agent.items.end(), slot);
    PARLEY_ASSERT(held != agent.items.end());
    *held = agent.items.back();
    agent.items.pop_back();
    agent.load -= item.taken;
    agent.weigh();
    if (!item.interruptible) agent.firm_load -= item.taken;
    if (item.state == WorkItemState::offered) --agent.offered;
    --queues[item.queue].serving;
    item.agent = no_slot;
}

void State::end_service(Slot slot) {
    const Slot agent = items[slot].agent;
    const bool is_beside = items[slot].beside;
    if (!is_beside) learn_service(slot);
    take(slot);
    agents[agent].idle_since = now;
    if (!is_beside) start_wrap_up(agent, items[slot].queue);
    refresh(agent);
}

}  // namespace parley::routing
