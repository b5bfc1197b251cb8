#include "app/routing_hooks.hpp"

#include <algorithm>

#include "app/asked.hpp"
#include "app/callbacks.hpp"
#include "app/decisions.hpp"
#include "app/sessions.hpp"
#include "base/enum_names.hpp"

namespace parley::app {
namespace {

constexpr Duration full_again_after = 1s;  // A queue that filled meanwhile is tried so often.

void keep_advice(Turn& turn, Live& live, HookOutcome outcome, const HookAdvice& advice,
                 Duration took) {
    RoutingDecision decision;
    decision.deed = RoutingDeed::advised;
    decision.reason = name_of(outcome);
    decision.queue = advice.queue;
    decision.agent = advice.agent;
    decision.took_ms = took.count();
    decision.head_start_ms = std::int64_t{advice.head_start_seconds} * 1'000;
    keep_decision(turn, live, std::move(decision));
    turn.put(*live.session);
}

bool has_place_for(Floor& floor, const Live& live) {
    const WorkItem& item = *live.work_item;
    const bool beyond = waits_beyond_places(floor.queues.at(item.queue), live);
    return floor.router.has_place(item.queue, item.share, item.interruptible, kind_of(floor, live),
                                  beyond);
}

void let_in(Floor& floor, Turn& turn, Live& live, const HookAdvice& advice) {
    forget_hook(floor, live);
    if (advice.queue)
        live.session->left_message = live.session->left_message && !floor.is_staffed(advice.queue);
    enter_queue(floor, turn, live, Actor::of(live.contact.id), advice);
}

// By the house's own rules; a queue that filled while the hook was asked takes it a little later.
void let_in_without(Floor& floor, Turn& turn, Live& live) {
    if (has_place_for(floor, live)) return let_in(floor, turn, live, {});
    live.hook_wait = HookWait{{}, turn.now};
    floor.hook_waits[live.session->id] = turn.now + full_again_after;
}

void settle_hook(Floor& floor, Turn& turn, Live& live, HookReply reply) {
    if (reply.outcome == HookOutcome::answered) {
        const WorkItem& item = *live.work_item;
        const auto queue = judge_advice(floor, reply.advice, item.queue, item.share, turn.now);
        if (!queue) reply.outcome = queue.error();
        if (queue && reply.advice.queue) reply.advice.queue = *queue;
    }
    floor.hook_health.note(reply.outcome, reply.took.count(), turn.now);
    keep_advice(turn, live, reply.outcome, reply.advice, reply.took);
    if (reply.outcome != HookOutcome::answered) return let_in_without(floor, turn, live);
    let_in(floor, turn, live, reply.advice);
}

}  // namespace

bool ask_hook(Floor& floor, Turn& turn, Live& live) {
    const RoutingHook& hook = floor.routing_hook;
    if (!hook.asks_about(live.work_item->queue)) return false;
    const bool skips = floor.hook_health.is_skipped(turn.now);
    if (skips || floor.hook_waits.size() >= RoutingHook::asked_max) {
        const HookOutcome why = skips ? HookOutcome::skipped : HookOutcome::too_many;
        floor.hook_health.note(why, 0, turn.now);
        keep_advice(turn, live, why, {}, {});
        return false;
    }
    ++floor.hook_health.asked;
    HookQuestion question;
    question.workspace = floor.workspace.id;
    question.id = turn.make<HookCallId>();
    question.hook = hook;
    question.at = turn.now;
    question.session = view_of(floor, live);
    question.contact = live.contact;
    if (const Inbox* inbox = floor.inbox(live.conversation.inbox))
        question.medium = floor.medium_of(*inbox);
    question.entry_rule = live.entry.rule;
    question.agent = live.entry.agent;
    live.hook_wait = HookWait{question.id, turn.now};
    floor.hook_waits[live.session->id] = turn.now + std::chrono::milliseconds(hook.timeout_ms);
    turn.questions.push_back(std::move(question));
    return true;
}

std::expected<QueueId, HookOutcome> judge_advice(const Floor& floor, const HookAdvice& advice,
                                                 QueueId own, int share, Instant now) {
    if (advice.agent) {
        const Agent* agent = floor.agent(advice.agent);
        if (agent == nullptr || !agent->active) return std::unexpected(HookOutcome::no_such_agent);
    }
    if (!advice.queue) return own;
    const Queue* named = floor.queue(advice.queue);
    if (named == nullptr || !named->active) return std::unexpected(HookOutcome::no_such_queue);
    const Queue* queue = open_instead_of(floor, *named, now);
    if (!floor.is_open(*queue, now) && queue->closed == ClosedTreatment::turn_away)
        return std::unexpected(HookOutcome::queue_closed);
    if (!floor.router.has_place(queue->id, share)) return std::unexpected(HookOutcome::queue_full);
    return queue->id;
}

void take_reply(Floor& floor, Turn& turn, SessionId session, HookCallId call,
                const HookReply& reply) {
    Live* live = floor.live_of(session);
    if (live == nullptr || !live->hook_wait || live->hook_wait->call != call) return;
    settle_hook(floor, turn, *live, reply);
}

void overtake_hook(Floor& floor, Turn& turn, Live& live) {
    const Duration took = turn.now - live.hook_wait->since;
    if (live.hook_wait->call) keep_advice(turn, live, HookOutcome::overtaken, {}, took);
    forget_hook(floor, live);
}

void forget_hook(Floor& floor, Live& live) {
    if (live.session) floor.hook_waits.erase(live.session->id);
    live.hook_wait.reset();
}

bool hook_time_is_due(const Floor& floor, Instant now) {
    return std::ranges::any_of(floor.hook_waits,
                               [now](const auto& entry) { return entry.second <= now; });
}

void pass_hook_time(Floor& floor, Turn& turn) {
    const std::map<SessionId, Instant> waits = floor.hook_waits;
    for (const auto& [session, until] : waits) {
        if (until > turn.now) continue;
        Live* live = floor.live_of(session);
        if (live == nullptr || !live->hook_wait) {
            floor.hook_waits.erase(session);
        } else if (live->hook_wait->call.is_nil()) {
            let_in_without(floor, turn, *live);
        } else {
            settle_hook(floor, turn, *live,
                        {HookOutcome::timed_out, {}, turn.now - live->hook_wait->since});
        }
    }
}

}  // namespace parley::app
