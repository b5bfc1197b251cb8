#include <algorithm>
#include <bit>
#include <cstdlib>

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
    view.kind = item.kind;
    view.taken = item.agent == no_slot ? 0 : item.taken;
    view.interruptible = item.interruptible;
    view.beside = item.beside;
    view.entered_at = item.entered_at;
    view.queued_at = item.queued_at;
    view.boost = item.boost;
    view.at_head = item.at_head;
    view.overflowed = item.overflowed();
    for (const Slot lane : item.guests) {
        if (lane == no_slot) break;
        view.backups.push_back(queues[lanes[lane].queue].put.queue);
    }
    view.steps = item.steps;
    view.raised = Duration(item.raised_ms);
    view.announced = Duration(item.announced_ms);
    view.announced_most = Duration(item.announced_most_ms);
    if (item.state == WorkItemState::assigned) view.assigned_at = item.until;
    view.offer = item.offer;
    if (item.agent != no_slot) view.agent = agents[item.agent].id;
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
    view.agent = agent.id;
    view.presence = agent.presence;
    view.capacity = agent.capacity;
    view.load = agent.load;
    view.offered = agent.offered;
    view.assigned = static_cast<int>(agent.items.size()) - agent.offered;
    view.idle_since = agent.idle_since;
    view.last_offered_at = agent.last_offered_at;
    if (agent.wrapping_up) view.wrap_up_until = agent.wrap_up_until;
    view.last_offer = agent.last_offer;
    for (const PostRow& post : agent.posts) {
        if (post.pass != 0) view.passes.push_back({queues[post.queue].put.queue, post.pass});
    }
    return view;
}

QueueView State::view_queue(Slot slot) const {
    const QueueRow& queue = queues[slot];
    QueueView view;
    view.queue = queue.put.queue;
    view.waiting = queue.waiting;
    view.serving = queue.serving;
    view.staffed = queue.staffed;
    view.holding = queue.holding;
    view.settling = std::find(settling.begin(), settling.end(), slot) != settling.end();
    view.share_clock = queue.share_clock;
    view.memory = queue.memory;
    view.expected = forecast(slot, queue.waiting + 1);
    view.serving_agents = serving_agents(slot);
    std::vector<std::int32_t> off = queue.memory.errors;
    for (std::int32_t& error : off) error = std::abs(error);
    std::sort(off.begin(), off.end());
    if (!off.empty()) {
        view.error_p50 = Duration(off[(off.size() - 1) / 2]);
        view.error_p90 = Duration(off[(off.size() - 1) * 9 / 10]);
    }
    return view;
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

void count_agent(Explanation::Agents& counts, const AgentRow& agent, const Lane& lane) {
    ++counts.all;
    const bool skilled = lane.key.only || meets(agent.put.skills, lane.asks);
    if (!agent.on_duty) {
        ++counts.off_duty;
    } else if (!skilled) {
        ++counts.lacks_skill;
    } else if (agent.wrapping_up) {
        ++counts.wrapping_up;
    } else if (!agent.has_room(lane.key)) {
        ++counts.no_room;
    }
}

}  // namespace

Explanation::Ahead State::ahead_of(Slot slot) const {
    Explanation::Ahead ahead;
    const ItemRow& item = items[slot];
    const WaitingEntry entry = entry_of(slot);
    std::size_t left = Explanation::ahead_max;
    for (const auto& [key, lane] : queues[item.queue].lanes) {
        if (key.guest) continue;
        lanes[lane].waiting.for_each_while([&](const WaitingEntry& other) {
            if (left == 0 || !ItemOrder{*this}.before(other, entry)) return false;
            --left;
            const ItemRow& before = items[other.item];
            if (before.at_head && !item.at_head) {
                ++ahead.returned;
            } else if (before.entered_at > item.entered_at) {
                ++ahead.boosted;
            } else {
                ++ahead.older;
            }
            return true;
        });
    }
    return ahead;
}

Explanation State::explain(Slot slot) const {
    const ItemRow& item = items[slot];
    Explanation answer;
    answer.item = view(slot);
    answer.position = position(slot);
    answer.effective_age = now - item.entered_at + item.boost + Duration(item.raised_ms);
    for (int step = 0; step < std::ssize(queues[item.queue].put.steps); ++step) {
        if ((item.steps >> step & 1) != 0) answer.steps.push_back(step + 1);
    }
    if (item.state == WorkItemState::offered) {
        answer.next = {NextKind::offer_expires, item.until, queues[item.through].put.queue};
    }
    if (item.state != WorkItemState::waiting) return answer;

    const auto look_at = [&](const Lane& lane) {
        const QueueRow& queue = queues[lane.queue];
        answer.queues.push_back(queue.put.queue);
        if (const Slot only = lane.key.only ? find_agent(lane.key.only) : no_slot;
            only != no_slot) {
            return count_agent(answer.agents, agents[only], lane);
        }
        for (const Slot agent : queue.agents) {
            count_agent(answer.agents, agents[agent], lane);
        }
    };
    look_at(lanes[item.home]);
    for (const Slot lane : item.guests) {
        if (lane == no_slot) break;
        look_at(lanes[lane]);
    }

    const QueueRow& queue = queues[item.queue];
    answer.asks = lanes[item.home].asks;
    answer.expected = expected_wait(slot);
    answer.ahead = ahead_of(slot);
    for (const Need& need : answer.asks) {
        const bool met = std::any_of(queue.agents.begin(), queue.agents.end(), [&](Slot agent) {
            return agents[agent].on_duty && meets(agents[agent].put.skills, {need});
        });
        if (!met) answer.unmet.push_back(need);
    }
    if (item.held) {
        answer.next = {NextKind::hold_ends, item.until, queue.put.queue};
    } else if (const auto next = next_step(item)) {
        if (next->step == overflow_step) {
            answer.next = {NextKind::overflow_opens, next->at, queue.put.overflow};
        } else {
            answer.next = {NextKind::step_begins, next->at, queue.put.queue,
                           std::countr_zero(next->step) + 1};
        }
    }
    return answer;
}

}  // namespace parley::routing
