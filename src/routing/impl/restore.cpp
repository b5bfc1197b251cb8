#include <algorithm>

#include "routing/impl/state.hpp"

namespace parley::routing {

void State::apply(const Tick&) {}

void State::apply(const AgentRestored& event) {
    const Slot slot = find_agent(event.agent.agent);
    if (slot == no_slot) return;
    AgentRow& agent = agents[slot];
    agent.presence = event.agent.presence;
    agent.idle_since = event.agent.idle_since;
    agent.last_offered_at = event.agent.last_offered_at;
    agent.last_offer = event.agent.last_offer;
    for (const SharePass& share : event.agent.passes) {
        PostRow* post = agent.post_in(queue_row(share.queue));
        if (post != nullptr) post->pass = share.pass;
    }
    if (event.agent.wrap_up_until) {
        agent.wrapping_up = true;
        agent.wrap_up_until = *event.agent.wrap_up_until;
        set_timer(Timers::agent_owner(slot), agent.wrap_up_until);
    }
    count_duty(slot);
    refresh(slot);
}

void State::apply(const QueueRestored& event) {
    const Slot slot = find_queue(event.queue.queue);
    if (slot == no_slot) return;
    QueueRow& queue = queues[slot];
    queue.share_clock = event.queue.share_clock;
    queue.memory = event.queue.memory;
    queue.holding = event.queue.holding & queue.conditions;
    queue.restored = true;
    queue.unsettled = event.queue.settling;
    std::erase(unsettled, slot);
    if (!event.queue.settling) return;
    settling.push_back(slot);
    settle_at = now + Duration(1);
}

// Rows tell only that it overflowed, an engine's view also whither.
void State::restore_backups(Slot slot, const ItemView& was) {
    ItemRow& item = items[slot];
    std::vector<QueueId> backups = was.backups;
    if (backups.empty() && was.overflowed) backups.push_back(queues[item.queue].put.overflow);
    std::size_t place = 0;
    for (const QueueId& id : backups) {
        const Slot backup = find_queue(id);
        if (backup == no_slot || place == item.guests.size()) continue;
        item.guests[place] = guest_lane_for(backup, item);
        use_lane(item.guests[place++]);
    }
}

// Takes the item as it was, whatever its queue's limits say by now. What its agent no longer is
// there for waits at the head.
void State::apply(const ItemRestored& event) {
    const ItemView& was = event.item;
    if (was.state == WorkItemState::finished || find_item(was.item) != no_slot) return;
    const Slot queue = find_queue(was.queue);
    if (queue == no_slot) {
        effects.push_back(Rejected{was.item, was.queue, RejectReason::unknown_queue});
        return;
    }
    const Slot slot = add_item(was.item);
    ItemRow& item = items[slot];
    item.entered_at = was.entered_at;
    item.queued_at = was.queued_at;
    item.boost = was.boost;
    item.offer = was.offer;
    item.queue = queue;
    item.share = static_cast<std::uint8_t>(std::clamp(was.share, 1, 100));
    item.interruptible = was.interruptible;
    item.beside = was.beside;
    item.kind = static_cast<std::uint8_t>(std::clamp(was.kind, 0, Engine::kinds_max));
    item.at_head = was.at_head;
    last_offer = std::max(last_offer, was.offer);

    const Slot agent = was.agent ? find_agent(was.agent) : no_slot;
    const bool with_agent = was.state != WorkItemState::waiting && agent != no_slot;
    const bool held = !with_agent && was.held_for && find_agent(was.held_for) != no_slot;
    LaneKey key{item.share, item.interruptible, false, held ? was.held_for : AgentId{}, was.needs,
                0,          item.kind};
    std::sort(key.needs.begin(), key.needs.end());
    item.home = lane_for(queue, std::move(key));
    use_lane(item.home);
    item.steps = static_cast<std::uint16_t>(was.steps);
    item.raised_ms = static_cast<std::int32_t>(was.raised.count());
    item.announced_ms = static_cast<std::uint32_t>(was.announced.count());
    item.announced_most_ms = static_cast<std::uint32_t>(was.announced_most.count());
    if (was.state != WorkItemState::assigned) restore_backups(slot, was);
    if (!with_agent) {
        item.held = held;
        item.until = was.held_until;
        if (was.state != WorkItemState::waiting) item.at_head = true;
        return wait(slot);
    }
    item.state = was.state;
    item.until = was.assigned_at;
    give(slot, agent);
    if (was.taken > 0) retake(slot, was.taken);
    if (was.state == WorkItemState::offered) {
        item.through = was.through ? find_queue(was.through) : queue;
        if (item.through == no_slot) item.through = queue;
        item.until = was.offer_expires_at;
        set_timer(Timers::item_owner(slot), item.until);
    }
    refresh(agent);
}

}  // namespace parley::routing
