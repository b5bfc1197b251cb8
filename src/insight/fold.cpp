#include "insight/fold.hpp"

namespace parley::insight {

void Fold::apply(const Happening& happening) {
    const Event& event = happening.event;
    switch (event.type) {
        case EventType::session_opened: return opened(happening);
        case EventType::agent_presence_changed: return presence_changed(happening);
        case EventType::agent_wrap_up_started: return wrap_up_started(event);
        case EventType::agent_wrap_up_extended: return wrap_up_extended(event);
        case EventType::agent_wrap_up_ended: return wrap_up_ended(event);
        default: break;
    }
    SessionFact* fact = event.session ? ledger_.find(event.session) : nullptr;
    if (fact == nullptr) return;
    switch (event.type) {
        case EventType::session_queued: return queued(*fact, event);
        case EventType::session_offered: return offered(*fact, event);
        case EventType::session_offer_withdrawn: return withdrawn(*fact, event);
        case EventType::session_assigned: return assigned(*fact, event);
        case EventType::session_transferred: return transferred(*fact, event);
        case EventType::session_closed: return closed(*fact, happening);
        case EventType::session_summarized: return summarized(*fact, happening);
        case EventType::session_rated: return rated(*fact, event, happening.score);
        case EventType::message_posted: return said(*fact, happening);
        case EventType::call_started: fact->is_call = true; return;
        case EventType::call_ended: return talked(*fact, happening);
        default: return;
    }
}

Stint* Fold::open_stint(const SessionFact& fact) {
    Stint* stint = ledger_.stint_of(fact.id);
    return stint != nullptr && stint->end == StintEnd::none ? stint : nullptr;
}

Wait* Fold::open_wait(const SessionFact& fact) {
    Wait* wait = ledger_.wait_of(fact.id);
    return wait != nullptr && wait->end == WaitEnd::none ? wait : nullptr;
}

}  // namespace parley::insight
