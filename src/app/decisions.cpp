#include "app/decisions.hpp"

#include <utility>

namespace parley::app {
namespace {

template <class Count>
std::int64_t whole_number(Count count) {
    return static_cast<std::int64_t>(count);
}

}  // namespace

void keep_decision(Turn& turn, Live& live, RoutingDecision decision) {
    decision.session = live.session->id;
    decision.number = ++live.session->decisions;
    decision.at = turn.now;
    turn.put(std::move(decision));
}

RoutingDecision queued_decision(const Floor& floor, Live& live, QueueId queue) {
    RoutingDecision decision;
    decision.deed = RoutingDeed::queued;
    decision.queue = queue;
    decision.rule = std::exchange(live.entry.rule, {});
    const WorkItemId item = live.work_item->id;
    if (!floor.router.position(item)) return decision;  // Offered at once.
    const auto now = floor.router.explain(item);
    RoutingDecision::Place& place = decision.place;
    place.position = whole_number(now->position.value_or(0));
    place.returned = whole_number(now->ahead.returned);
    place.boosted = whole_number(now->ahead.boosted);
    place.older = whole_number(now->ahead.older);
    place.boost_ms = (now->item.boost + now->item.raised).count();
    place.off_duty = whole_number(now->agents.off_duty);
    place.lacks_skill = whole_number(now->agents.lacks_skill);
    place.wrapping_up = whole_number(now->agents.wrapping_up);
    place.no_room = whole_number(now->agents.no_room);
    return decision;
}

RoutingDecision offered_decision(const routing::Offer& offer) {
    RoutingDecision decision;
    decision.deed = RoutingDeed::offered;
    decision.queue = offer.through;
    decision.agent = offer.agent;
    decision.choice = {offer.why.strategy, offer.why.load, offer.why.idle_since,
                       whole_number(offer.why.candidates), offer.why.preferred};
    return decision;
}

}  // namespace parley::app
