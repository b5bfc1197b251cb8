// Who said something when: rounds, first responses, talk on the telephone.
//
// A round is one or more messages of the contact in a row, ended by the first human message; its
// time runs from the first of the run, but of an agent never from before they had the session.
#include <algorithm>

#include "insight/fold.hpp"

namespace parley::insight {
namespace {

Place place_of(const Event& event, const Stint* stint) {
    if (stint == nullptr) return {{}, event.queue, event.inbox};
    return {stint->agent, stint->queue, stint->inbox};
}

}  // namespace

void Fold::said(SessionFact& fact, const Happening& happening) {
    const Event& event = happening.event;
    if (event.visibility == Visibility::staff || happening.kind == MessageKind::call) return;
    Stint* stint = open_stint(fact);
    switch (event.actor) {
        case ActorKind::visitor: return contact_said(fact, happening, stint);
        case ActorKind::agent: return human_said(fact, event, stint);
        case ActorKind::system:
            ++fact.messages_system;
            rollup_.count(event.at, place_of(event, stint), Counter::messages_system);
            return;
    }
}

void Fold::contact_said(SessionFact& fact, const Happening& happening, Stint* stint) {
    const Event& event = happening.event;
    ++fact.messages_contact;
    if (stint != nullptr) ++stint->messages_contact;
    rollup_.count(event.at, place_of(event, stint), Counter::messages_contact);
    if (fact.first_contact_at == Instant{}) fact.first_contact_at = event.at;
    if (fact.run_at == Instant{} && !happening.is_courtesy) fact.run_at = event.at;
}

void Fold::human_said(SessionFact& fact, const Event& event, Stint* stint) {
    const Place place = place_of(event, stint);
    ++fact.messages_human;
    rollup_.count(event.at, place, Counter::messages_human);
    fact.last_human_at = event.at;
    fact.human_agent = AgentId(event.actor_id);
    if (fact.first_human_at == Instant{}) {
        fact.first_human_at = event.at;
        if (fact.asked_at != Instant{} && fact.first_contact_at != Instant{})
            rollup_.measure(event.at, place, Length::first_response_contact,
                            event.at - fact.asked_at);
    }
    if (stint != nullptr) {
        ++stint->messages_human;
        if (stint->first_human_at == Instant{}) {
            stint->first_human_at = event.at;
            // Nobody has asked anything yet: the agent began, which is no response.
            if (fact.first_contact_at != Instant{}) {
                const Duration took = event.at - std::max(stint->began_at, fact.first_contact_at);
                stint->has_first_response = true;
                stint->first_response_ms = took.count();
                rollup_.measure(event.at, place, Length::first_response_agent, took);
            }
        }
    }
    if (fact.run_at != Instant{}) answer_round(fact, event.at, place, stint);
}

void Fold::answer_round(SessionFact& fact, Instant at, const Place& place, Stint* stint) {
    Instant from = fact.run_at;
    if (stint != nullptr) from = std::max(from, stint->began_at);
    const Duration took = at - from;
    fact.run_at = {};
    ++fact.rounds;
    fact.response_ms += took.count();
    if (stint != nullptr) {
        ++stint->rounds;
        stint->response_ms += took.count();
    }
    rollup_.measure(at, place, Length::response, took);
}

void Fold::talked(SessionFact& fact, const Happening& happening) {
    const Event& event = happening.event;
    for (const Talk& talk : happening.talks) {
        if (talk.to <= talk.from) continue;
        // What is said after the session, by whoever was handed the call, is not its.
        if (fact.is_open()) fact.talk_ms += (talk.to - talk.from).count();
        rollup_.measure(event.at, {talk.agent, event.queue, event.inbox}, Length::talk,
                        talk.to - talk.from);
    }
}

}  // namespace parley::insight
