#include "app/reconcile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <utility>

#include "app/calls/direction.hpp"
#include "app/calls/live_calls.hpp"
#include "app/calls/phone_reach.hpp"
#include "app/calls/steps.hpp"
#include "app/colleagues.hpp"
#include "app/lifecycle.hpp"
#include "app/restore.hpp"
#include "app/sessions.hpp"
#include "base/assert.hpp"
#include "base/enum_names.hpp"
#include "base/log.hpp"

namespace parley::app {
namespace {

bool is_speaking(const Leg& leg) {
    const bool has_sound = leg.state == LegState::joined || leg.state == LegState::held;
    return leg.kind == LegKind::agent && has_sound;
}

AgentSight sight_of(const Floor& floor, const Agent& agent) {
    AgentSight sight;
    sight.agent = agent.id;
    sight.active = agent.active;
    sight.presence = agent.presence;
    if (const auto routed = floor.router.agent(agent.id)) sight.routed = routed->presence;
    const auto attendance = floor.attendance.find(agent.id);
    if (attendance != floor.attendance.end()) {
        sight.has_line = attendance->second.connections > 0;
        sight.absent_since = attendance->second.absent_since;
    }
    return sight;
}

CallSight sight_of(const Floor& floor, const CallView& view) {
    CallSight sight;
    sight.call = view.call.id;
    sight.is_handed_on = view.call.is_handed_on;
    sight.alone_since = view.call.alone_since;
    sight.legs = static_cast<int>(std::ranges::count_if(view.legs, is_there));
    const Live* live = floor.live_of(view.call.session);
    if (live != nullptr && live->session->state == SessionState::assigned) {
        sight.is_assigned = true;
        sight.assigned_at = live->session->assigned_at;
    }
    return sight;
}

FloorSight sight_of(const Floor& floor) {
    std::map<AgentId, AgentSight> agents;
    for (const auto& [id, agent] : floor.agents) agents.emplace(id, sight_of(floor, agent));
    FloorSight sight;
    for (const Live* live : floor.open()) {
        if (!live->work_item || live->rests()) continue;
        const WorkItem& item = *live->work_item;
        const auto routed = floor.router.item(item.id);
        ItemSight& seen = sight.items.emplace_back();
        seen.item = item.id;
        seen.state = item.state;
        seen.offer_expires_at = item.offer_expires_at;
        if (routed) seen.routed = routed->state;
        see_way(floor, *live, seen);
        const auto server = agents.find(item.agent);
        if (item.state == WorkItemState::assigned && server != agents.end())
            ++server->second.serves;
    }
    for (const auto& [id, view] : floor.calls.all()) {
        if (view.call.state == CallState::ended) continue;
        sight.calls.push_back(sight_of(floor, view));
        for (const Leg& leg : view.legs) {
            const auto speaker = agents.find(leg.agent);
            if (is_speaking(leg) && speaker != agents.end()) speaker->second.speaks = true;
        }
    }
    for (const auto& [id, agent] : agents) sight.agents.push_back(agent);
    return sight;
}

std::vector<Repair> found_due(Floor& floor, Instant now) {
    return due_repairs(disagreements(sight_of(floor), now), floor.repair_patience, now);
}

// Whatever the agent was serving returns to the head of its queue: the contact must not wait for
// somebody who is gone.
void take_back(Floor& floor, Turn& turn, AgentId id) {
    for (const WorkItemId item : floor.items_of(id))
        route(floor, turn, routing::ItemReclaimed{item}, Actor::system());
    colleague_was_lost(floor, turn, id);
}

void go_offline(Floor& floor, Turn& turn, AgentId id, std::string_view why) {
    set_presence(floor, turn, id, Presence::offline, std::string(why), Actor::system());
    take_back(floor, turn, id);
}

void lose(Floor& floor, Turn& turn, AgentId id) {
    Attendance& attendance = floor.attendance[id];
    attendance.absent_since.reset();
    attendance.before_lost = floor.agents.at(id).presence;
    go_offline(floor, turn, id, connection_lost);
}

void tell_router(Floor& floor, Turn& turn, AgentId id) {
    const Agent& agent = floor.agents.at(id);
    route(floor, turn, declare(floor, agent), Actor::system());
    route(floor, turn, routing::AgentPresence{id, agent.presence}, Actor::system());
}

// As one that enters, with the time and the head start it has.
void enter_again(Floor& floor, Turn& turn, WorkItemId id) {
    Live* live = floor.live_of(id);
    if (live == nullptr || !live->work_item) return;
    const AgentId agent = live->work_item->agent;
    route(floor, turn, routing::ItemLeft{id}, Actor::system());
    live->work_item->state = WorkItemState::waiting;
    live->work_item->agent = {};
    live->work_item->through = {};
    if (live->session->state != SessionState::queued) {
        PARLEY_ASSERT(live->session->requeue(live->session->queue));
        stop_ringing(floor, turn, live->session->id, agent);
    }
    turn.session_changed(*live, EventType::session_queued, Actor::system(), "repaired", {}, agent);
    route(floor, turn, entering(floor, *live), Actor::system());
}

void go_to_next(Floor& floor, Turn& turn, WorkItemId id) {
    const Live* live = floor.live_of(id);
    if (live != nullptr && live->work_item) pass_over(floor, turn, live->work_item->agent);
}

void come_back_from(Floor& floor, Turn& turn, CallId id) {
    CallView* view = floor.calls.find(id);
    if (view == nullptr) return;
    Live* live = floor.live_of(view->call.session);
    if (view->call.direction == CallDirection::outbound)
        end_call(floor, turn, *view, LegCause::removed, CloseReason::by_agent, Actor::system());
    else if (live != nullptr)
        route(floor, turn, routing::ItemReclaimed{live->work_item->id}, Actor::system());
}

void carry_out(Floor& floor, Turn& turn, const Repair& repair) {
    switch (repair.kind) {
        case RepairKind::line_lost: return lose(floor, turn, repair.agent);
        case RepairKind::agent_inactive: return go_offline(floor, turn, repair.agent, "inactive");
        case RepairKind::left_serving: return take_back(floor, turn, repair.agent);
        case RepairKind::presence_differs: return tell_router(floor, turn, repair.agent);
        case RepairKind::offer_overdue:
        case RepairKind::item_unrouted: return enter_again(floor, turn, repair.item);
        case RepairKind::offer_unreached: return go_to_next(floor, turn, repair.item);
        case RepairKind::call_forsaken: return come_back_from(floor, turn, repair.call);
        case RepairKind::call_empty: return call_lost(floor, turn, repair.call);
    }
}

}  // namespace

bool repairs_are_due(Floor& floor, Instant now) {
    floor.has_repairs = !found_due(floor, now).empty();
    return floor.has_repairs;
}

void settle_repairs(Floor& floor, Turn& turn) {
    if (!std::exchange(floor.has_repairs, false)) return;
    for (const Repair& repair : found_due(floor, turn.now)) {
        carry_out(floor, turn, repair);
        floor.repair_patience.erase(repair);
        turn.repairs.push_back(repair.kind);
        log_warning("repaired", {{"kind", std::string(name_of(repair.kind))},
                                 {"workspace", floor.workspace.id.text()},
                                 {"agent", repair.agent.text()},
                                 {"item", repair.item.text()},
                                 {"call", repair.call.text()}});
    }
}

Counter& repairs_counted(Metrics& metrics, RepairKind kind) {
    return metrics.counter("parley_repairs_total",
                           "Disagreements on the floor that were put right.",
                           fmt::format("kind=\"{}\"", name_of(kind)));
}

void declare_repairs(Metrics& metrics) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<RepairKind>>(
        [&](auto described) { repairs_counted(metrics, described.value); });
}

}  // namespace parley::app
