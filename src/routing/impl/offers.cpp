#include <algorithm>

#include "routing/impl/state.hpp"

namespace parley::routing {

void State::offer(Slot lane_slot, Slot slot, Slot agent_slot) {
    ItemRow& item = items[slot];
    AgentRow& agent = agents[agent_slot];
    const Lane& lane = lanes[lane_slot];
    const Pool& pool = pools[lane.pool];
    const QueueRow& through = queues[lane.queue];
    const Choice why{through.put.strategy, agent.load, agent.idle_since, pool.fitting[lane.number],
                     item.held};
    if (!item.at_head) learn_wait(slot, true);
    charge(pool, agent_slot);
    unwait(slot);
    release_hold(slot);  // Asked once.
    item.state = WorkItemState::offered;
    item.offer = ++last_offer;
    item.through = lane.queue;
    item.until = now + through.put.offer_for;
    set_timer(Timers::item_owner(slot), item.until);
    agent.last_offered_at = now;
    agent.last_offer = item.offer;
    give(slot, agent_slot);
    expect_work(slot);
    refresh_busier(agent_slot);
    effects.push_back(Offer{item.id, agent.id, item.offer, item.until, through.put.queue, why});
}

// Leaves the item in nobody's hands; the caller puts it somewhere.
void State::withdraw(Slot slot, WithdrawReason reason) {
    ItemRow& item = items[slot];
    const Slot agent = item.agent;
    effects.push_back(WithdrawOffer{item.id, agents[agent].id, item.offer, reason});
    clear_timer(Timers::item_owner(slot));
    take(slot);
    item.through = no_slot;
    refresh(agent);
}

void State::return_to_head(Slot slot) {
    ItemRow& item = items[slot];
    item.at_head = true;
    effects.push_back(Requeued{item.id, queues[item.queue].put.queue});
    wait(slot);
}

// The fence: item, agent and number must all be those of the offer now open.
Slot State::find_offer(WorkItemId id, AgentId agent, std::int64_t offer) const {
    const Slot slot = find_item(id);
    if (slot == no_slot) return no_slot;
    const ItemRow& item = items[slot];
    const bool open = item.state == WorkItemState::offered && item.offer == offer &&
                      agents[item.agent].id == agent;
    return open ? slot : no_slot;
}

void State::apply(const OfferAccepted& event) {
    const Slot slot = find_offer(event.item, event.agent, event.offer);
    if (slot == no_slot) return;
    ItemRow& item = items[slot];
    AgentRow& agent = agents[item.agent];
    clear_timer(Timers::item_owner(slot));
    leave_guests(slot);
    item.state = WorkItemState::assigned;
    item.until = now;
    item.at_head = false;
    item.through = no_slot;
    --agent.offered;
    // The moment of the offer, not of the accept: so the agent's place in every order stays as it
    // is.
    agent.idle_since = std::max(agent.idle_since, agent.last_offered_at);
    effects.push_back(Assign{item.id, agent.id, item.offer});
}

void State::apply(const OfferDeclined& event) {
    const Slot slot = find_offer(event.item, event.agent, event.offer);
    if (slot == no_slot) return;
    fail_offer(slot, WithdrawReason::declined, AwayReason::declined);
}

void State::fail_offer(Slot slot, WithdrawReason why, AwayReason away) {
    const Slot agent = items[slot].agent;
    withdraw(slot, why);
    return_to_head(slot);
    send_away(agent, away);
}

}  // namespace parley::routing
