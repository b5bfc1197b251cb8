#include "app/sessions.hpp"

#include <algorithm>

#include "app/asked.hpp"
#include "app/callbacks.hpp"
#include "app/histories.hpp"
#include "app/lifecycle.hpp"
#include "app/routing_hooks.hpp"

namespace parley::app {
namespace {

// The open session, if this agent may see it at all.
Result<Live*> seen_by(Floor& floor, const Agent& agent, SessionId id) {
    Live* live = floor.live_of(id);
    if (live == nullptr) return refuse(Code::not_found, "session_not_found");
    if (!sees(agent, *view_of(floor, *live))) return refuse(Code::not_found, "session_not_found");
    return live;
}

Result<const Agent*> agent_of(const Floor& floor, const Staff& staff) {
    const Agent* agent = floor.agent(staff.agent.id);
    if (agent == nullptr || !agent->active) return refuse(Code::forbidden, "permission_missing");
    return agent;
}

// Is this very offer standing, and to this agent?
bool is_offered(const Live& live, AgentId agent, std::int64_t offer) {
    return live.work_item && live.work_item->state == WorkItemState::offered &&
           live.work_item->agent == agent && live.work_item->offer == offer;
}

Entry entry_for(const Floor& floor, const Turn& turn, const Live& live, const Inbox& inbox,
                const Source& source) {
    if (floor.rules->sources().entry.rules.empty()) return {std::nullopt, inbox.queue, {}};
    const AskedSession session = asked_session(floor, live, inbox, {}, source);
    const rules::History history = with_visit(*live.history, inbox, turn.now);
    const rules::Facts facts = facts_of(*floor.rules, live.contact, history, &session, turn.now);
    return entry_of(floor, *floor.rules, inbox, {facts, history, turn.now});
}

using Decision = std::function<Result<SessionAnswer>(Floor&, Turn&)>;

Task<Result<SessionAnswer>> run(App& app, WorkspaceId workspace, Decision decide) {
    CO_TRY(const auto owner, owner_of(app, workspace));
    co_return co_await owner->run<SessionAnswer>(std::move(decide));
}

Result<SessionAnswer> answer_offer(Floor& floor, Turn& turn, const Staff& staff, SessionId session,
                                   std::int64_t offer, bool accept) {
    TRY(const Agent* agent, agent_of(floor, staff));
    Live* live = floor.live_of(session);
    if (live == nullptr || !is_offered(*live, agent->id, offer))
        return refuse(Code::conflict, "offer_gone");
    // Its time ran out between two ticks: the engine lets time pass before it looks at the answer.
    if (live->work_item->offer_expires_at <= turn.now) return refuse(Code::conflict, "offer_gone");
    const WorkItemId item = live->work_item->id;
    if (accept)
        route(floor, turn, routing::OfferAccepted{item, agent->id, offer}, Actor::of(*agent));
    else
        route(floor, turn, routing::OfferDeclined{item, agent->id, offer}, Actor::of(*agent));
    return view_of(floor, *live);
}

}  // namespace

bool sees(const Agent& agent, const SessionView& view) {
    if (in_scope(scope_of(agent), view.session.queue, view.session.agent)) return true;
    if (has_part(agent.id, view.colleagues)) return true;
    return view.work_item && view.work_item->state == WorkItemState::offered &&
           view.work_item->agent == agent.id;
}

namespace {

// What becomes of who comes.
struct Admission {
    bool left_message = false;
    bool is_called_back = false;
};

Result<> require_place_for_message(const Floor& floor, const Queue& queue) {
    if (floor.waiting.messages_in(queue.id) < queue.left_messages_max) return {};
    return refuse(Code::over_limit, "messages_full");
}

// `item`: its queue, share and whether it is interruptible. `is_call`, and if so by which number.
Result<Admission> admit(Floor& floor, const Turn& turn, const WorkItem& item, int kind,
                        bool is_call, const std::string& caller) {
    const Queue& queue = floor.queues.at(item.queue);
    const bool is_closed = !floor.is_open(queue, turn.now);
    if (is_closed && queue.closed == ClosedTreatment::turn_away)
        return refuse(Code::conflict, "queue_closed");
    const auto has_place = [&](bool beyond) {
        return floor.router.has_place(queue.id, item.share, item.interruptible, kind, beyond);
    };
    Admission admission;
    admission.left_message = is_closed || !floor.is_staffed(queue.id);
    if (!has_place(false)) {
        const bool is_taken = is_call ? calls_back_when_full(floor, queue, caller)
                                      : queue.when_full != FullTreatment::turn_away;
        if (!is_taken || !has_place(true)) return refuse(Code::over_limit, "queue_full");
        admission.left_message = !is_call;
        admission.is_called_back = is_call;
    }
    if (admission.left_message && !is_call) CHECKED(require_place_for_message(floor, queue));
    return admission;
}

}  // namespace

Result<> open_session(Floor& floor, Turn& turn, Live& live, const Source& source, int share,
                      const std::string& caller) {
    const Inbox* inbox = floor.inbox(live.conversation.inbox);
    if (inbox == nullptr || !inbox->active) return refuse(Code::conflict, "inbox_inactive");
    const Entry entry = entry_for(floor, turn, live, *inbox, source);
    const Queue* wanted = floor.queue(entry.queue);
    if (wanted == nullptr || !wanted->active) return refuse(Code::conflict, "inbox_inactive");
    const Queue* queue = open_instead_of(floor, *wanted, turn.now);
    const bool is_call = share != 0;
    WorkItem item;
    item.queue = queue->id;
    item.share = is_call ? share : queue->share;
    item.interruptible = !is_call && queue->interruptible;
    item.entered_at = turn.now;
    item.queued_at = turn.now;
    TRY(const Admission admission, admit(floor, turn, item, kind_of(floor, live), is_call, caller));

    Session session;
    session.id = turn.make<SessionId>();
    session.conversation = live.conversation.id;
    session.inbox = inbox->id;
    session.contact = live.conversation.contact;
    session.queue = queue->id;
    session.left_message = admission.left_message;
    session.first_seq = live.conversation.last_seq + 1;
    session.source = source;
    session.opened_at = turn.now;

    item.id = turn.make<WorkItemId>();
    item.session = session.id;

    live.session = std::move(session);
    live.work_item = item;
    live.entry = {entry.rule ? floor.rules->sources().entry.rules[*entry.rule].name : "",
                  entry.agent};
    floor.index(live);
    happened(floor, turn, live, "visited");
    if (admission.is_called_back) put_callback(turn, live, caller);
    turn.session_changed(live, EventType::session_opened, Actor::of(live.contact.id));
    return {};
}

bool waits_beyond_places(const Queue& queue, const Live& live) {
    if (queue.when_full == FullTreatment::turn_away) return false;
    return live.session->left_message || live.callback;
}

routing::ItemEntered entering(Floor& floor, const Live& live) {
    const WorkItem& item = *live.work_item;
    routing::ItemEntered entered;
    entered.item = item.id;
    entered.queue = item.queue;
    entered.share = item.share;
    entered.interruptible = item.interruptible;
    entered.kind = kind_of(floor, live);
    entered.entered_at = item.entered_at;
    entered.boost = Duration(item.boost_ms);
    entered.beyond_places = waits_beyond_places(floor.queues.at(item.queue), live);
    for (const Skill& skill : item.skills) entered.needs.push_back({skill.name, skill.level});
    return entered;
}

void enqueue_session(Floor& floor, Turn& turn, Live& live, Actor actor) {
    if (live.callback) {
        turn.notice(live, "callback_requested");
        turn.session_changed(live, EventType::callback_requested, actor);
    } else {
        turn.notice(live, live.session->left_message ? "left_message" : "session_queued");
    }
    if (!ask_hook(floor, turn, live)) enter_queue(floor, turn, live, actor);
}

void enter_queue(Floor& floor, Turn& turn, Live& live, Actor actor, const HookAdvice& advice) {
    WorkItem& item = *live.work_item;
    if (advice.queue) item.queue = advice.queue;
    item.skills = advice.skills;
    give_head_start(floor, turn, live);
    if (advice.head_start_seconds > 0) {
        item.boost_ms += std::int64_t{advice.head_start_seconds} * 1'000;
        item.head_starts.push_back({{}, advice.head_start_seconds});
    }
    routing::ItemEntered entered = entering(floor, live);
    if (floor.queues.at(entered.queue).familiar_seconds > 0) entered.preferred = live.last_agent;
    // Whom the entry rule named, was named for the queue that the rule led to.
    const AgentId ruled = advice.queue ? AgentId{} : live.entry.agent;
    if (const AgentId named = advice.agent ? advice.agent : ruled) {
        entered.preferred = named;
        entered.is_named = true;
    }
    route(floor, turn, entered, actor);
}

Task<Result<SessionAnswer>> accept_offer(App& app, const Staff& staff, SessionId session,
                                         std::int64_t offer) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    Decision decide = [staff, session, offer](Floor& floor, Turn& turn) {
        return answer_offer(floor, turn, staff, session, offer, true);
    };
    co_return co_await run(app, staff.workspace, std::move(decide));
}

Task<Result<SessionAnswer>> decline_offer(App& app, const Staff& staff, SessionId session,
                                          std::int64_t offer) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    Decision decide = [staff, session, offer](Floor& floor, Turn& turn) {
        return answer_offer(floor, turn, staff, session, offer, false);
    };
    co_return co_await run(app, staff.workspace, std::move(decide));
}

namespace {

Result<> check_target(Floor& floor, const Live& live, const Transfer& to) {
    if (to.queue.is_nil() == to.agent.is_nil())
        return refuse(Code::invalid, "transfer_target", "name a queue or an agent, not both");
    if (to.agent) {
        const Agent* agent = floor.agent(to.agent);
        if (agent == nullptr || !agent->active)
            return refuse(Code::not_found, "agent_not_found", {}, "/agent_id");
        return {};
    }
    const Queue* queue = floor.queue(to.queue);
    if (queue == nullptr || !queue->active)
        return refuse(Code::not_found, "queue_not_found", {}, "/queue_id");
    const WorkItem& item = *live.work_item;
    if (!floor.router.has_place(queue->id, item.share, item.interruptible, kind_of(floor, live)))
        return refuse(Code::over_limit, "queue_full", {}, "/queue_id");
    return {};
}

Result<SessionAnswer> decide_transfer(Floor& floor, Turn& turn, const Staff& staff,
                                      SessionId session, const Transfer& to) {
    TRY(const Agent* agent, agent_of(floor, staff));
    TRY(Live * live, seen_by(floor, *agent, session));
    CHECKED(require_serving(*agent, *live->session));
    CHECKED(check_text(to.note, Message::text_max, "/note"));
    CHECKED(check_target(floor, *live, to));

    const Actor actor = Actor::of(*agent);
    CHECKED(wake_callback(floor, turn, *live));
    if (!to.note.empty()) {
        Message note;
        note.sender = SenderKind::agent;
        note.sender_id = agent->id.bytes();
        note.visibility = Visibility::staff;
        note.text = to.note;
        turn.post(*live, std::move(note), std::nullopt, actor, agent->name);
    }
    route(floor, turn, routing::ItemTransferred{live->work_item->id, to.queue, to.agent}, actor);
    return view_of(floor, *live);
}

}  // namespace

Task<Result<SessionAnswer>> transfer_session(App& app, const Staff& staff, SessionId session,
                                             Transfer to) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    Decision decide = [staff, session, to](Floor& floor, Turn& turn) {
        return decide_transfer(floor, turn, staff, session, to);
    };
    auto moved = co_await run(app, staff.workspace, std::move(decide));
    if (!moved)
        co_return std::unexpected(co_await why_not_open(app, staff, session, moved.error()));
    co_return moved;
}

}  // namespace parley::app
