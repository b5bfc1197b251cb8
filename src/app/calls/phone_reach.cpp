#include "app/calls/phone_reach.hpp"

#include <algorithm>
#include <ranges>

#include "app/calls/direction.hpp"
#include "app/calls/live_calls.hpp"
#include "app/calls/steps.hpp"
#include "app/lifecycle.hpp"

namespace parley::app {
namespace {

bool is_offered(const Live* live) {
    return live != nullptr && live->work_item && live->work_item->state == WorkItemState::offered;
}

// The phone's newest leg in the call; null: it was not rung.
const Leg* newest_leg(const CallView& view, PhoneId phone) {
    for (const Leg& leg : view.legs | std::views::reverse) {
        if (leg.phone == phone) return &leg;
    }
    return nullptr;
}

void stop_phone(Floor& floor, Turn& turn, PhoneId phone) {
    std::vector<SessionId> changed;
    for (auto& [id, view] : floor.calls.all()) {
        const Live* live = floor.live_of(view.call.session);
        if (view.call.state == CallState::ended || !is_offered(live)) continue;
        for (Leg& leg : view.legs) {
            const bool rings = leg.phone == phone && leg.kind == LegKind::agent &&
                               leg.agent == live->work_item->agent &&
                               leg.state == LegState::ringing;
            if (!rings) continue;
            remove_leg(turn, leg, LegCause::unreachable);
            changed.push_back(view.call.session);
        }
    }
    for (const SessionId session : changed) {
        CallView* view = floor.calls.of(session);
        if (view == nullptr) continue;
        settle(floor, turn, *view);
        phone_left(floor, turn, session);
    }
}

}  // namespace

void see_way(const Floor& floor, const Live& live, ItemSight& sight) {
    const CallView* view = floor.calls.of(live.session->id);
    if (view == nullptr || !is_offered(&live)) return;
    const AgentId agent = live.work_item->agent;
    for (const auto& [id, phone] : floor.phones) {
        if (phone.agent != agent) continue;
        const Leg* leg = newest_leg(*view, id);
        if (leg == nullptr) continue;
        if (is_there(*leg)) ++sight.phones_ringing;
        if (!is_there(*leg) && leg->cause == LegCause::unreachable) ++sight.phones_gone;
    }
    const auto attendance = floor.attendance.find(agent);
    if (attendance != floor.attendance.end() && attendance->second.connections == 0)
        sight.page_gone_since = attendance->second.absent_since;
}

void phone_changed(Floor& floor, Turn& turn, const voice::PhoneChanged& told) {
    const auto phone = floor.phones.find(told.phone);
    if (phone == floor.phones.end()) return;
    if (!told.registered) return stop_phone(floor, turn, told.phone);
    const Agent* agent = floor.agent(phone->second.agent);
    const bool waited_for = agent != nullptr && agent->presence == Presence::away &&
                            agent->presence_reason == phone_unregistered;
    if (waited_for && phone->second.rings && phone->second.active)
        set_presence(floor, turn, agent->id, Presence::ready, {}, Actor::system());
}

void phone_left(Floor& floor, Turn& turn, SessionId session) {
    const Live* live = floor.live_of(session);
    if (!is_offered(live)) return;
    ItemSight sight;
    sight.state = live->work_item->state;
    see_way(floor, *live, sight);
    if (is_unreached(sight, turn.now)) pass_over(floor, turn, live->work_item->agent);
}

void pass_over(Floor& floor, Turn& turn, AgentId agent) {
    set_presence(floor, turn, agent, Presence::away, std::string(phone_unregistered),
                 Actor::system());
}

}  // namespace parley::app
