#include "routing/engine.hpp"

#include <algorithm>
#include <type_traits>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

constexpr std::size_t effects_usual = 4;

// Of those due in the same millisecond: items before agents, each by id.
struct TimerOrder {
    const State& state;
    bool operator()(const TimerEntry& a, const TimerEntry& b) const {
        if (a.is_agent() != b.is_agent()) return b.is_agent();
        if (a.is_agent()) return state.agents[a.slot()].id < state.agents[b.slot()].id;
        return state.items[a.slot()].id < state.items[b.slot()].id;
    }
};

}  // namespace

Engine::Engine(Policy policy) : state_(std::make_unique<State>()) {
    state_->policy = policy;
    state_->last_offer = policy.last_offer;
}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Effects Engine::step(const Event& event, Instant now) {
    State& state = *state_;
    state.effects.clear();
    state.effects.reserve(effects_usual);
    const bool restoring = std::holds_alternative<AgentRestored>(event) ||
                           std::holds_alternative<ItemRestored>(event) ||
                           std::holds_alternative<QueueRestored>(event);
    state.restoring = restoring;
    if (!restoring) state.let_pass(now);
    std::visit([&state](const auto& happened) { state.apply(happened); }, event);
    if (!restoring) {
        state.match();
        state.settle();
        state.announce();
    }
    state.sweep_idle_lanes();
    return std::move(state.effects);
}

void State::let_pass(Instant until) {
    now = std::max(now, until);
    for (auto due = timers.first(); due && *due <= now; due = timers.first()) {
        std::vector<TimerEntry> all = timers.all_first();
        if (all.size() > 1) std::ranges::sort(all, TimerOrder{*this});
        for (const TimerEntry& each : all) {
            if (timers.due(each.owner) != due) continue;  // One before it saw to that.
            clear_timer(each.owner);
            fire(each);
        }
    }
    if (settle_at && *settle_at <= now) look_again();
}

void State::fire(TimerEntry due) {
    if (due.is_agent()) return end_wrap_up(due.slot());
    const Slot item = due.slot();
    if (items[item].state == WorkItemState::offered) {
        return fail_offer(item, WithdrawReason::timed_out, AwayReason::no_answer);
    }
    if (items[item].held) return end_hold(item);
    restand(item);
}

std::optional<Instant> Engine::next_deadline() const {
    const auto first = state_->timers.first();
    if (!first) return state_->settle_at;
    return state_->settle_at ? std::min(*first, *state_->settle_at) : first;
}

std::optional<ItemView> Engine::item(WorkItemId id) const {
    const Slot slot = state_->find_item(id);
    if (slot == no_slot) return std::nullopt;
    return state_->view(slot);
}

std::optional<AgentView> Engine::agent(AgentId id) const {
    const Slot slot = state_->find_agent(id);
    if (slot == no_slot) return std::nullopt;
    return state_->view_agent(slot);
}

std::optional<std::size_t> Engine::position(WorkItemId id) const {
    const Slot slot = state_->find_item(id);
    if (slot == no_slot) return std::nullopt;
    return state_->position(slot);
}

std::optional<WaitRange> Engine::expected_wait(WorkItemId id) const {
    const Slot slot = state_->find_item(id);
    if (slot == no_slot) return std::nullopt;
    return state_->expected_wait(slot);
}

std::optional<Explanation> Engine::explain(WorkItemId id) const {
    const Slot slot = state_->find_item(id);
    if (slot == no_slot) return std::nullopt;
    return state_->explain(slot);
}

int Engine::agent_load(AgentId id) const {
    const Slot slot = state_->find_agent(id);
    return slot == no_slot ? 0 : state_->agents[slot].load;
}

int Engine::share_for(AgentId agent, WorkItemId item) const {
    const Slot slot = state_->find_item(item);
    const Slot theirs = state_->find_agent(agent);
    if (slot == no_slot) return 0;
    const ItemRow& row = state_->items[slot];
    if (theirs == no_slot) return row.share;
    return row.agent == theirs ? row.taken : state_->agents[theirs].share_of(row.kind, row.share);
}

int Engine::share_for(AgentId agent, int kind, int share) const {
    const Slot theirs = state_->find_agent(agent);
    if (theirs == no_slot || kind < 0 || kind > kinds_max) return share;
    return state_->agents[theirs].share_of(kind, share);
}

std::optional<QueueView> Engine::queue(QueueId id) const {
    const Slot slot = state_->find_queue(id);
    if (slot == no_slot) return std::nullopt;
    return state_->view_queue(slot);
}

bool Engine::has_place(QueueId id, int share, bool interruptible, int kind, bool beyond) const {
    const Slot slot = state_->find_queue(id);
    const int known = kind >= 1 && kind <= kinds_max ? kind : 0;
    return slot != no_slot &&
           state_->has_place(slot, LaneKey{share, interruptible, false, {}, {}, 0, known}, beyond);
}

std::size_t Engine::waiting(QueueId id) const {
    const Slot slot = state_->find_queue(id);
    return slot == no_slot ? 0 : state_->queues[slot].waiting;
}

std::size_t Engine::staffed(QueueId id) const {
    const Slot slot = state_->find_queue(id);
    return slot == no_slot ? 0 : state_->queues[slot].staffed;
}

std::string Engine::audit() const { return state_->audit(); }

}  // namespace parley::routing
