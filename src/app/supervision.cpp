#include "app/supervision.hpp"

#include "app/callbacks.hpp"
#include "app/calls/live_calls.hpp"
#include "app/change.hpp"
#include "app/lifecycle.hpp"
#include "app/presence.hpp"

namespace parley::app {
namespace {

template <class T>
using FloorDecision = std::function<Result<T>(Floor&, Turn&, const Agent&)>;

Result<const Agent*> active_agent(const Floor& floor, AgentId id, std::string_view pointer = {}) {
    const Agent* agent = floor.agent(id);
    if (agent != nullptr && agent->active) return agent;
    return refuse(Code::not_found, "agent_not_found", {}, pointer);
}

bool is_here(const Floor& floor, AgentId agent) {
    const auto found = floor.attendance.find(agent);
    return found != floor.attendance.end() && found->second.connections > 0;
}

Result<> require_room(Floor& floor, const Agent& agent, const Live& live) {
    const int share = share_for(floor, live, agent.id);
    if (agent.capacity - floor.router.agent_load(agent.id) >= share) return {};
    return refuse(Code::conflict, "agent_busy");
}

Result<SessionAnswer> decide_take(Floor& floor, Turn& turn, const Agent& agent, SessionId session) {
    Live* live = floor.live_of(session);
    if (live == nullptr) return refuse(Code::not_found, "session_not_found");
    const WorkItem& item = *live->work_item;
    const bool is_theirs = item.agent == agent.id;
    if (is_theirs && item.state == WorkItemState::assigned) return view_of(floor, *live);
    if (const CallView* call = floor.calls.of(session); call != nullptr && call->call.is_handed_on)
        return refuse(Code::conflict, "call_not_takeable");
    const bool is_offered =
        is_theirs && item.state == WorkItemState::offered && item.offer_expires_at > turn.now;
    if (is_offered) {  // It has its room already.
        route(floor, turn, routing::OfferAccepted{item.id, agent.id, item.offer}, Actor::of(agent));
        return view_of(floor, *live);
    }
    CHECKED(require_room(floor, agent, *live));
    take_item(floor, turn, *live, agent.id, Actor::of(agent));
    return view_of(floor, *live);
}

Result<> check_target(const Floor& floor, AgentId from, const Reassignment& to,
                      std::size_t sessions) {
    if (to.queue && to.agent)
        return refuse(Code::invalid, "transfer_target", "name a queue or an agent, not both");
    if (to.agent) {
        TRY(const Agent* agent, active_agent(floor, to.agent, "/agent_id"));
        if (agent->id == from)
            return refuse(Code::invalid, "transfer_target", "they have them already", "/agent_id");
    }
    if (!to.queue) return {};
    const Queue* queue = floor.queue(to.queue);
    if (queue == nullptr || !queue->active)
        return refuse(Code::not_found, "queue_not_found", {}, "/queue_id");
    const auto places = static_cast<std::size_t>(queue->waiting_max);
    if (floor.router.waiting(to.queue) + sessions > places)
        return refuse(Code::over_limit, "queue_full", {}, "/queue_id");
    return {};
}

Result<std::size_t> decide_reassign(Floor& floor, Turn& turn, const Agent& by, AgentId id,
                                    const Reassignment& to) {
    TRY(const Agent* agent, active_agent(floor, id));
    const std::vector<WorkItemId> items = floor.items_of(id);
    CHECKED(check_target(floor, id, to, items.size()));
    const Actor actor = Actor::of(by);
    if (agent->presence == Presence::ready)
        set_presence(floor, turn, id, Presence::away, std::string(reassigned_reason), actor);
    for (const WorkItemId item : items) {
        if (to.queue || to.agent)
            route(floor, turn, routing::ItemTransferred{item, to.queue, to.agent}, actor);
        else
            route(floor, turn, routing::ItemReclaimed{item}, actor);
    }
    return items.size();
}

}  // namespace

Task<Result<Agent>> set_presence_of(App& app, const Staff& staff, AgentId agent, Presence presence,
                                    std::string reason) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    CO_CHECKED(check_presence_reason(reason));
    if (presence != Presence::away) reason.clear();
    const FloorDecision<Agent> decide =
        [agent, presence, reason](Floor& floor, Turn& turn, const Agent& by) -> Result<Agent> {
        TRY(const Agent* there, active_agent(floor, agent));
        CHECKED(check_presence_reason(floor, *there, reason));
        if (presence != Presence::offline && !is_here(floor, agent))
            return refuse(Code::conflict, "agent_away");
        set_presence(floor, turn, agent, presence, reason, Actor::of(by));
        return *floor.agent(agent);
    };
    co_return co_await change<Agent>(app, staff, Permission::session_manage, decide);
}

Task<Result<SessionAnswer>> take_session(App& app, const Staff& staff, SessionId session) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    const FloorDecision<SessionAnswer> decide = [session](Floor& floor, Turn& turn,
                                                          const Agent& by) {
        return decide_take(floor, turn, by, session);
    };
    auto taken = co_await change<SessionAnswer>(app, staff, Permission::session_manage, decide);
    if (!taken)
        co_return std::unexpected(co_await why_not_open(app, staff, session, taken.error()));
    co_return taken;
}

Task<Result<std::size_t>> reassign(App& app, const Staff& staff, AgentId agent, Reassignment to) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    const FloorDecision<std::size_t> decide = [agent, to](Floor& floor, Turn& turn,
                                                          const Agent& by) {
        return decide_reassign(floor, turn, by, agent, to);
    };
    co_return co_await change<std::size_t>(app, staff, Permission::session_manage, decide);
}

}  // namespace parley::app
