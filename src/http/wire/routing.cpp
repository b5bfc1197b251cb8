#include "http/wire/routing.hpp"

#include <bit>

namespace parley::wire {
namespace {

template <class Count>
std::int64_t whole(Count count) {
    return static_cast<std::int64_t>(count);
}

RoutingDecision decided(const parley::RoutingDecision& decision) {
    RoutingDecision wire;
    wire.number = decision.number;
    wire.at = decision.at;
    wire.deed = decision.deed;
    wire.queue_id = codec::nullable(decision.queue);
    wire.agent_id = codec::nullable(decision.agent);
    wire.reason = decision.reason;
    wire.rule = decision.rule;
    wire.took_ms = decision.took_ms;
    wire.head_start_ms = decision.head_start_ms;
    if (const auto& place = decision.place; place.position > 0)
        wire.place = RoutingPlace{place.position,    {place.returned, place.boosted, place.older},
                                  place.boost_ms,    place.off_duty,
                                  place.lacks_skill, place.wrapping_up,
                                  place.no_room};
    if (decision.deed != RoutingDeed::offered) return wire;
    wire.strategy = decision.choice.strategy;
    wire.candidates = decision.choice.candidates;
    wire.load = decision.choice.load;
    wire.idle_since = decision.choice.idle_since;
    wire.familiar = decision.choice.familiar;
    return wire;
}

// What holds of a session that waits, or is being served.
void say(SessionRouting& wire, const routing::Explanation& now) {
    if (now.position) wire.position = whole(*now.position);
    wire.ahead = {whole(now.ahead.returned), whole(now.ahead.boosted), whole(now.ahead.older)};
    wire.effective_age_ms = now.effective_age.count();
    wire.boost_ms = (now.item.boost + now.item.raised).count();
    wire.queue_ids = now.queues;
    for (const routing::Need& need : now.asks) wire.asks.push_back({need.skill, need.level});
    for (const routing::Need& need : now.unmet) wire.unmet.push_back(need.skill);
    wire.steps = now.steps;
    const routing::Explanation::Agents& agents = now.agents;
    wire.agents = {whole(agents.all), whole(agents.off_duty), whole(agents.lacks_skill),
                   whole(agents.wrapping_up), whole(agents.no_room)};
    wire.expected = parley::wire::to_wire(now.expected);
    if (now.next)
        wire.next = RoutingNext{now.next->kind, now.next->at, now.next->queue, now.next->step};
}

}  // namespace

codec::Nullable<WaitRange> to_wire(const std::optional<routing::WaitRange>& range) {
    if (!range) return {};
    return WaitRange{range->least.count(), range->middle.count(), range->most.count(),
                     range->longer};
}

QueueState to_wire(const routing::QueueView& queue) {
    QueueState wire;
    wire.queue_id = queue.queue;
    wire.waiting = whole(queue.waiting);
    wire.serving = whole(queue.serving);
    wire.staffed = whole(queue.staffed);
    for (int step = 0; step < 32; ++step) {
        if ((queue.holding >> step & 1) != 0) wire.steps.push_back(step + 1);
    }
    wire.expected = to_wire(queue.expected);
    const routing::QueueMemory& memory = queue.memory;
    if (memory.services > 0) wire.service_ms = static_cast<std::int64_t>(memory.service_ms);
    if (memory.answers > 0) {
        const std::uint64_t counted = memory.in_time << (64 - memory.answers);
        wire.in_time_percent = std::popcount(counted) * 100 / static_cast<int>(memory.answers);
    }
    wire.announced = whole(memory.announced);
    wire.abandoned = whole(memory.abandoned);
    wire.longer = whole(memory.longer);
    wire.error_p50_ms = queue.error_p50.count();
    wire.error_p90_ms = queue.error_p90.count();
    return wire;
}

SessionRouting to_wire(SessionId session, const app::SessionRouting& routing) {
    SessionRouting wire;
    wire.session_id = session;
    if (routing.now) say(wire, *routing.now);
    for (const HeadStart& start : routing.head_starts)
        wire.head_starts.push_back({start.rule, start.seconds});
    for (const parley::RoutingDecision& decision : routing.decisions) {
        if (wire.entry_rule.empty()) wire.entry_rule = decision.rule;
        wire.decisions.push_back(decided(decision));
    }
    return wire;
}

}  // namespace parley::wire
