#include "app/calls/dialling.hpp"

#include <algorithm>

#include "app/calls/arrivals.hpp"
#include "app/calls/direction.hpp"
#include "app/calls/handling_parts.hpp"
#include "app/calls/live_calls.hpp"
#include "app/calls/opening.hpp"
#include "app/calls/steps.hpp"
#include "app/lifecycle.hpp"
#include "app/live.hpp"
#include "app/queries.hpp"
#include "app/sessions.hpp"

namespace parley::app {
namespace {

constexpr Duration a_day = std::chrono::hours(24);

struct Plan {
    std::string number;
    std::string own_number;
    InboxId inbox;
    TrunkId trunk;
};

std::size_t longest_prefix(const PhoneNumber& own, std::string_view number) {
    std::size_t longest = 0;
    for (const std::string& prefix : own.prefixes) {
        if (number.starts_with(prefix)) longest = std::max(longest, prefix.size());
    }
    return longest;
}

Result<Plan> plan(const Floor& floor, const Dialled& dialled, AgentId caller) {
    const Agent* agent = floor.agent(caller);
    if (agent == nullptr) return refuse(Code::forbidden, "permission_missing");
    CHECKED(require(*agent, Permission::call_dial));
    const auto phone = floor.phones.find(dialled.phone);
    const bool is_theirs = phone != floor.phones.end() && phone->second.agent == caller;
    if (dialled.phone && !is_theirs)
        return refuse(Code::not_found, "phone_not_found", {}, "/phone_id");
    Plan plan;
    TRY(plan.number, dialled_number(floor.voice_settings, dialled.number));
    if (floor.calls.open() >= static_cast<std::size_t>(floor.voice_settings.calls_max))
        return refuse(Code::over_limit, "too_many_calls");
    const PhoneNumber* own = nullptr;
    if (dialled.own_number) {
        const auto named = floor.phone_numbers.find(dialled.own_number);
        if (named == floor.phone_numbers.end())
            return refuse(Code::not_found, "phone_number_not_found", {}, "/own_number_id");
        own = &named->second;
    } else {
        own = own_number_for(floor, dialled.inbox, plan.number);
    }
    if (own == nullptr || !own->active || !own->outbound)
        return refuse(Code::conflict, "no_own_number");
    plan.own_number = own->number;
    plan.inbox = own->inbox;
    TRY(plan.trunk, trunk_for(floor, own->number));
    return plan;
}

Result<> check_used(const VoiceSettings& settings, const DialledSince& used) {
    if (used.calls >= settings.agent_calls_max) return refuse(Code::over_limit, "too_many_calls");
    if (used.talked >= std::chrono::minutes(settings.agent_minutes_max))
        return refuse(Code::over_limit, "minutes_used_up");
    return {};
}

// The agent's session with them: the one that is open and theirs, else a new one.
Result<> take_session(Floor& floor, Turn& turn, Live& live, const Agent& agent) {
    if (live.session) {
        const bool is_theirs =
            live.session->state == SessionState::assigned && live.session->agent == agent.id;
        if (!is_theirs || floor.calls.of(live.session->id) != nullptr)
            return refuse(Code::conflict, "served_already");
        return {};
    }
    const int share = floor.voice_settings.call_share;
    const Inbox* inbox = floor.inbox(live.conversation.inbox);
    const int kind = inbox == nullptr ? 0 : floor.kind_of(inbox->channel);
    const int taken_share = floor.router.share_for(agent.id, kind, share);
    if (floor.router.agent_load(agent.id) + taken_share > agent.capacity)
        return refuse(Code::conflict, "agent_busy");
    CHECKED(open_session(floor, turn, live, {}, share));
    live.session->left_message = false;
    routing::ItemTaken taken;
    taken.item = live.work_item->id;
    taken.queue = live.work_item->queue;
    taken.share = share;
    taken.kind = kind;
    taken.agent = agent.id;
    route(floor, turn, taken, Actor::of(agent));
    return {};
}

std::vector<Leg> legs_of(const Plan& plan, const Dialled& dialled, const Agent& agent) {
    std::vector<Leg> legs;
    Leg& contact = legs.emplace_back();
    contact.place = contact_place;
    contact.kind = LegKind::contact;
    contact.medium = LegMedium::trunk;
    contact.trunk = plan.trunk;
    contact.number = plan.number;
    if (!dialled.phone) return legs;
    Leg& own = legs.emplace_back();
    own.place = contact_place + 1;
    own.kind = LegKind::agent;
    own.medium = LegMedium::phone;
    own.agent = agent.id;
    own.phone = dialled.phone;
    if (dialled.arrived) own.state = LegState::joined;
    return legs;
}

// The number to call, where only the contact or the conversation is named: of those the agent may
// look at.
Task<Result<Dialled>> with_number(App& app, const Staff& staff, Dialled dialled) {
    if (dialled.conversation) {
        auto look = [id = dialled.conversation, &staff](Repository& repository) {
            const bool is_seen = sees_conversation(repository, staff.agent, id);
            return is_seen ? repository.conversation(id) : std::nullopt;
        };
        const auto conversation = co_await read(app, staff.workspace, look);
        if (!conversation)
            co_return refuse(Code::not_found, "conversation_not_found", {}, "/conversation_id");
        dialled.contact = conversation->contact;
    }
    if (!dialled.contact) {
        if (!dialled.number.empty()) co_return dialled;
        co_return refuse(Code::invalid, "missing_field", {}, "/number");
    }
    const bool is_named = dialled.conversation.is_nil();
    auto look = [id = dialled.contact, is_named, &staff](Repository& repository) {
        const bool is_seen = !is_named || sees_contact(repository, staff.agent, id);
        return is_seen ? repository.contact(id) : std::nullopt;
    };
    const auto contact = co_await read(app, staff.workspace, look);
    if (!contact) co_return refuse(Code::not_found, "contact_not_found", {}, "/contact_id");
    if (!dialled.number.empty()) co_return dialled;
    if (contact->phone.empty()) co_return refuse(Code::invalid, "missing_field", {}, "/number");
    dialled.number = contact->phone;
    co_return dialled;
}

// Whom a callback is for: served by this agent, and not tried often enough yet.
Result<Dialled> with_callback(const Floor& floor, Dialled dialled, AgentId agent) {
    const Live* live = floor.live_of(dialled.callback);
    if (live == nullptr) return refuse(Code::not_found, "session_not_found");
    const bool is_theirs =
        live->session->state == SessionState::assigned && live->session->agent == agent;
    if (!is_theirs || !live->callback || live->callback->state != CallbackState::waiting)
        return refuse(Code::conflict, "no_callback");
    dialled.number = live->callback->number;
    dialled.conversation = live->conversation.id;
    return dialled;
}

Task<Result<Caller>> caller_of(App& app, WorkspaceId workspace, const Plan& planned,
                               const Dialled& dialled) {
    if (dialled.callback) {
        Caller caller;
        caller.conversation = dialled.conversation;
        co_return caller;
    }
    if (dialled.contact)
        co_return co_await caller_by_contact(app, workspace, planned.inbox, dialled.contact);
    co_return co_await caller_by_number(app, workspace, planned.inbox, planned.number,
                                        OnTheLine::is_them);
}

}  // namespace

const PhoneNumber* own_number_for(const Floor& floor, InboxId inbox, std::string_view number) {
    const PhoneNumber* best = nullptr;
    const auto order = [&](const PhoneNumber& own) {
        const auto longest = static_cast<std::ptrdiff_t>(longest_prefix(own, number));
        return std::tuple(-longest, own.created_at, own.id);
    };
    for (const auto& [id, own] : floor.phone_numbers) {
        if (!own.active || !own.outbound || (inbox && own.inbox != inbox)) continue;
        if (best == nullptr || order(own) < order(*best)) best = &own;
    }
    return best;
}

Task<Result<CallAnswer>> dial(App& app, Telephone& telephone, const Staff& staff, Dialled dialled) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    if (!dialled.number.empty()) CO_CHECKED(check_dialled(dialled.number));
    if (!telephone.is_up()) co_return refuse(Code::unavailable, "voice_unavailable");
    co_return co_await dial(app, telephone.home(), staff, std::move(dialled));
}

Task<Result<CallAnswer>> dial(App& app, std::string home, const Staff& staff, Dialled dialled) {
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    const AgentId agent = staff.agent.id;
    if (dialled.callback) {
        std::function<Result<Dialled>(const Floor&)> named = [dialled, agent](const Floor& floor) {
            return with_callback(floor, dialled, agent);
        };
        CO_TRY(auto found, co_await owner->peek<Result<Dialled>>(std::move(named)));
        CO_TRY(dialled, std::move(found));
    } else {
        CO_TRY(dialled, co_await with_number(app, staff, std::move(dialled)));
    }
    std::function<Result<std::pair<Plan, VoiceSettings>>(const Floor&)> look =
        [dialled, agent](const Floor& floor) -> Result<std::pair<Plan, VoiceSettings>> {
        TRY(Plan planned, plan(floor, dialled, agent));
        return std::pair(planned, floor.voice_settings);
    };
    CO_TRY(const auto looked,
           (co_await owner->peek<Result<std::pair<Plan, VoiceSettings>>>(std::move(look))));
    CO_TRY(const auto both, looked);
    const auto& [planned, settings] = both;
    auto used = [agent, since = app.clock.now() - a_day](Repository& repository) {
        return repository.dialled_since(agent, since);
    };
    CO_CHECKED(check_used(settings, co_await read(app, staff.workspace, used)));
    CO_TRY(const Caller caller, co_await caller_of(app, staff.workspace, planned, dialled));
    std::function<Result<CallAnswer>(Floor&, Turn&)> decide =
        [planned, dialled, agent, caller, home](Floor& floor, Turn& turn) -> Result<CallAnswer> {
        Live* live = floor.live(caller.conversation);
        if (live == nullptr) return std::unexpected(not_loaded().error());
        const Agent& by = floor.agents.at(agent);
        if (dialled.callback) CHECKED(with_callback(floor, dialled, agent));
        CHECKED(take_session(floor, turn, *live, by));
        if (dialled.callback) {
            ++live->callback->attempts;
            turn.put(*live->callback);
        }
        NewCall opened;
        opened.id = dialled.arrived ? dialled.arrived : turn.make<CallId>();
        opened.direction = CallDirection::outbound;
        opened.number = planned.number;
        opened.own_number = planned.own_number;
        opened.home = home;
        opened.agent = agent;
        const CallView& view =
            add_call(floor, turn, *live, opened, legs_of(planned, dialled, by), Actor::of(by));
        return std::make_shared<const CallView>(view);
    };
    co_return co_await run_live<CallAnswer>(app, *owner, caller.conversation, std::move(decide));
}

}  // namespace parley::app
