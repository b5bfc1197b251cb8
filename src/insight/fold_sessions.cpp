// How a session goes through queues and agents to its end.
#include <algorithm>

#include "base/enum_names.hpp"
#include "insight/fold.hpp"

namespace parley::insight {
namespace {

Place place_of(const Event& event) { return {{}, event.queue, event.inbox}; }
Place place_of(const Wait& wait) { return {{}, wait.queue, wait.inbox}; }
Place place_of(const Stint& stint) { return {stint.agent, stint.queue, stint.inbox}; }

Counter counter_of(FlowCause cause) {
    if (cause == FlowCause::message_left) return Counter::flowed_message;
    return cause == FlowCause::transferred ? Counter::flowed_transferred : Counter::flowed_overflow;
}

}  // namespace

void Fold::opened(const Happening& happening) {
    const Event& event = happening.event;
    if (ledger_.find(event.session) != nullptr) return;
    SessionFact fact;
    fact.id = event.session;
    fact.first_queue = event.queue;
    fact.queue = event.queue;
    fact.inbox = event.inbox;
    fact.contact = event.contact;
    fact.left_message = happening.left_message;
    fact.opened_at = event.at;
    came_back(fact);
    ledger_.open(fact);
    rollup_.count(event.at, place_of(event), Counter::opened);
}

// Whatever was closed for this contact a short while ago was not done with.
void Fold::came_back(const SessionFact& fact) {
    for (SessionFact* before : ledger_.closed_of(fact.contact, fact.opened_at - repeat_within)) {
        if (!before->is_valid || before->is_repeated || before->queue != fact.queue) continue;
        before->is_repeated = true;
        rollup_.count(before->closed_at, {before->closed_agent, before->queue, before->inbox},
                      Counter::repeated);
    }
}

void Fold::queued(SessionFact& fact, const Event& event) {
    fact.queue = event.queue;
    if (Wait* wait = open_wait(fact)) {
        // Open to the back-up queue too, or queued anew where it was: it goes on waiting there.
        if (wait->queue == event.queue) return;
        const bool by_agent = event.actor == ActorKind::agent;
        flow_out(*wait, event.at, by_agent ? FlowCause::transferred : FlowCause::overflow,
                 event.queue);
    }
    enter(fact, event);
}

void Fold::enter(SessionFact& fact, const Event& event) {
    Wait wait;
    wait.session = fact.id;
    wait.number = ++fact.waits;
    wait.queue = event.queue;
    wait.inbox = event.inbox;
    wait.entered_at = event.at;
    ledger_.begin(wait);
    if (fact.asked_at != Instant{}) return;
    fact.asked_at = event.at;
    rollup_.count(event.at, place_of(event), Counter::asked);
    // Nobody is on duty: it is served one day, but nobody waits for that.
    if (fact.left_message)
        flow_out(*ledger_.wait_of(fact.id), event.at, FlowCause::message_left, {});
}

void Fold::flow_out(Wait& wait, Instant at, FlowCause cause, QueueId to) {
    wait.cause = cause;
    wait.to_queue = to;
    wait.left_at = at;
    wait.end = WaitEnd::flowed_out;
    rollup_.count(at, place_of(wait), counter_of(cause));
    if (to) rollup_.count(at, place_of(wait), Counter::flowed_on);
    rollup_.measure(at, place_of(wait), Length::wait_flowed, at - wait.entered_at);
    count_queued(wait);
}

void Fold::end_wait(Wait& wait, const SessionFact& fact, Instant at, WaitEnd end) {
    wait.left_at = at;
    wait.end = end;
    const bool answered = end == WaitEnd::answered;
    rollup_.measure(at, place_of(wait), answered ? Length::wait_answered : Length::wait_abandoned,
                    at - wait.entered_at);
    if (answered && fact.is_offered)
        rollup_.measure(at, place_of(wait), Length::ring_answered, at - fact.offer_at);
    count_queued(wait);
}

void Fold::count_queued(const Wait& wait) {
    if (wait.number == 1 && wait.left_at > wait.entered_at)
        rollup_.count(wait.left_at, place_of(wait), Counter::queued);
}

void Fold::offered(SessionFact& fact, const Event& event) {
    stop_ringing(fact, event.at);
    if (fact.offered_at == Instant{}) fact.offered_at = event.at;
    fact.is_offered = true;
    fact.offered_agent = event.agent;
    fact.offer_at = event.at;
    if (Wait* wait = open_wait(fact)) ++wait->offers;
    rollup_.count(event.at, {event.agent, event.queue, event.inbox}, Counter::offers);
    ring(event.agent, event.at, +1);
}

void Fold::withdrawn(SessionFact& fact, const Event& event) {
    Wait* wait = open_wait(fact);
    const auto miss = [&](Counter counter, int Wait::* kind) {
        if (wait != nullptr) ++(wait->*kind);
        rollup_.count(event.at, {event.former_agent, event.queue, event.inbox}, counter);
    };
    if (event.detail == "timed_out")
        miss(Counter::missed_timed_out, &Wait::timed_out);
    else if (event.detail == "declined")
        miss(Counter::missed_declined, &Wait::declined);
    else if (event.detail == "item_left")
        miss(Counter::missed_contact_left, &Wait::contact_left);
    else
        miss(Counter::missed_withdrawn, &Wait::withdrawn);
    stop_ringing(fact, event.at);
}

void Fold::stop_ringing(SessionFact& fact, Instant at) {
    if (!fact.is_offered) return;
    ring(fact.offered_agent, at, -1);
    fact.is_offered = false;
}

void Fold::assigned(SessionFact& fact, const Event& event) {
    if (Stint* stint = open_stint(fact)) end_stint(*stint, fact, event.at, StintEnd::transfer);
    const Stint* before = ledger_.stint_of(fact.id);
    const bool is_accepted = fact.is_offered && fact.offered_agent == event.agent;
    Stint stint;
    stint.session = fact.id;
    stint.number = ++fact.stints;
    stint.agent = event.agent;
    stint.queue = event.queue;
    stint.inbox = event.inbox;
    stint.began_at = event.at;
    const bool by_transfer = before != nullptr && before->end == StintEnd::transfer;
    stint.start = by_transfer   ? StintStart::transfer
                  : is_accepted ? StintStart::offer
                                : StintStart::taken;
    const Place place = place_of(stint);
    if (Wait* wait = open_wait(fact)) end_wait(*wait, fact, event.at, WaitEnd::answered);
    if (is_accepted) rollup_.count(event.at, place, Counter::accepted);
    if (by_transfer) rollup_.count(event.at, place, Counter::transfers_in);
    stop_ringing(fact, event.at);
    rollup_.count(event.at, place, Counter::stints);
    rollup_.count_agent(event.at, place, Counter::assigned);
    if (!fact.was_served()) {
        fact.assigned_at = event.at;
        rollup_.count_all(event.at, place, Counter::assigned);
        if (fact.waits == 0) rollup_.count(event.at, place, Counter::opened_by_agent);
    }
    fact.agent = event.agent;
    fact.queue = event.queue;
    take_load(event.agent, event.at, +1);
    stint.effort_us = ledger_.clock_of(event.agent).share_us;
    ledger_.begin(stint);
}

void Fold::transferred(SessionFact& fact, const Event& event) {
    const bool is_reclaimed = event.detail == "reclaimed";
    if (Stint* stint = open_stint(fact)) {
        end_stint(*stint, fact, event.at, is_reclaimed ? StintEnd::reclaimed : StintEnd::transfer);
        if (!is_reclaimed) {
            rollup_.count(event.at, place_of(*stint), Counter::transfers_out);
            stint->is_first_transfer = fact.transfers++ == 0;
            if (stint->is_first_transfer)
                rollup_.count(event.at, place_of(*stint), Counter::transferred);
        }
    }
    // A transfer says next where it waits; what lost its agent waits where it was.
    if (is_reclaimed && open_wait(fact) == nullptr) enter(fact, event);
}

void Fold::end_stint(Stint& stint, SessionFact& fact, Instant at, StintEnd end) {
    stint.ended_at = at;
    stint.end = end;
    const Place place = place_of(stint);
    const bool was_asked = fact.first_contact_at != Instant{};
    if (was_asked && stint.first_human_at == Instant{})
        rollup_.count(at, place, Counter::unanswered_stints);
    rollup_.measure(at, place, Length::stint, at - stint.began_at);
    take_load(stint.agent, at, -1);
    stint.effort_us = ledger_.clock_of(stint.agent).share_us - stint.effort_us;
    rollup_.measure(at, place, Length::effort, Duration(stint.effort_us / 1'000));
}

void Fold::summarized(SessionFact& fact, const Happening& happening) {
    fact.is_resolved = happening.resolved;
    fact.wrap_up_codes = happening.codes;
}

void Fold::closed(SessionFact& fact, const Happening& happening) {
    if (!fact.is_open()) return;
    const Event& event = happening.event;
    summarized(fact, happening);
    fact.queue = event.queue;
    fact.closed_at = event.at;
    fact.close_reason = enum_named<CloseReason>(event.detail).value_or(CloseReason::by_agent);
    stop_ringing(fact, event.at);
    if (Wait* wait = open_wait(fact)) end_wait(*wait, fact, event.at, WaitEnd::abandoned);
    Stint* stint = open_stint(fact);
    const bool by_agent = event.actor == ActorKind::agent && fact.was_served();
    fact.closed_agent = by_agent ? AgentId(event.actor_id) : fact.agent;
    const Place place{fact.closed_agent, event.queue, event.inbox};
    if (fact.run_at != Instant{} && fact.was_served()) {
        Instant from = fact.run_at;
        if (stint != nullptr) {
            from = std::max(from, stint->began_at);
            stint->rounds_open = 1;
        }
        fact.rounds_open = 1;
        rollup_.measure(event.at, {fact.agent, event.queue, event.inbox}, Length::open_round,
                        event.at - from);
    }
    const bool is_served = stint != nullptr;
    if (is_served) end_stint(*stint, fact, event.at, StintEnd::closed);
    rollup_.count(event.at, place, Counter::closed);
    if (fact.was_served()) judge(fact, place);
    if (!is_served) return;
    fact.invited_at = event.at;
    if (fact.human_agent.is_nil()) fact.human_agent = fact.agent;
    rollup_.count(event.at, {fact.human_agent, event.queue, event.inbox}, Counter::invited);
}

// What a served session was like, said once, of the moment it closed.
void Fold::judge(SessionFact& fact, const Place& place) {
    const Instant at = fact.closed_at;
    rollup_.count(at, place, Counter::closed_served);
    rollup_.measure(at, place, Length::session, at - fact.assigned_at);
    const bool talked = fact.talk_ms >= valid_talk.count();
    const bool wrote = fact.messages_contact > 0 && fact.messages_human > 0;
    fact.is_valid = fact.is_call ? talked : wrote;
    if (fact.is_valid) rollup_.count(at, place, Counter::valid);
    if (fact.messages_human > 0 || (fact.is_call && talked))
        rollup_.count(at, place, Counter::replied);
    if (!fact.is_call) {
        if (fact.messages_contact == 0)
            rollup_.count(at, place, Counter::silent);
        else if (fact.messages_human == 0)
            rollup_.count(at, place, Counter::never_replied);
    }
    if (fact.rounds > 0)
        rollup_.measure(at, place, Length::session_response,
                        Duration(fact.response_ms / fact.rounds));
}

void Fold::rated(SessionFact& fact, const Event& event, int score) {
    if (score < 1 || score > 5 || fact.rated_at != Instant{}) return;
    fact.rated_at = event.at;
    fact.score = score;
    const auto counter = static_cast<Counter>(static_cast<int>(Counter::rated_1) + score - 1);
    rollup_.count(event.at, {fact.human_agent, fact.queue, fact.inbox}, counter);
}

}  // namespace parley::insight
