#include "app/calls/handling.hpp"

#include <algorithm>
#include <span>

#include "app/callbacks.hpp"
#include "app/calls/direction.hpp"
#include "app/calls/handling_parts.hpp"
#include "app/calls/live_calls.hpp"
#include "app/calls/steps.hpp"
#include "app/lifecycle.hpp"
#include "app/sessions.hpp"

namespace parley::app {
namespace {

// Of those the agent consults: the newest that joined, of their second line where they have one.
Leg* consulted(Handled& call) {
    Leg* newest = nullptr;
    const std::size_t second = second_line_of(call.view);
    const std::span<Leg> legs = call.view.legs;
    for (Leg& leg : second < legs.size() ? legs.subspan(second) : legs) {
        const bool is_other =
            leg.kind != LegKind::contact && !is_supervising(leg) && leg.agent != call.agent.id;
        if (is_other && is_heard(leg)) newest = &leg;
    }
    return newest;
}

// The place for the agent's browser: where it rings for them, else a new one.
Result<int> take_place(Handled& call) {
    Leg* own = leg_of(call.view, call.agent.id);
    if (own != nullptr && own->state == LegState::ringing && own->medium == LegMedium::browser) {
        own->state = LegState::joining;
        own->started_at = call.turn.now;
        call.turn.put(*own);
        return own->place;
    }
    if (own == nullptr) {
        CHECKED(require_served(call));
        if (!call.serves()) return refuse(Code::forbidden, "permission_missing");
    }
    for (Leg& leg : call.view.legs) {  // The browser, or phone, they had before.
        const bool is_own = leg.kind == LegKind::agent || is_supervising(leg);
        if (is_own && leg.agent == call.agent.id) remove_leg(call.turn, leg, LegCause::transferred);
    }
    const auto place = free_place(call.view);
    if (!place) return refuse(Code::conflict, "call_full");
    Leg leg;
    leg.place = *place;
    leg.kind = LegKind::agent;
    leg.medium = LegMedium::browser;
    leg.agent = call.agent.id;
    leg.state = LegState::joining;
    add_leg(call.turn, call.view, std::move(leg));
    return *place;
}

// The call goes to whom the agent consulted, and the agent leaves.
Result<> complete(Handled& call) {
    Leg* to = consulted(call);
    if (to == nullptr) return refuse(Code::conflict, "nobody_consulted");
    CHECKED(require_served(call));
    Live* live = call.live();
    if (to->kind == LegKind::agent) {
        const AgentId taker = to->agent;
        const int room = call.floor.agents.at(taker).capacity - call.floor.router.agent_load(taker);
        const int share = call.floor.router.share_for(taker, live->work_item->id);
        if (room < share) return refuse(Code::conflict, "agent_busy");
        call.view.call.is_held = false;
        take_item(call.floor, call.turn, *live, taker, call.actor());
        return {};
    }
    call.view.call.is_held = false;
    call.view.call.is_handed_on = true;
    finish_session(call.floor, call.turn, *live, CloseReason::by_agent, call.actor());
    return {};
}

// To a number, at once: the contact hears music until they answer there.
Result<> hand_on(Handled& call, const CallTarget& target) {
    CHECKED(require_served(call));
    TRY(Leg leg, leg_to(call, target));
    add_leg(call.turn, call.view, std::move(leg));
    for (Leg& own : call.view.legs) {
        if (own.kind == LegKind::agent) remove_leg(call.turn, own, LegCause::transferred);
    }
    call.view.call.is_held = true;
    call.view.call.is_handed_on = true;
    settle(call.floor, call.turn, call.view, EventType::call_updated, call.actor());
    return {};
}

}  // namespace

Task<Result<std::string>> join_call(App& app, Telephone& telephone, const Staff& staff, CallId call,
                                    std::string offer) {
    std::function<Result<int>(Handled&)> take = [](Handled& handled) -> Result<int> {
        TRY(const int place, take_place(handled));
        settle(handled.floor, handled.turn, handled.view, EventType::call_updated, handled.actor());
        return place;
    };
    co_return co_await join_at(app, telephone, staff, call, std::move(offer), std::move(take));
}

Task<Result<std::string>> test_echo(App& app, Telephone& telephone, const Staff& staff,
                                    std::string offer) {
    CO_CHECKED(require_person(staff));
    CO_CHECKED(check_offer(offer));
    const CallId call = CallId::make(app.clock.now(), app.rng);
    co_return co_await telephone.echo(call, std::move(offer));
}

Task<Result<CallAnswer>> ring_phone(App& app, const Staff& staff, CallId call, PhoneId phone) {
    co_return co_await handle(app, staff, call, [phone](Handled& handled) -> Result<> {
        const auto there = handled.floor.phones.find(phone);
        if (there == handled.floor.phones.end() || there->second.agent != handled.agent.id)
            return refuse(Code::not_found, "phone_not_found");
        CHECKED(require_served(handled));
        const auto place = free_place(handled.view);
        if (!place) return refuse(Code::conflict, "call_full");
        Leg leg;
        leg.place = *place;
        leg.kind = LegKind::agent;
        leg.medium = LegMedium::phone;
        leg.agent = handled.agent.id;
        leg.phone = phone;
        add_leg(handled.turn, handled.view, std::move(leg));
        settle(handled.floor, handled.turn, handled.view, EventType::call_updated, handled.actor());
        return {};
    });
}

Task<Result<CallAnswer>> hold_call(App& app, const Staff& staff, CallId call, bool held) {
    co_return co_await handle(app, staff, call, [held](Handled& handled) -> Result<> {
        if (handled.view.call.is_held == held) return {};
        handled.view.call.is_held = held;
        settle(handled.floor, handled.turn, handled.view, EventType::call_updated, handled.actor());
        return {};
    });
}

Task<Result<CallAnswer>> join_parties(App& app, const Staff& staff, CallId call) {
    co_return co_await handle(app, staff, call, [](Handled& handled) -> Result<> {
        if (consulted(handled) == nullptr) return refuse(Code::conflict, "nobody_consulted");
        handled.view.call.is_held = false;
        settle(handled.floor, handled.turn, handled.view, EventType::call_updated, handled.actor());
        return {};
    });
}

Task<Result<CallAnswer>> consult(App& app, const Staff& staff, CallId call, CallTarget target) {
    if (!target.number.empty()) CO_CHECKED(check_dialled(target.number));
    co_return co_await handle(app, staff, call, [target](Handled& handled) -> Result<> {
        CHECKED(require_served(handled));
        TRY(Leg leg, leg_to(handled, target));
        add_leg(handled.turn, handled.view, std::move(leg));
        handled.view.call.is_held = true;
        settle(handled.floor, handled.turn, handled.view, EventType::call_updated, handled.actor());
        return {};
    });
}

Task<Result<CallAnswer>> transfer_call(App& app, const Staff& staff, CallId call,
                                       CallTarget target) {
    if (!target.number.empty()) CO_CHECKED(check_dialled(target.number));
    if (target.is_nobody()) co_return co_await handle(app, staff, call, complete);
    if (!target.number.empty())
        co_return co_await handle(app, staff, call,
                                  [target](Handled& handled) { return hand_on(handled, target); });
    // Whoever is named is offered it as any session is.
    auto session = std::make_shared<SessionId>();
    CO_TRY(const CallAnswer before,
           co_await handle(app, staff, call, [](Handled&) -> Result<> { return {}; }));
    CO_CHECKED(co_await transfer_session(app, staff, before->call.session,
                                         {target.queue, target.agent, {}}));
    auto look = [call](Repository& repository) { return repository.call(call); };
    auto after = co_await read(app, staff.workspace, look);
    if (!after) co_return before;
    co_return std::make_shared<const CallView>(std::move(*after));
}

Task<Result<CallAnswer>> drop_leg(App& app, const Staff& staff, CallId call, LegId leg) {
    co_return co_await handle(app, staff, call, [leg](Handled& handled) -> Result<> {
        Leg* there = leg_named(handled.view, leg);
        if (there == nullptr || !is_there(*there) || there->kind == LegKind::contact)
            return refuse(Code::not_found, "leg_not_found");
        const bool is_own = there->agent == handled.agent.id;
        if (!is_own) CHECKED(require_serving(handled.agent, *handled.live()->session));
        const bool rang = there->state == LegState::ringing;
        const LegCause unanswered = is_own ? LegCause::refused : LegCause::cancelled;
        remove_leg(handled.turn, *there, rang ? unanswered : LegCause::removed);
        // Back to the contact, if nobody else is being asked.
        const bool asks = std::ranges::any_of(handled.view.legs, [&](const Leg& other) {
            return other.kind != LegKind::contact && !is_supervising(other) && is_there(other) &&
                   other.agent != handled.agent.id;
        });
        if (!is_own && !asks) handled.view.call.is_held = false;
        settle(handled.floor, handled.turn, handled.view, EventType::call_updated, handled.actor());
        return {};
    });
}

Task<Result<CallAnswer>> hang_up(App& app, const Staff& staff, CallId call) {
    co_return co_await handle(app, staff, call, [](Handled& handled) -> Result<> {
        Leg* own = leg_of(handled.view, handled.agent.id);
        if (own != nullptr && !handled.serves()) {
            remove_leg(handled.turn, *own, LegCause::hung_up);
            settle(handled.floor, handled.turn, handled.view, EventType::call_updated,
                   handled.actor());
            return {};
        }
        end_call(handled.floor, handled.turn, handled.view, LegCause::removed,
                 CloseReason::by_agent, handled.actor());
        return {};
    });
}

Task<Result<CallAnswer>> pause_recording(App& app, const Staff& staff, CallId call, bool paused) {
    co_return co_await handle(app, staff, call, [paused](Handled& handled) -> Result<> {
        const RecordingState from = paused ? RecordingState::running : RecordingState::paused;
        const auto found = std::ranges::find_if(handled.view.recordings, [](const Recording& one) {
            return one.state == RecordingState::running || one.state == RecordingState::paused;
        });
        if (found == handled.view.recordings.end()) return refuse(Code::conflict, "not_recorded");
        if (found->state != from) return {};
        found->state = paused ? RecordingState::paused : RecordingState::running;
        handled.turn.put(*found);
        settle(handled.floor, handled.turn, handled.view, EventType::call_updated, handled.actor());
        return {};
    });
}

Task<Result<>> press_keys(App& app, Telephone& telephone, const Staff& staff, CallId call,
                          std::string keys) {
    const bool is_plain = keys.find_first_not_of("0123456789ABCD*#") == std::string::npos;
    if (!is_plain || keys.empty() || keys.size() > keys_max)
        co_return refuse(Code::invalid, "bad_keys", {}, "/keys");
    auto place = std::make_shared<int>(contact_place);
    CO_CHECKED(co_await handle(app, staff, call, [place](Handled& handled) -> Result<> {
        const Leg* other = consulted(handled);
        if (handled.view.call.is_held && other != nullptr) *place = other->place;
        return {};
    }));
    telephone.press(call, *place, std::move(keys));
    co_return Result<>{};
}

}  // namespace parley::app
