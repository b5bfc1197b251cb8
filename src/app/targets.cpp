#include "app/targets.hpp"

#include <algorithm>

#include "app/change.hpp"

namespace parley::app {
namespace {

// Ready with room, then ready, then away, then offline; among them the least loaded.
auto order_of(const TargetAgent& agent) {
    const bool is_free =
        agent.presence == Presence::ready && !agent.wraps_up && agent.load < agent.capacity;
    const int standing = is_free ? 0 : 3 - static_cast<int>(agent.presence);
    return std::tuple(standing, agent.load * 100 / std::max(agent.capacity, 1), agent.id);
}

Targets targets_of(const Floor& floor, Instant now) {
    Targets targets;
    for (const auto& [id, agent] : floor.agents) {
        if (!agent.active) continue;
        targets.agents.push_back({id, agent.presence, agent.wrap_up_until > now, agent.capacity,
                                  floor.router.agent_load(id)});
    }
    std::ranges::sort(targets.agents, {}, order_of);
    for (const auto& [id, queue] : floor.queues) {
        if (!queue.active) continue;
        TargetQueue& target = targets.queues.emplace_back();
        target.id = id;
        if (const auto view = floor.router.queue(id)) {
            target.waiting = view->waiting;
            target.staffed = view->staffed;
            target.expected = view->expected;
        }
    }
    std::ranges::sort(targets.queues, {}, &TargetQueue::id);
    return targets;
}

}  // namespace

Task<Result<Targets>> list_targets(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    CO_CHECKED(require(staff.agent, Permission::session_serve));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Targets(const Floor&)> look = [now = app.clock.now()](const Floor& floor) {
        return targets_of(floor, now);
    };
    co_return co_await owner->peek<Targets>(std::move(look));
}

}  // namespace parley::app
