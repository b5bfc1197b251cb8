#include <algorithm>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

constexpr int share_max = 100;

}  // namespace

Slot State::find_item(WorkItemId id) const {
    return item_index.find(std::hash<WorkItemId>{}(id),
                           [&](Slot slot) { return items[slot].id == id; });
}

Slot State::add_item(const WorkItemId& id) {
    const Slot slot = items.add();
    items[slot].id = id;
    item_index.insert(std::hash<WorkItemId>{}(id), slot);
    return slot;
}

// REQUIRES: neither waiting nor with an agent.
void State::forget(Slot slot) {
    ItemRow& item = items[slot];
    leave_guest(slot);
    drop_lane(item.home);
    item_index.erase(std::hash<WorkItemId>{}(item.id), slot);
    items.erase(slot);
}

bool State::has_space(Slot queue) const {
    return queues[queue].waiting < queues[queue].put.waiting_max;
}

// Turns `queue` into the one that takes the item: itself, or its back-up when it is full or
// inactive.
std::optional<RejectReason> State::place_in_queue(Slot& queue) const {
    const QueueRow& asked = queues[queue];
    if (waiting_total >= Engine::waiting_max) return RejectReason::queue_full;
    if (asked.put.active && has_space(queue)) return std::nullopt;
    const Slot backup = find_queue(asked.put.overflow);
    if (backup != no_slot && queues[backup].put.active && has_space(backup)) {
        queue = backup;
        return std::nullopt;
    }
    return asked.put.active ? RejectReason::queue_full : RejectReason::queue_inactive;
}

void State::apply(const ItemEntered& event) {
    if (find_item(event.item) != no_slot) return;  // A repeated message.
    const auto reject = [&](RejectReason why) {
        effects.push_back(Rejected{event.item, event.queue, why});
    };
    Slot queue = find_queue(event.queue);
    if (queue == no_slot) return reject(RejectReason::unknown_queue);
    const int share = event.share == 0 ? queues[queue].put.share : event.share;
    if (share < 1 || share > share_max || event.needs.size() > Engine::needs_max) {
        return reject(RejectReason::invalid);
    }
    if (const auto why = place_in_queue(queue)) return reject(*why);

    const Slot slot = add_item(event.item);
    ItemRow& item = items[slot];
    item.entered_at = std::min(event.entered_at, now);
    item.queued_at = now;
    item.boost = std::clamp(event.boost, -policy.boost_max, policy.boost_max);
    item.queue = queue;
    item.share = static_cast<std::uint8_t>(share);
    item.interruptible = event.interruptible;
    LaneKey key{share, event.interruptible, false, AgentId{}, event.needs};
    std::sort(key.needs.begin(), key.needs.end());
    item.home = lane_for(queue, std::move(key));
    use_lane(item.home);
    effects.push_back(Queued{item.id, queues[queue].put.queue});
    hold(slot, event.preferred);
    wait(slot);
}

// Holds the item for one agent, provided they are there to take it.
void State::hold(Slot slot, AgentId agent) {
    if (!agent || policy.preferred_hold <= Duration::zero()) return;
    const Slot holder = find_agent(agent);
    if (holder == no_slot || !agents[holder].on_duty) return;
    ItemRow& item = items[slot];
    LaneKey key = lanes[item.home].key;
    key.only = agent;
    move_home(slot, lane_for(item.queue, std::move(key)));
    item.held = true;
    item.until = now + policy.preferred_hold;
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

void State::leave_guest(Slot slot) {
    ItemRow& item = items[slot];
    if (!item.overflowed()) return;
    drop_lane(item.guest);
    item.guest = no_slot;
}

void State::apply(const ItemLeft& event) {
    const Slot slot = find_item(event.item);
    if (slot == no_slot) return;
    const ItemRow& item = items[slot];
    if (item.state == WorkItemState::assigned) {
        effects.push_back(Released{item.id, agents[item.agent].put.agent});
        end_service(slot);
        return forget(slot);
    }
    if (item.state == WorkItemState::offered) {
        withdraw(slot, WithdrawReason::item_left);
    } else {
        unwait(slot);
    }
    effects.push_back(Abandoned{item.id, queues[item.queue].put.queue});
    forget(slot);
}

void State::apply(const ItemReleased& event) {
    const Slot slot = find_item(event.item);
    if (slot == no_slot || items[slot].state != WorkItemState::assigned) return;
    effects.push_back(Released{event.item, agents[items[slot].agent].put.agent});
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
    if (const auto why = stays ? std::nullopt : place_in_queue(queue)) {
        effects.push_back(Rejected{item.id, asked, *why});
        return;
    }
    if (item.state == WorkItemState::assigned) {
        effects.push_back(
            Unassigned{item.id, agents[item.agent].put.agent, UnassignReason::transferred});
        end_service(slot);
    } else if (item.state == WorkItemState::offered) {
        withdraw(slot, WithdrawReason::transferred);
    } else {
        unwait(slot);
    }
    leave_guest(slot);
    LaneKey key = lanes[item.home].key;
    key.only = AgentId{};
    item.queue = queue;
    item.held = false;
    item.at_head = false;
    item.queued_at = now;
    move_home(slot, lane_for(queue, std::move(key)));
    effects.push_back(Queued{item.id, queues[queue].put.queue});
    hold(slot, event.agent);
    wait(slot);
}

void State::apply(const ItemReclaimed& event) {
    const Slot slot = find_item(event.item);
    if (slot == no_slot || items[slot].state != WorkItemState::assigned) return;
    ItemRow& item = items[slot];
    const Slot agent = item.agent;
    effects.push_back(Unassigned{item.id, agents[agent].put.agent, UnassignReason::reclaimed});
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
    if (agents[agent].room_for(interruptible) < share) return reject(RejectReason::agent_full);
    if (slot == no_slot) {
        slot = add_item(event.item);
        ItemRow& item = items[slot];
        item.entered_at = item.queued_at = now;
        item.queue = queue;
        item.share = static_cast<std::uint8_t>(share);
        item.home = lane_for(queue, LaneKey{share, false, false, AgentId{}, {}});
        use_lane(item.home);
    } else if (items[slot].state == WorkItemState::assigned) {
        effects.push_back(Unassigned{event.item, agents[items[slot].agent].put.agent,
                                     UnassignReason::transferred});
        end_service(slot);
    } else if (items[slot].state == WorkItemState::offered) {
        withdraw(slot, WithdrawReason::transferred);
    } else {
        unwait(slot);
    }
    leave_guest(slot);
    release_hold(slot);
    ItemRow& item = items[slot];
    item.state = WorkItemState::assigned;
    item.at_head = false;
    give(slot, agent);
    refresh(agent);
    effects.push_back(Assign{item.id, event.agent, item.offer});
}

void State::give(Slot slot, Slot agent_slot) {
    ItemRow& item = items[slot];
    AgentRow& agent = agents[agent_slot];
    item.agent = agent_slot;
    agent.items.push_back(slot);
    agent.load += item.share;
    if (!item.interruptible) agent.firm_load += item.share;
    if (item.state == WorkItemState::offered) ++agent.offered;
}

void State::take(Slot slot) {
    ItemRow& item = items[slot];
    AgentRow& agent = agents[item.agent];
    const auto held = std::find(agent.items.begin(), agent.items.end(), slot);
    PARLEY_ASSERT(held != agent.items.end());
    *held = agent.items.back();
    agent.items.pop_back();
    agent.load -= item.share;
    if (!item.interruptible) agent.firm_load -= item.share;
    if (item.state == WorkItemState::offered) --agent.offered;
    item.agent = no_slot;
}

void State::end_service(Slot slot) {
    const Slot agent = items[slot].agent;
    take(slot);
    agents[agent].idle_since = now;
    start_wrap_up(agent, queues[items[slot].queue].put.wrap_up);
    refresh(agent);
}

}  // namespace parley::routing
