#include "app/colleagues.hpp"

#include <algorithm>

#include "app/callbacks.hpp"
#include "app/calls/live_calls.hpp"
#include "app/lifecycle.hpp"
#include "base/assert.hpp"
#include "base/enum_names.hpp"

namespace parley::app {
namespace {

using Decision = std::function<Result<SessionAnswer>(Floor&, Turn&)>;

struct Asker {
    const Agent* agent = nullptr;
    Live* live = nullptr;
};

Result<Asker> asker(Floor& floor, const Staff& staff, SessionId session) {
    const Agent* agent = floor.agent(staff.agent.id);
    if (agent == nullptr || !agent->active) return refuse(Code::forbidden, "permission_missing");
    Live* live = floor.live_of(session);
    if (live == nullptr || !sees(*agent, *view_of(floor, *live)))
        return refuse(Code::not_found, "session_not_found");
    return Asker{agent, live};
}

Colleague* part_of(Live& live, ColleagueId id) {
    const auto found = std::ranges::find(live.colleagues, id, &Colleague::id);
    return found == live.colleagues.end() ? nullptr : &*found;
}

Colleague* part_of(Live& live, AgentId agent) {
    const auto found = std::ranges::find(live.colleagues, agent, &Colleague::agent);
    return found == live.colleagues.end() ? nullptr : &*found;
}

int room_of(const Floor& floor, const Agent& agent) {
    return agent.capacity - floor.router.agent_load(agent.id);
}

int share_of(const Floor& floor, const Live& live, ColleagueKind kind, AgentId agent) {
    if (kind == ColleagueKind::transfer) return floor.router.share_for(agent, live.work_item->id);
    const Queue* queue = floor.queue(live.session->queue);
    return queue == nullptr ? 0 : queue->guest_share;
}

// Over: the router is told, the row written, and all who saw it.
void finish(Floor& floor, Turn& turn, Live& live, ColleagueId id, ColleagueEnd why, Actor actor) {
    Colleague* colleague = part_of(live, id);
    PARLEY_ASSERT(colleague != nullptr);
    floor.asked.erase(id);
    const bool was_heard = colleague->has_joined() && colleague->kind == ColleagueKind::invite;
    const WorkItemId item = colleague->item;
    colleague->finish(why, turn.now);
    turn.colleague_changed(live, *colleague, EventType::colleague_left, actor,
                           std::string(name_of(why)));
    std::erase_if(live.colleagues, [id](const Colleague& each) { return each.id == id; });
    const bool goes_on = why != ColleagueEnd::session_closed && why != ColleagueEnd::accepted;
    if (was_heard && goes_on) turn.notice(live, "colleague_left");
    if (item) route(floor, turn, routing::ItemReleased{item}, actor);
}

void hand_over(Floor& floor, Turn& turn, Live& live, const Agent& to, ColleagueId part,
               Actor actor) {
    finish(floor, turn, live, part, ColleagueEnd::accepted, actor);
    take_item(floor, turn, live, to.id, actor);
}

void post_note(Turn& turn, Live& live, const Agent& by, const std::string& text) {
    if (text.empty()) return;
    Message note;
    note.sender = SenderKind::agent;
    note.sender_id = by.id.bytes();
    note.visibility = Visibility::staff;
    note.text = text;
    turn.post(live, std::move(note), std::nullopt, Actor::of(by), by.name);
}

Result<const Agent*> check_asked(const Floor& floor, const Live& live, const Question& question,
                                 int share, int given_back) {
    const Agent* agent = floor.agent(question.agent);
    if (agent == nullptr || !agent->active)
        return refuse(Code::not_found, "agent_not_found", {}, "/agent_id");
    if (agent->id == live.session->agent)
        return refuse(Code::invalid, "transfer_target", "they have it already", "/agent_id");
    if (agent->presence == Presence::offline) return refuse(Code::conflict, "agent_away");
    if (room_of(floor, *agent) + given_back < share) return refuse(Code::conflict, "agent_busy");
    return agent;
}

Result<SessionAnswer> decide_ask(Floor& floor, Turn& turn, const Staff& staff, SessionId session,
                                 const Question& question) {
    TRY(const Asker by, asker(floor, staff, session));
    Live& live = *by.live;
    CHECKED(require_serving(*by.agent, *live.session));
    CHECKED(check_text(question.note, Message::text_max, "/note"));
    if (live.session->state != SessionState::assigned)
        return refuse(Code::conflict, "not_served_yet");
    if (floor.calls.of(session) != nullptr) return refuse(Code::conflict, "is_call");
    const Colleague* there = part_of(live, question.agent);
    const bool takes_over =
        there != nullptr && there->has_joined() && question.kind == ColleagueKind::transfer;
    if (there != nullptr && !takes_over) return refuse(Code::conflict, "already_in_session");
    const int share = share_of(floor, live, question.kind, question.agent);
    TRY(const Agent* asked,
        check_asked(floor, live, question, share, takes_over ? there->share : 0));
    if (!takes_over && live.colleagues.size() >= Colleague::of_session_max)
        return refuse(Code::over_limit, "session_full");

    const Actor actor = Actor::of(*by.agent);
    if (takes_over) {
        post_note(turn, live, *by.agent, question.note);
        hand_over(floor, turn, live, *asked, there->id, actor);
        return view_of(floor, live);
    }
    const Queue* queue = floor.queue(live.session->queue);
    Colleague colleague;
    colleague.id = turn.make<ColleagueId>();
    colleague.session = session;
    colleague.conversation = live.conversation.id;
    colleague.kind = question.kind;
    colleague.agent = asked->id;
    colleague.asked_by = by.agent->id;
    colleague.asked_at = turn.now;
    colleague.expires_at = turn.now + std::chrono::seconds(queue->offer_seconds);
    live.colleagues.push_back(colleague);
    floor.asked[colleague.id] = {live.conversation.id, colleague.expires_at};
    post_note(turn, live, *by.agent, question.note);
    turn.colleague_changed(live, colleague, EventType::colleague_asked, actor,
                           std::string(name_of(colleague.kind)));
    return view_of(floor, live);
}

Result<SessionAnswer> decide_answer(Floor& floor, Turn& turn, const Staff& staff, SessionId session,
                                    ColleagueId id, bool accept) {
    TRY(const Asker by, asker(floor, staff, session));
    Live& live = *by.live;
    Colleague* colleague = part_of(live, id);
    const bool stands = colleague != nullptr && colleague->agent == by.agent->id &&
                        colleague->state == ColleagueState::asked &&
                        colleague->expires_at > turn.now;
    if (!stands) return refuse(Code::conflict, "colleague_gone");
    const Actor actor = Actor::of(*by.agent);
    if (!accept) {
        finish(floor, turn, live, id, ColleagueEnd::declined, actor);
        return view_of(floor, live);
    }
    const int share = share_of(floor, live, colleague->kind, by.agent->id);
    if (room_of(floor, *by.agent) < share) return refuse(Code::conflict, "agent_busy");
    if (colleague->kind == ColleagueKind::transfer) {
        hand_over(floor, turn, live, *by.agent, id, actor);
        return view_of(floor, live);
    }
    PARLEY_ASSERT(colleague->join(turn.now));
    floor.asked.erase(id);
    colleague->share = share;
    if (share > 0) colleague->item = turn.make<WorkItemId>();
    turn.colleague_changed(live, *colleague, EventType::colleague_joined, actor,
                           std::string(name_of(colleague->kind)));
    if (colleague->kind == ColleagueKind::invite) turn.notice(live, "colleague_joined");
    if (share > 0) {
        routing::ItemTaken taken;
        taken.item = colleague->item;
        taken.queue = live.session->queue;
        taken.share = share;
        taken.agent = by.agent->id;
        taken.beside = true;
        route(floor, turn, taken, actor);
    }
    return view_of(floor, live);
}

Result<SessionAnswer> decide_end(Floor& floor, Turn& turn, const Staff& staff, SessionId session,
                                 ColleagueId id) {
    TRY(const Asker by, asker(floor, staff, session));
    const Colleague* colleague = part_of(*by.live, id);
    if (colleague == nullptr) return refuse(Code::conflict, "colleague_gone");
    const bool is_own = colleague->agent == by.agent->id;
    if (!is_own) CHECKED(require_serving(*by.agent, *by.live->session));
    const bool has_joined = colleague->has_joined();
    const ColleagueEnd why = is_own       ? has_joined ? ColleagueEnd::left : ColleagueEnd::declined
                             : has_joined ? ColleagueEnd::removed
                                          : ColleagueEnd::withdrawn;
    finish(floor, turn, *by.live, id, why, Actor::of(*by.agent));
    return view_of(floor, *by.live);
}

Task<Result<SessionAnswer>> run(App& app, const Staff& staff, SessionId session, Decision decide) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    auto done = co_await owner->run<SessionAnswer>(std::move(decide));
    if (!done) co_return std::unexpected(co_await why_not_open(app, staff, session, done.error()));
    co_return done;
}

// Those of a session for whom `is_over` holds.
template <class IsOver>
void finish_if(Floor& floor, Turn& turn, Live& live, ColleagueEnd why, Actor actor,
               IsOver is_over) {
    std::vector<ColleagueId> over;
    for (const Colleague& each : live.colleagues) {
        if (is_over(each)) over.push_back(each.id);
    }
    for (const ColleagueId id : over) finish(floor, turn, live, id, why, actor);
}

}  // namespace

Task<Result<SessionAnswer>> ask_colleague(App& app, const Staff& staff, SessionId session,
                                          Question question) {
    Decision decide = [staff, session, question](Floor& floor, Turn& turn) {
        return decide_ask(floor, turn, staff, session, question);
    };
    co_return co_await run(app, staff, session, std::move(decide));
}

Task<Result<SessionAnswer>> answer_question(App& app, const Staff& staff, SessionId session,
                                            ColleagueId colleague, bool accept) {
    Decision decide = [staff, session, colleague, accept](Floor& floor, Turn& turn) {
        return decide_answer(floor, turn, staff, session, colleague, accept);
    };
    co_return co_await run(app, staff, session, std::move(decide));
}

Task<Result<SessionAnswer>> end_part(App& app, const Staff& staff, SessionId session,
                                     ColleagueId colleague) {
    Decision decide = [staff, session, colleague](Floor& floor, Turn& turn) {
        return decide_end(floor, turn, staff, session, colleague);
    };
    co_return co_await run(app, staff, session, std::move(decide));
}

void end_colleagues(Floor& floor, Turn& turn, Live& live, ColleagueEnd why, Actor actor) {
    finish_if(floor, turn, live, why, actor, [](const Colleague&) { return true; });
}

void session_was_assigned(Floor& floor, Turn& turn, Live& live, Actor actor) {
    finish_if(floor, turn, live, ColleagueEnd::moved, actor,
              [&](const Colleague& each) { return each.agent == live.session->agent; });
}

void session_was_unassigned(Floor& floor, Turn& turn, Live& live, Actor actor) {
    finish_if(floor, turn, live, ColleagueEnd::moved, actor,
              [](const Colleague& each) { return each.state == ColleagueState::asked; });
}

void colleague_was_lost(Floor& floor, Turn& turn, AgentId agent) {
    std::vector<ConversationId> theirs;
    for (const Live* live : floor.open()) {
        if (has_part(agent, live->colleagues)) theirs.push_back(live->conversation.id);
    }
    std::ranges::sort(theirs);
    for (const ConversationId id : theirs) {
        finish_if(floor, turn, *floor.live(id), ColleagueEnd::left, Actor::system(),
                  [agent](const Colleague& each) { return each.agent == agent; });
    }
}

bool question_is_due(const Floor& floor, Instant now) {
    return std::ranges::any_of(floor.asked,
                               [now](const auto& entry) { return entry.second.expires_at <= now; });
}

void pass_question_time(Floor& floor, Turn& turn) {
    const std::map<ColleagueId, StandingQuestion> asked = floor.asked;
    for (const auto& [id, question] : asked) {
        if (question.expires_at > turn.now) continue;
        Live* live = floor.live(question.conversation);
        if (live == nullptr || part_of(*live, id) == nullptr) {
            floor.asked.erase(id);
            continue;
        }
        finish(floor, turn, *live, id, ColleagueEnd::timed_out, Actor::system());
    }
}

}  // namespace parley::app
