#include "app/lifecycle.hpp"

#include <algorithm>

#include "app/alerts.hpp"
#include "app/callbacks.hpp"
#include "app/calls/steps.hpp"
#include "app/colleagues.hpp"
#include "app/decisions.hpp"
#include "app/histories.hpp"
#include "app/reconcile.hpp"
#include "app/routing_hooks.hpp"
#include "base/assert.hpp"
#include "base/enum_names.hpp"
#include "base/log.hpp"

namespace parley::app {
namespace {

// One overload an effect. Items that are unknown here have no session any more: nothing to do.
struct Carry {
    Floor& floor;
    Turn& turn;
    Actor actor;

    Live* live_of(WorkItemId item) const {
        Live* live = floor.live_of(item);
        return live != nullptr && live->session && live->work_item ? live : nullptr;
    }

    void keep(Live& live, RoutingDeed deed, AgentId agent, std::string_view reason = {}) const {
        RoutingDecision decision;
        decision.deed = deed;
        decision.queue = live.session->queue;
        decision.agent = agent;
        decision.reason = reason;
        keep_decision(turn, live, std::move(decision));
    }

    void operator()(const routing::Queued& queued) const {
        Live* live = live_of(queued.item);
        if (live == nullptr) return;
        keep_decision(turn, *live, queued_decision(floor, *live, queued.queue));
        live->work_item->state = WorkItemState::waiting;
        live->work_item->queue = queued.queue;
        live->work_item->agent = {};
        live->work_item->at_head = false;
        live->work_item->overflowed = false;
        live->work_item->queued_at = turn.now;
        const QueueId former = live->session->queue;
        PARLEY_ASSERT(live->session->requeue(queued.queue));
        turn.session_changed(*live, EventType::session_queued, actor, {}, former);
    }

    void operator()(const routing::Offer& offer) const {
        Live* live = live_of(offer.item);
        if (live == nullptr) return;
        keep_decision(turn, *live, offered_decision(offer));
        live->work_item->state = WorkItemState::offered;
        live->work_item->agent = offer.agent;
        live->work_item->offer = offer.offer;
        live->work_item->offer_expires_at = offer.expires_at;
        live->work_item->through = offer.through;
        PARLEY_ASSERT(live->session->offer());
        turn.session_changed(*live, EventType::session_offered, Actor::system());
        ring_phones(floor, turn, live->session->id, offer.agent);
    }

    void operator()(const routing::WithdrawOffer& withdrawn) const {
        Live* live = live_of(withdrawn.item);
        if (live == nullptr) return;
        keep(*live, RoutingDeed::withdrawn, withdrawn.agent, name_of(withdrawn.reason));
        live->work_item->state = WorkItemState::waiting;
        live->work_item->agent = {};
        live->work_item->through = {};
        PARLEY_ASSERT(live->session->requeue(live->session->queue));
        turn.session_changed(*live, EventType::session_offer_withdrawn, actor,
                             std::string(name_of(withdrawn.reason)), {}, withdrawn.agent);
        stop_ringing(floor, turn, live->session->id, withdrawn.agent);
    }

    void operator()(const routing::Requeued& requeued) const {
        Live* live = live_of(requeued.item);
        if (live == nullptr) return;
        live->work_item->state = WorkItemState::waiting;
        live->work_item->at_head = true;
        live->work_item->queue = requeued.queue;
        turn.put(*live->work_item);
    }

    void operator()(const routing::SetAway& away) const {
        set_presence(floor, turn, away.agent, Presence::away, std::string(name_of(away.reason)),
                     Actor::system());
    }

    void operator()(const routing::Assign& assign) const {
        Live* live = live_of(assign.item);
        if (live == nullptr) return;
        keep(*live, RoutingDeed::assigned, assign.agent);
        live->work_item->state = WorkItemState::assigned;
        live->work_item->agent = assign.agent;
        const bool is_first = live->session->assigned_at == Instant{};
        PARLEY_ASSERT(live->session->assign(assign.agent, turn.now));
        if (is_first) happened(floor, turn, *live, "served");
        turn.session_changed(*live, EventType::session_assigned, actor);
        turn.notice(*live, "session_assigned");
        session_was_assigned(floor, turn, *live, actor);
        stop_ringing(floor, turn, live->session->id, assign.agent);
    }

    void operator()(const routing::Unassigned& unassigned) const {
        Live* live = live_of(unassigned.item);
        if (live == nullptr) return;
        keep(*live, RoutingDeed::taken_back, unassigned.agent, name_of(unassigned.reason));
        live->work_item->state = WorkItemState::waiting;
        live->work_item->agent = {};
        PARLEY_ASSERT(live->session->requeue(live->session->queue));
        turn.session_changed(*live, EventType::session_transferred, actor,
                             std::string(name_of(unassigned.reason)), {}, unassigned.agent);
        turn.notice(*live, "session_transferred");
        session_was_unassigned(floor, turn, *live, actor);
        session_left_agent(floor, turn, live->session->id, unassigned.agent);
    }

    void operator()(const routing::Overflowed& overflowed) const {
        Live* live = live_of(overflowed.item);
        if (live == nullptr) return;
        RoutingDecision decision;
        decision.deed = RoutingDeed::overflowed;
        decision.queue = overflowed.queue;
        keep_decision(turn, *live, std::move(decision));
        live->work_item->overflowed = true;
        turn.session_changed(*live, EventType::session_queued, Actor::system(), "overflowed");
    }

    void operator()(const routing::Abandoned& abandoned) const { finish(abandoned.item); }
    void operator()(const routing::Released& released) const { finish(released.item); }

    void finish(WorkItemId item) const {
        Live* live = floor.live_of(item);
        if (live == nullptr || !live->work_item) return;
        live->work_item->state = WorkItemState::finished;
        turn.put(*live->work_item);
    }

    // Callers check a queue before they use it (app/sessions.cpp), so this is a bug if it comes.
    void operator()(const routing::Rejected& rejected) const {
        log_error("routing_rejected", {{"item", rejected.item.text()},
                                       {"reason", std::string(name_of(rejected.reason))}});
    }

    void operator()(const routing::WrapUpStarted& started) const {
        Agent& agent = floor.agents.at(started.agent);
        if (agent.wrap_up_until <= turn.now) agent.wrap_up_extensions = 0;
        agent.wrap_up_queue = started.queue;
        wrap_up(started.agent, started.until, EventType::agent_wrap_up_started);
    }
    void operator()(const routing::WrapUpLengthened& lengthened) const {
        ++floor.agents.at(lengthened.agent).wrap_up_extensions;
        wrap_up(lengthened.agent, lengthened.until, EventType::agent_wrap_up_extended);
    }
    void operator()(const routing::WrapUpEnded& ended) const {
        wrap_up(ended.agent, {}, EventType::agent_wrap_up_ended);
    }

    void wrap_up(AgentId id, Instant until, EventType type) const {
        Agent& agent = floor.agents.at(id);
        agent.wrap_up_until = until;
        turn.changed(agent, type, actor);
    }
};

}  // namespace

void route(Floor& floor, Turn& turn, const routing::Event& event, Actor actor) {
    const Carry carry{floor, turn, actor};
    for (const routing::Effect& effect : floor.router.step(event, turn.now))
        std::visit(carry, effect);
}

void pass_router_time(Floor& floor, Turn& turn) {
    route(floor, turn, routing::Tick{}, Actor::system());
}

bool time_is_due(const Floor& floor, Instant now) {
    if (const auto deadline = floor.router.next_deadline(); deadline && *deadline <= now)
        return true;
    if (floor.answered.sweep_is_due(now) || call_time_is_due(floor, now)) return true;
    if (hook_time_is_due(floor, now)) return true;
    return question_is_due(floor, now) || callback_is_due(floor, now);
}

void pass_time(Floor& floor, Turn& turn) {
    pass_router_time(floor, turn);
    settle_repairs(floor, turn);
    pass_call_time(floor, turn);
    pass_question_time(floor, turn);
    pass_callback_time(floor, turn);
    pass_hook_time(floor, turn);
    settle_alerts(floor, turn);
    if (floor.answered.sweep_is_due(turn.now)) {
        turn.put(ForgetAnswers{turn.now - KeptAnswer::lasts});
        floor.answered.swept(turn.now);
    }
}

void set_presence(Floor& floor, Turn& turn, AgentId id, Presence presence, std::string reason,
                  Actor actor) {
    Agent& agent = floor.agents.at(id);
    if (agent.presence == presence && agent.presence_reason == reason) return;
    PresenceInterval interval{agent.id, agent.presence, agent.presence_reason, agent.presence_since,
                              turn.now};
    turn.put(std::move(interval));
    agent.presence = presence;
    agent.presence_reason = std::move(reason);
    agent.presence_since = turn.now;
    turn.changed(agent, EventType::agent_presence_changed, actor, agent.presence_reason);
    route(floor, turn, routing::AgentPresence{id, presence}, actor);
}

}  // namespace parley::app
