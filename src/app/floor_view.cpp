#include "app/floor_view.hpp"

#include <algorithm>
#include <map>

#include "app/change.hpp"

namespace parley::app {
namespace {

struct Placed {
    std::size_t place;
    FloorItem item;
};

FloorAgent seen(const Floor& floor, const Agent& agent) {
    FloorAgent out;
    out.id = agent.id;
    out.presence = agent.presence;
    out.presence_reason = agent.presence_reason;
    out.presence_since = agent.presence_since;
    out.wrap_up_until = agent.wrap_up_until;
    out.capacity = agent.capacity;
    out.load = floor.router.agent_load(agent.id);
    return out;
}

// Everything by id, so that two looks at the same floor are alike.
struct Looking {
    std::map<AgentId, FloorAgent> agents;
    std::map<QueueId, FloorQueue> queues;
    std::map<QueueId, std::vector<Placed>> waiting;

    void see(const Floor& floor, const Live& live) {
        const WorkItem& work = *live.work_item;
        const FloorItem item{live.session->id, work.share, work.entered_at, work.boost_ms};
        see_colleagues(floor, live);
        if (work.state == WorkItemState::waiting) {
            const auto place = floor.router.position(work.id);
            waiting[work.queue].push_back({place.value_or(0), item});
            queues[work.queue].id = work.queue;
            return;
        }
        FloorAgent* theirs = place_of(floor, work.agent);
        if (theirs == nullptr) return;
        if (work.state == WorkItemState::offered) {
            theirs->offered.push_back(item);
            queues[work.queue].id = work.queue;
            queues[work.queue].offered.push_back(item);
        } else if (work.state == WorkItemState::assigned) {
            theirs->served.push_back(item);
        }
    }

    void see_colleagues(const Floor& floor, const Live& live) {
        for (const Colleague& each : live.colleagues) {
            if (!each.has_joined()) continue;
            if (FloorAgent* theirs = place_of(floor, each.agent))
                theirs->besides.push_back({live.session->id, each.share, each.joined_at, 0});
        }
    }

    FloorAgent* place_of(const Floor& floor, AgentId id) {
        const Agent* agent = floor.agent(id);
        if (agent == nullptr) return nullptr;
        return &agents.try_emplace(id, seen(floor, *agent)).first->second;
    }
};

}  // namespace

FloorView look_at(const Floor& floor, Instant now) {
    Looking looking;
    for (const auto& [id, agent] : floor.agents) {
        if (agent.active) looking.agents.emplace(id, seen(floor, agent));
    }
    for (const auto& [id, queue] : floor.queues) {
        if (queue.active) looking.queues[id].id = id;
    }
    for (const Live* live : floor.open()) {
        if (live->work_item && !live->rests()) looking.see(floor, *live);
    }
    FloorView view;
    view.seq = floor.next_seq - 1;
    view.at = now;
    for (auto& [id, agent] : looking.agents) view.agents.push_back(std::move(agent));
    for (auto& [id, queue] : looking.queues) {
        queue.staffed = floor.router.staffed(id);
        auto& placed = looking.waiting[id];
        std::ranges::sort(placed, {}, &Placed::place);
        for (const Placed& one : placed) queue.waiting.push_back(one.item);
        view.queues.push_back(std::move(queue));
    }
    return view;
}

Task<Result<FloorView>> get_floor(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    // A decision that changes nothing: it is answered after what was decided before it is kept.
    std::function<Result<FloorView>(Floor&, Turn&, const Agent&)> look =
        [](Floor& floor, Turn& turn, const Agent&) -> Result<FloorView> {
        return look_at(floor, turn.now);
    };
    co_return co_await change<FloorView>(app, staff, Permission::session_read_all, look);
}

}  // namespace parley::app
