#include "app/calls/by_phone.hpp"

#include "app/calls/dialling.hpp"
#include "app/calls/direction.hpp"
#include "app/calls/handling_parts.hpp"
#include "app/calls/live_calls.hpp"
#include "app/calls/steps.hpp"
#include "domain/telephone_number.hpp"

namespace parley::app {
namespace {

Task<Result<Staff>> staff_of(App& app, WorkspaceId workspace, AgentId agent) {
    auto look = [agent](Repository& repository) { return repository.agent(agent); };
    const auto found = co_await read(app, workspace, look);
    if (!found || !found->active) co_return refuse(Code::forbidden, "permission_missing");
    Staff staff;
    staff.workspace = workspace;
    staff.agent = *found;
    co_return staff;
}

CallTarget target_of(const Floor& floor, const std::string& dialled) {
    CallTarget target;
    for (const auto& [id, phone] : floor.phones) {
        if (phone.user != dialled || !phone.active) continue;
        target.agent = phone.agent;
        target.phone = id;
        return target;
    }
    const std::string number = telephone_number(dialled, floor.voice_settings.country);
    for (const auto& [id, own] : floor.phone_numbers) {
        const Inbox* inbox = own.number == number && own.active ? floor.inbox(own.inbox) : nullptr;
        if (inbox == nullptr) continue;
        target.queue = inbox->queue;
        return target;
    }
    target.number = dialled;
    return target;
}

// The call with a contact whom the agent serves by this phone; nil: there is none.
CallId served_by(const Floor& floor, AgentId agent, PhoneId phone) {
    for (const auto& [id, view] : floor.calls.all()) {
        const Live* live = floor.live_of(view.call.session);
        const bool serves =
            live != nullptr && live->session->agent == agent && view.call.state != CallState::ended;
        if (!serves) continue;
        for (const Leg& leg : view.legs) {
            if (leg.phone == phone && leg.agent == agent && is_there(leg)) return id;
        }
    }
    return {};
}

// On the phone's second line, which has called already.
Result<int> consult_beside(Handled& call, const DialledByPhone& dialled) {
    CHECKED(require_served(call));
    if (second_line_of(call.view) < call.view.legs.size())
        return refuse(Code::conflict, "agent_busy");
    TRY(Leg far, leg_to(call, target_of(call.floor, dialled.number)));
    Leg own;
    own.place = far.place;
    own.kind = LegKind::agent;
    own.medium = LegMedium::phone;
    own.agent = call.agent.id;
    own.phone = dialled.phone;
    own.state = LegState::joining;
    CallView with_own = call.view;
    with_own.legs.push_back(own);
    const auto place = free_place(with_own);
    if (!place) return refuse(Code::conflict, "call_full");
    const int own_place = std::exchange(far.place, *place);
    add_leg(call.turn, call.view, std::move(own));
    add_leg(call.turn, call.view, std::move(far));
    settle(call.floor, call.turn, call.view, EventType::call_updated, call.actor());
    return own_place;
}

struct Asking {
    Staff staff;
    CallTarget target;
};

Task<Result<Asking>> asking(App& app, WorkspaceId workspace, CallId call, int place,
                            std::string target) {
    CO_TRY(const auto owner, owner_of(app, workspace));
    std::function<std::pair<AgentId, CallTarget>(const Floor&)> look =
        [call, place, target](const Floor& floor) -> std::pair<AgentId, CallTarget> {
        const CallView* view = floor.calls.find(call);
        if (view == nullptr) return {};
        for (const Leg& leg : view->legs) {
            if (leg.place == place && is_there(leg)) return {leg.agent, target_of(floor, target)};
        }
        return {};
    };
    CO_TRY(const auto found,
           (co_await owner->peek<std::pair<AgentId, CallTarget>>(std::move(look))));
    CO_TRY(Staff staff, co_await staff_of(app, workspace, found.first));
    co_return Asking{std::move(staff), found.second};
}

}  // namespace

Task<Result<std::optional<SecondLine>>> dial_by_phone(App& app, WorkspaceId workspace,
                                                      AgentId agent, DialledByPhone dialled) {
    CO_TRY(const Staff staff, co_await staff_of(app, workspace, agent));
    CO_TRY(const auto owner, owner_of(app, workspace));
    std::function<CallId(const Floor&)> look = [agent, phone = dialled.phone](const Floor& floor) {
        return served_by(floor, agent, phone);
    };
    CO_TRY(const CallId beside, co_await owner->peek<CallId>(std::move(look)));
    if (beside) {
        auto line = std::make_shared<SecondLine>();
        line->call = beside;
        CO_CHECKED(
            co_await handle(app, staff, beside, [line, dialled](Handled& handled) -> Result<> {
                TRY(line->place, consult_beside(handled, dialled));
                return {};
            }));
        co_return *line;
    }
    Dialled to;
    to.number = std::move(dialled.number);
    to.phone = dialled.phone;
    to.arrived = dialled.call;
    CO_CHECKED(co_await dial(app, dialled.home, staff, std::move(to)));
    co_return std::nullopt;
}

Task<Result<>> transfer_by_phone(App& app, WorkspaceId workspace, CallId call, int place,
                                 std::string target) {
    CO_TRY(const Asking asked, co_await asking(app, workspace, call, place, std::move(target)));
    CO_CHECKED(co_await transfer_call(app, asked.staff, call, asked.target));
    co_return Result<>{};
}

Task<Result<>> transfer_by_phone(App& app, WorkspaceId workspace, CallId call, int place,
                                 CallId other) {
    if (call != other) co_return refuse(Code::conflict, "not_consulted");
    CO_TRY(const Asking asked, co_await asking(app, workspace, call, place, {}));
    CO_CHECKED(co_await transfer_call(app, asked.staff, call, {}));
    co_return Result<>{};
}

}  // namespace parley::app
