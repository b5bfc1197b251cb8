#include "app/calls/handling_parts.hpp"

#include <algorithm>

#include "app/calls/direction.hpp"
#include "app/calls/live_calls.hpp"
#include "app/calls/steps.hpp"
#include "app/sessions.hpp"
#include "domain/telephone_number.hpp"

namespace parley::app {
namespace {

bool takes_part(const CallView& view, AgentId agent) {
    return std::ranges::any_of(view.legs, [agent](const Leg& leg) {
        return leg.kind == LegKind::agent && leg.agent == agent && is_there(leg);
    });
}

// Whoever takes part may; whoever sees the session learns that it is not theirs; to all others
// there is no such call.
Result<> require_part(const Floor& floor, const CallView& view, const Agent& agent) {
    if (takes_part(view, agent.id)) return {};
    const Live* live = floor.live_of(view.call.session);
    if (live == nullptr || !sees(agent, *view_of(floor, *live)))
        return refuse(Code::not_found, "call_not_found");
    return require_serving(agent, *live->session);
}

Result<> require_free(const Floor& floor, const Agent* agent) {
    if (agent == nullptr || !agent->active)
        return refuse(Code::not_found, "agent_not_found", {}, "/agent_id");
    if (agent->presence == Presence::offline) return refuse(Code::conflict, "agent_away");
    const int load = floor.router.agent_load(agent->id);
    if (load + floor.voice_settings.call_share > agent->capacity)
        return refuse(Code::conflict, "agent_busy");
    return {};
}

// Of the queue's agents who are ready and have room, the one with the least to do.
Result<AgentId> free_agent_of(const Floor& floor, QueueId queue) {
    const Queue* there = floor.queue(queue);
    if (there == nullptr || !there->active)
        return refuse(Code::not_found, "queue_not_found", {}, "/queue_id");
    const Agent* best = nullptr;
    const auto order = [&](const Agent& agent) {
        return std::tuple(floor.router.agent_load(agent.id), agent.presence_since, agent.id);
    };
    for (const auto& [id, agent] : floor.agents) {
        const bool belongs = std::ranges::find(agent.queues, queue) != agent.queues.end();
        if (!belongs || agent.presence != Presence::ready || !require_free(floor, &agent)) continue;
        if (best == nullptr || order(agent) < order(*best)) best = &agent;
    }
    if (best == nullptr) return refuse(Code::conflict, "nobody_free");
    return best->id;
}

Leg agent_leg(const Floor& floor, AgentId agent) {
    Leg leg;
    leg.kind = LegKind::agent;
    leg.agent = agent;
    leg.medium = LegMedium::browser;
    const auto attendance = floor.attendance.find(agent);
    const bool at_desk = attendance != floor.attendance.end() && attendance->second.connections > 0;
    if (at_desk) return leg;
    for (const auto& [id, phone] : floor.phones) {
        if (phone.agent != agent || !phone.active) continue;
        leg.medium = LegMedium::phone;
        leg.phone = id;
    }
    return leg;
}

}  // namespace

bool Handled::serves() const {
    const Live* there = live();
    return there != nullptr && there->session->agent == agent.id;
}

Task<Result<CallAnswer>> handle(App& app, const Staff& staff, CallId call,
                                std::function<Result<>(Handled&)> decide) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Result<CallAnswer>(Floor&, Turn&)> checked =
        [id = staff.agent.id, call, decide](Floor& floor, Turn& turn) -> Result<CallAnswer> {
        const Agent* agent = floor.agent(id);
        if (agent == nullptr || !agent->active)
            return refuse(Code::forbidden, "permission_missing");
        CallView* view = floor.calls.find(call);
        if (view == nullptr) return refuse(Code::not_found, "call_not_found");
        CHECKED(require_part(floor, *view, *agent));
        if (view->call.state == CallState::ended) return refuse(Code::conflict, "call_ended");
        Handled handled{floor, turn, *view, *agent};
        CHECKED(decide(handled));
        return std::make_shared<const CallView>(*view);
    };
    auto answer = co_await owner->run<CallAnswer>(std::move(checked));
    if (answer || answer.error().reason != "call_not_found") co_return answer;
    // Memory holds live calls only.
    auto look = [call](Repository& repository) { return repository.call(call); };
    const auto stored = co_await read(app, staff.workspace, look);
    auto scoped = [session = stored ? stored->call.session : SessionId{}](Repository& repository) {
        return session ? repository.session(session) : std::nullopt;
    };
    const auto session = co_await read(app, staff.workspace, scoped);
    if (session && sees(staff.agent, *session)) co_return refuse(Code::conflict, "call_ended");
    co_return answer;
}

Result<> check_offer(std::string_view offer) {
    if (offer.empty()) return refuse(Code::invalid, "missing_field", {}, "/offer");
    if (offer.size() <= Telephone::offer_max) return {};
    return refuse(Code::invalid, "bad_sdp", "too long", "/offer");
}

Task<Result<std::string>> join_at(App& app, Telephone& telephone, const Staff& staff, CallId call,
                                  std::string offer, std::function<Result<int>(Handled&)> take) {
    CO_CHECKED(check_offer(offer));
    auto place = std::make_shared<int>(0);
    CO_CHECKED(co_await handle(app, staff, call, [place, take](Handled& handled) -> Result<> {
        TRY(*place, take(handled));
        return {};
    }));
    auto answer = co_await telephone.join(call, *place, std::move(offer));
    if (answer) co_return answer;
    co_await handle(app, staff, call, [place](Handled& handled) -> Result<> {
        Leg* leg = leg_at(handled.view, *place);
        if (leg == nullptr || leg->state != LegState::joining) return {};
        leg->state = LegState::left;
        leg->left_at = handled.turn.now;
        leg->cause = LegCause::failed;
        handled.turn.put(*leg);
        settle(handled.floor, handled.turn, handled.view);
        return {};
    });
    co_return answer;
}

Result<> require_served(const Handled& call) {
    const Live* live = call.live();
    if (live == nullptr || live->session->state != SessionState::assigned)
        return refuse(Code::conflict, "not_served_yet");
    return {};
}

Result<Leg> leg_to(const Handled& call, const CallTarget& target) {
    const int named = (target.agent.is_nil() ? 0 : 1) + (target.queue.is_nil() ? 0 : 1) +
                      (target.number.empty() ? 0 : 1);
    if (named != 1)
        return refuse(Code::invalid, "transfer_target", "name an agent, a queue or a number");
    const auto place = free_place(call.view);
    if (!place) return refuse(Code::conflict, "call_full");
    Leg leg;
    if (!target.number.empty()) {
        TRY(leg.number, dialled_number(call.floor.voice_settings, target.number));
        TRY(leg.trunk, trunk_for(call.floor, call.view.call.own_number));
        leg.kind = LegKind::outside;
        leg.medium = LegMedium::trunk;
    } else {
        AgentId agent = target.agent;
        if (target.queue) {
            TRY(agent, free_agent_of(call.floor, target.queue));
        }
        CHECKED(require_free(call.floor, call.floor.agent(agent)));
        if (takes_part(call.view, agent)) return refuse(Code::conflict, "agent_busy");
        leg = agent_leg(call.floor, agent);
        if (target.phone) {
            leg.medium = LegMedium::phone;
            leg.phone = target.phone;
        }
    }
    leg.place = *place;
    return leg;
}

Result<TrunkId> trunk_for(const Floor& floor, const std::string& own_number) {
    for (const auto& [id, number] : floor.phone_numbers) {
        if (number.number != own_number) continue;
        for (const TrunkId trunk : number.trunks) {
            const auto there = floor.trunks.find(trunk);
            if (there == floor.trunks.end() || !there->second.active) continue;
            const auto most = static_cast<std::size_t>(there->second.calls_max);
            if (floor.calls.through(trunk) < most) return trunk;
        }
    }
    return refuse(Code::conflict, "no_trunk");
}

Result<> check_dialled(std::string_view number) {
    const bool is_one = !number.empty() && number.size() <= dialled_max &&
                        number.find_first_not_of("0123456789+-.()/ ") == std::string_view::npos;
    if (is_one) return {};
    return refuse(Code::invalid, "bad_phone", {}, "/number");
}

Result<std::string> dialled_number(const VoiceSettings& settings, std::string_view number) {
    const std::string dialled = telephone_number(number, settings.country);
    if (!is_international(dialled)) return refuse(Code::invalid, "bad_phone", {}, "/number");
    const bool allowed =
        std::ranges::any_of(settings.allowed_prefixes,
                            [&](const std::string& prefix) { return dialled.starts_with(prefix); });
    if (!allowed) return refuse(Code::forbidden, "number_not_allowed", {}, "/number");
    return dialled;
}

}  // namespace parley::app
