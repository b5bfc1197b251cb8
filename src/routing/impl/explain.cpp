#include <algorithm>

#include "routing/impl/state.hpp"

namespace parley::routing {

ItemView State::view(Slot slot) const {
    const ItemRow& item = items[slot];
    ItemView view;
    view.item = item.id;
    view.queue = queues[item.queue].put.queue;
    view.state = item.state;
    view.needs = lanes[item.home].key.needs;
    view.share = item.share;
    view.interruptible = item.interruptible;
    view.entered_at = item.entered_at;
    view.queued_at = item.queued_at;
    view.boost = item.boost;
    view.at_head = item.at_head;
    view.overflowed = is_in_backup(item);
    view.offer = item.offer;
    if (item.agent != no_slot) view.agent = agents[item.agent].put.agent;
    if (item.state == WorkItemState::offered) {
        view.offer_expires_at = item.until;
        view.through = queues[item.through].put.queue;
    }
    if (item.held) {
        view.held_for = lanes[item.home].key.only;
        view.held_until = item.until;
    }
    return view;
}

AgentView State::view_agent(Slot slot) const {
    const AgentRow& agent = agents[slot];
    AgentView view;
    view.agent = agent.put.agent;
    view.presence = agent.presence;
    view.capacity = agent.capacity;
    view.load = agent.load;
    view.offered = agent.offered;
    view.assigned = static_cast<int>(agent.items.size()) - agent.offered;
    view.idle_since = agent.idle_since;
    view.last_offered_at = agent.last_offered_at;
    if (agent.wrapping_up) view.wrap_up_until = agent.wrap_up_until;
    view.last_offer = agent.last_offer;
    for (std::size_t i = 0; i < agent.posts.size(); ++i) {
        const std::int64_t pass = agent.posts[i].pass;
        if (pass != 0) view.passes.push_back({queues[agent.queues[i]].put.queue, pass});
    }
    return view;
}

QueueView State::view_queue(Slot slot) const {
    const QueueRow& queue = queues[slot];
    return {queue.put.queue, queue.waiting, queue.staffed, queue.share_clock};
}

// Guests from other queues are not counted: they come and go, and a place once told should not
// worsen.
std::optional<std::size_t> State::position(Slot slot) const {
    const ItemRow& item = items[slot];
    if (item.state != WorkItemState::waiting) return std::nullopt;
    const WaitingEntry entry = entry_of(slot);
    std::size_t before = 0;
    for (const auto& [key, lane] : queues[item.queue].lanes) {
        if (!key.guest) before += lanes[lane].waiting.count_before(entry, ItemOrder{*this});
    }
    return before + 1;
}

namespace {

void count_agent(Explanation::Agents& counts, const AgentRow& agent, const Lane& lane,
                 const std::vector<Need>& queue_needs) {
    ++counts.all;
    const bool skilled = lane.key.only || (meets(agent.put.skills, queue_needs) &&
                                           meets(agent.put.skills, lane.key.needs));
    if (!agent.on_duty) {
        ++counts.off_duty;
    } else if (!skilled) {
        ++counts.lacks_skill;
    } else if (agent.wrapping_up) {
        ++counts.wrapping_up;
    } else if (agent.room_for(lane.key.interruptible) < lane.key.share) {
        ++counts.no_room;
    }
}

}  // namespace

Explanation State::explain(Slot slot) const {
    const ItemRow& item = items[slot];
    Explanation answer;
    answer.item = view(slot);
    answer.position = position(slot);
    answer.effective_age = now - item.entered_at + item.boost;
    if (item.state == WorkItemState::offered) {
        answer.next = {NextKind::offer_expires, item.until, queues[item.through].put.queue};
    }
    if (item.state != WorkItemState::waiting) return answer;

    const auto look_at = [&](const Lane& lane) {
        const QueueRow& queue = queues[lane.queue];
        answer.queues.push_back(queue.put.queue);
        if (const Slot only = lane.key.only ? find_agent(lane.key.only) : no_slot;
            only != no_slot) {
            return count_agent(answer.agents, agents[only], lane, queue.put.needs);
        }
        for (const Slot agent : queue.agents) {
            count_agent(answer.agents, agents[agent], lane, queue.put.needs);
        }
    };
    look_at(lanes[item.home]);
    if (item.overflowed()) look_at(lanes[item.guest]);

    const QueueRow& queue = queues[item.queue];
    std::vector<Need> needs = queue.put.needs;
    const std::vector<Need>& own = lanes[item.home].key.needs;
    needs.insert(needs.end(), own.begin(), own.end());
    for (const Need& need : needs) {
        const bool met = std::any_of(queue.agents.begin(), queue.agents.end(), [&](Slot agent) {
            return agents[agent].on_duty && meets(agents[agent].put.skills, {need});
        });
        if (!met) answer.unmet.push_back(need);
    }
    if (item.held) {
        answer.next = {NextKind::hold_ends, item.until, queue.put.queue};
    } else if (const auto due = timers.due(Timers::item_owner(slot))) {
        answer.next = {NextKind::overflow_opens, *due, queue.put.overflow};
    }
    return answer;
}

}  // namespace parley::routing
