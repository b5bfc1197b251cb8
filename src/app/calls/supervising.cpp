#include "app/calls/supervising.hpp"

#include <algorithm>

#include "app/calls/direction.hpp"
#include "app/calls/handling_parts.hpp"
#include "app/calls/live_calls.hpp"
#include "app/calls/steps.hpp"
#include "base/enum_names.hpp"

namespace parley::app {
namespace {

Result<> check_mode(Supervision mode) {
    if (mode != Supervision::none) return {};
    return refuse(Code::invalid, "unknown_value", {}, "/mode");
}

Leg* supervising_leg(Handled& call) {
    const auto found = std::ranges::find_if(call.view.legs, [&](const Leg& leg) {
        return is_supervising(leg) && leg.agent == call.agent.id && is_there(leg);
    });
    return found == call.view.legs.end() ? nullptr : &*found;
}

Result<int> take_ear(Handled& call, Supervision mode) {
    CHECKED(require(call.agent, Permission::session_manage));
    CHECKED(require_served(call));
    if (call.serves() || leg_of(call.view, call.agent.id) != nullptr)
        return refuse(Code::conflict, "already_in_call");
    Leg* before = supervising_leg(call);
    const auto place = free_place(call.view);
    if (!place) return refuse(Code::conflict, "call_full");
    if (before != nullptr) remove_leg(call.turn, *before, LegCause::transferred);
    Leg leg;
    leg.place = *place;
    leg.kind = LegKind::supervisor;
    leg.medium = LegMedium::browser;
    leg.agent = call.agent.id;
    leg.state = LegState::joining;
    leg.supervision = mode;
    add_leg(call.turn, call.view, std::move(leg));
    tell_supervised(call.floor, call.turn, call.view, name_of(mode), call.actor());
    return *place;
}

}  // namespace

Task<Result<std::string>> supervise_call(App& app, Telephone& telephone, const Staff& staff,
                                         CallId call, Supervision mode, std::string offer) {
    CO_CHECKED(check_mode(mode));
    std::function<Result<int>(Handled&)> place = [mode](Handled& handled) {
        return take_ear(handled, mode);
    };
    co_return co_await join_at(app, telephone, staff, call, std::move(offer), std::move(place));
}

Task<Result<CallAnswer>> change_supervision(App& app, const Staff& staff, CallId call,
                                            Supervision mode) {
    CO_CHECKED(check_mode(mode));
    co_return co_await handle(app, staff, call, [mode](Handled& handled) -> Result<> {
        CHECKED(require(handled.agent, Permission::session_manage));
        Leg* leg = supervising_leg(handled);
        if (leg == nullptr) return refuse(Code::conflict, "not_supervising");
        if (leg->supervision == mode) return {};
        leg->supervision = mode;
        handled.turn.put(*leg);
        tell_supervised(handled.floor, handled.turn, handled.view, name_of(mode), handled.actor());
        return {};
    });
}

}  // namespace parley::app
