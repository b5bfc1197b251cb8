#include <algorithm>
#include <utility>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

PostRow post_of(const AgentPut& event, QueueId queue, Slot slot) {
    const auto found = std::find_if(event.posts.begin(), event.posts.end(),
                                    [&](const Post& post) { return post.queue == queue; });
    const Post post = found == event.posts.end() ? Post{} : *found;
    return {0, slot, static_cast<std::uint16_t>(std::clamp(post.rank, 1, Post::rank_max)),
            static_cast<std::uint8_t>(std::clamp(post.weight, 1, Post::weight_max)),
            static_cast<std::uint8_t>(std::clamp(post.precedence, 1, Post::precedence_max))};
}

}  // namespace

Slot State::agent_row(AgentId id) {
    const std::size_t hash = std::hash<AgentId>{}(id);
    const auto is_it = [&](Slot slot) { return agents[slot].id == id; };
    if (const Slot found = agent_index.find(hash, is_it); found != no_slot) return found;
    const Slot slot = agents.add();
    agents[slot].id = agents[slot].put.agent = id;
    agent_ids.push_back(id);
    PARLEY_ASSERT(agent_ids.size() == slot + 1);
    agent_index.insert(hash, slot);
    return slot;
}

Slot State::find_agent(AgentId id) const {
    return agent_index.find(std::hash<AgentId>{}(id),
                            [&](Slot slot) { return agents[slot].id == id; });
}

void State::apply(const AgentPut& event) {
    const Slot slot = agent_row(event.agent);
    AgentRow& agent = agents[slot];
    const bool was_on_duty = agent.on_duty;
    for (const PostRow& post : agent.posts) std::erase(queues[post.queue].agents, slot);
    agent.put = event;
    agent.capacity = std::clamp(event.capacity, 0, Agent::capacity_max);
    agent.kind_shares.clear();
    for (const KindShare& each : event.shares) {
        if (each.kind < 1 || each.kind > Engine::kinds_max) continue;
        agent.kind_shares.resize(Engine::kinds_max + 1);
        agent.kind_shares[static_cast<std::size_t>(each.kind)] =
            static_cast<std::uint8_t>(std::clamp(each.share, 1, Agent::capacity_max));
    }
    agent.weigh();
    const std::vector<PostRow> former(agent.posts.begin(), agent.posts.end());
    agent.posts.clear();
    for (const QueueId& id : event.queues) {
        const Slot queue = queue_row(id);
        if (agent.post_in(queue) != nullptr) continue;
        agent.posts.push_back(post_of(event, id, queue));
        const auto was = std::ranges::find(former, queue, &PostRow::queue);
        if (was != former.end()) agent.posts.back().pass = was->pass;
        queues[queue].agents.push_back(slot);
    }
    agent.has_precedence = std::any_of(
        agent.posts.begin(), agent.posts.end(),
        [&](const PostRow& post) { return post.precedence != agent.posts[0].precedence; });
    reseat(slot);
    if (was_on_duty && !event.active) set_presence(slot, agent.presence);
    count_duty(slot);
    refresh(slot);
}

void State::apply(const AgentPresence& event) {
    const Slot slot = find_agent(event.agent);
    if (slot == no_slot) return;
    set_presence(slot, event.presence);
}

void State::apply(const WrapUpDone& event) {
    const Slot slot = find_agent(event.agent);
    if (slot == no_slot || !agents[slot].wrapping_up) return;
    clear_timer(Timers::agent_owner(slot));
    end_wrap_up(slot);
}

void State::apply(const WrapUpExtended& event) {
    const Slot slot = find_agent(event.agent);
    if (slot == no_slot || !agents[slot].wrapping_up || event.by <= Duration::zero()) return;
    AgentRow& agent = agents[slot];
    agent.wrap_up_until += event.by;
    set_timer(Timers::agent_owner(slot), agent.wrap_up_until);
    effects.push_back(WrapUpLengthened{agent.id, agent.wrap_up_until});
}

void State::set_presence(Slot slot, Presence presence) {
    AgentRow& agent = agents[slot];
    const bool was_ready = agent.presence == Presence::ready;
    agent.presence = presence;
    if (presence == Presence::ready && !was_ready) agent.idle_since = now;
    count_duty(slot);
    refresh(slot);
    if (agent.on_duty) return;

    const auto by_id = [this](Slot a, Slot b) { return items[a].id < items[b].id; };
    std::vector<Slot> offered;
    for (const Slot item : agent.items) {
        if (items[item].state == WorkItemState::offered) offered.push_back(item);
    }
    std::sort(offered.begin(), offered.end(), by_id);
    for (const Slot item : offered) {
        withdraw(item, WithdrawReason::agent_left);
        return_to_head(item);
    }
    std::vector<Slot> held;
    for (const Seat& seat : agent.seats) {
        const Pool& pool = pools[seat.pool];
        if (!pool.held) continue;
        lanes[pool.lanes[0]].waiting.for_each(
            [&](const WaitingEntry& entry) { held.push_back(entry.item); });
    }
    std::sort(held.begin(), held.end(), by_id);
    for (const Slot item : held) end_hold(item);
}

// Keeps the queues' figures of agents on duty in step with this agent.
void State::count_duty(Slot slot) {
    AgentRow& agent = agents[slot];
    const bool on_duty = agent.put.active && agent.presence == Presence::ready;
    if (on_duty == agent.on_duty) return;
    agent.on_duty = on_duty;
    for (const Slot queue : agent.able) {
        if (on_duty) {
            ++queues[queue].staffed;
        } else {
            --queues[queue].staffed;
        }
        unsettle(queue);
    }
    recount_crew(slot);
}

void State::start_wrap_up(Slot slot, Slot queue) {
    const Duration length = queues[queue].put.wrap_up;
    if (length <= Duration::zero()) return;
    AgentRow& agent = agents[slot];
    agent.wrap_up_until =
        agent.wrapping_up ? std::max(agent.wrap_up_until, now + length) : now + length;
    agent.wrapping_up = true;
    set_timer(Timers::agent_owner(slot), agent.wrap_up_until);
    effects.push_back(WrapUpStarted{agent.id, agent.wrap_up_until, queues[queue].put.queue});
}

void State::end_wrap_up(Slot slot) {
    AgentRow& agent = agents[slot];
    agent.wrapping_up = false;
    agent.idle_since = now;
    effects.push_back(WrapUpEnded{agent.id});
    refresh(slot);
}

void State::send_away(Slot slot, AwayReason reason) {
    effects.push_back(SetAway{agents[slot].id, reason});
    set_presence(slot, Presence::away);
}

}  // namespace parley::routing
