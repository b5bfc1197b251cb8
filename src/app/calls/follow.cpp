// Sessions change hands, offers are made, time passes: what becomes of the calls. Declared in
// steps.hpp.
#include <algorithm>

#include "app/calls/direction.hpp"
#include "app/calls/live_calls.hpp"
#include "app/calls/steps.hpp"
#include "app/lifecycle.hpp"

namespace parley::app {
namespace {

bool has_run_out(const Leg& leg, Instant now) {
    const bool is_awaited = leg.state == LegState::ringing || leg.state == LegState::joining;
    return is_awaited && leg.medium == LegMedium::browser && now - leg.started_at >= rings_for;
}

}  // namespace

void session_left_agent(Floor& floor, Turn& turn, SessionId session, AgentId agent) {
    CallView* view = floor.calls.of(session);
    if (view == nullptr) return;
    for (Leg& leg : view->legs) {
        if (leg.kind == LegKind::agent && leg.agent == agent)
            remove_leg(turn, leg, LegCause::transferred);
    }
    view->call.is_held = false;
    settle(floor, turn, *view);
}

void session_was_closed(Floor& floor, Turn& turn, SessionId session, Actor actor) {
    CallView* view = floor.calls.of(session);
    if (view == nullptr) return;
    if (!view->call.is_handed_on)
        return end_call(floor, turn, *view, LegCause::removed, CloseReason::by_agent, actor);
    for (Leg& leg : view->legs) {
        if (leg.kind == LegKind::agent) remove_leg(turn, leg, LegCause::transferred);
    }
    settle(floor, turn, *view);
}

void ring_phones(Floor& floor, Turn& turn, SessionId session, AgentId agent) {
    CallView* view = floor.calls.of(session);
    if (view == nullptr) return;
    bool rings = false;
    for (const auto& [id, phone] : floor.phones) {
        if (phone.agent != agent || !phone.rings || !phone.active) continue;
        const auto place = free_place(*view);
        if (!place) break;
        Leg leg;
        leg.place = *place;
        leg.kind = LegKind::agent;
        leg.medium = LegMedium::phone;
        leg.agent = agent;
        leg.phone = id;
        add_leg(turn, *view, std::move(leg));
        rings = true;
    }
    if (rings) settle(floor, turn, *view);
}

void stop_ringing(Floor& floor, Turn& turn, SessionId session, AgentId agent) {
    CallView* view = floor.calls.of(session);
    if (view == nullptr) return;
    bool rang = false;
    for (Leg& leg : view->legs) {
        const bool is_theirs = leg.kind == LegKind::agent && leg.agent == agent;
        if (!is_theirs || leg.state != LegState::ringing) continue;
        remove_leg(turn, leg, LegCause::cancelled);
        rang = true;
    }
    if (rang) settle(floor, turn, *view);
}

bool call_time_is_due(const Floor& floor, Instant now) {
    return std::ranges::any_of(floor.calls.all(), [&](const auto& entry) {
        const CallView& view = entry.second;
        if (view.call.state == CallState::ended) return false;
        return std::ranges::any_of(view.legs,
                                   [now](const Leg& leg) { return has_run_out(leg, now); });
    });
}

void pass_call_time(Floor& floor, Turn& turn) {
    std::vector<CallId> ids;
    for (const auto& [id, view] : floor.calls.all()) {
        if (view.call.state != CallState::ended) ids.push_back(id);
    }
    for (const CallId id : ids) {
        CallView* view = floor.calls.find(id);
        bool changed = false;
        for (Leg& leg : view->legs) {
            if (!has_run_out(leg, turn.now)) continue;
            remove_leg(turn, leg, LegCause::no_answer);
            changed = true;
        }
        if (changed) settle(floor, turn, *view);
    }
}

}  // namespace parley::app
