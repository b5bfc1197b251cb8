// The end of a session: closed by either side, then rated. Declared in sessions.hpp.
#include <algorithm>

#include "app/calls/steps.hpp"
#include "app/colleagues.hpp"
#include "app/histories.hpp"
#include "app/lifecycle.hpp"
#include "app/live.hpp"
#include "app/queries.hpp"
#include "app/routing_hooks.hpp"
#include "app/sessions.hpp"
#include "base/assert.hpp"
#include "base/enum_names.hpp"

namespace parley::app {
namespace {

constexpr int low_score = 2;  // As the happening "rated_low" says.

using Decision = std::function<Result<SessionAnswer>(Floor&, Turn&)>;

// Which codes it ends with. Those it has already stay good, also when they are no longer in use.
Result<> check_codes(const Floor& floor, const Session& session,
                     const std::vector<WrapUpCodeId>& codes) {
    if (codes.size() > WrapUpCode::of_session_max)
        return refuse(Code::over_limit, "too_many", {}, "/wrap_up_code_ids");
    for (const WrapUpCodeId& id : codes) {
        const auto found = floor.wrap_up_codes.find(id);
        const bool is_kept =
            std::ranges::find(session.wrap_up_codes, id) != session.wrap_up_codes.end();
        if (found == floor.wrap_up_codes.end() || (!found->second.active && !is_kept))
            return refuse(Code::not_found, "wrap_up_code_not_found", {}, "/wrap_up_code_ids");
    }
    return {};
}

// Only where there is one to choose: a workspace without codes does not lock its sessions open.
Result<> require_code(const Floor& floor, const Session& session,
                      const std::vector<WrapUpCodeId>& codes) {
    const Queue* queue = floor.queue(session.queue);
    if (!codes.empty() || queue == nullptr || queue->wrap_up_codes != WrapUpCodeUse::required)
        return {};
    const bool can_choose = std::ranges::any_of(
        floor.wrap_up_codes, [](const auto& entry) { return entry.second.active; });
    if (!can_choose) return {};
    return refuse(Code::invalid, "wrap_up_code_required", {}, "/wrap_up_code_ids");
}

std::vector<WrapUpCodeId> each_once(std::vector<WrapUpCodeId> codes) {
    std::vector<WrapUpCodeId> once;
    for (const WrapUpCodeId& id : codes) {
        if (std::ranges::find(once, id) == once.end()) once.push_back(id);
    }
    return once;
}

Result<SessionAnswer> decide_close(Floor& floor, Turn& turn, const Staff& staff, SessionId session,
                                   const Ending& ending) {
    const Agent* agent = floor.agent(staff.agent.id);
    if (agent == nullptr) return refuse(Code::forbidden, "permission_missing");
    Live* live = floor.live_of(session);
    if (live == nullptr || !sees(*agent, *view_of(floor, *live)))
        return refuse(Code::not_found, "session_not_found");
    CHECKED(require_serving(*agent, *live->session));
    if (live->session->state != SessionState::assigned)
        return refuse(Code::conflict, "not_served_yet");
    const auto codes = each_once(ending.codes.value_or(live->session->wrap_up_codes));
    CHECKED(check_codes(floor, *live->session, codes));
    CHECKED(require_code(floor, *live->session, codes));
    live->session->summary = ending.summary;
    live->session->resolved = ending.resolved;
    live->session->wrap_up_codes = codes;
    return finish_session(floor, turn, *live, CloseReason::by_agent, Actor::of(*agent));
}

Result<SessionAnswer> decide_end(Floor& floor, Turn& turn, const Visitor& visitor) {
    Live* live = floor.live(visitor.conversation);
    if (live == nullptr) return std::unexpected(not_loaded().error());
    if (!live->session) return refuse(Code::conflict, "session_closed");
    const bool served = live->session->state == SessionState::assigned;
    return finish_session(floor, turn, *live,
                          served ? CloseReason::by_visitor : CloseReason::abandoned,
                          Actor::of(visitor.contact));
}

// A closed session as it is now: what was read of it may be older than what was decided since.
Session latest(const Live& live, const Session& stored) {
    const auto known = live.ended.find(stored.id);
    return known != live.ended.end() && known->second.version > stored.version ? known->second
                                                                               : stored;
}

SessionAnswer tell_ended(Turn& turn, Live& live, Session session, const SessionView& stored,
                         EventType type, Actor actor, Visibility visibility) {
    Published& published = turn.append(type, actor, visibility);
    Event& event = published.event;
    event.conversation = session.conversation;
    event.contact = session.contact;
    event.inbox = session.inbox;
    event.session = session.id;
    event.queue = session.queue;
    event.agent = session.agent;
    session.version = event.seq;
    turn.put(session);
    live.ended[session.id] = session;
    auto view = std::make_shared<SessionView>(stored);
    view->session = session;
    if (const auto survey = live.surveys.find(session.id); survey != live.surveys.end())
        view->survey = survey->second;
    published.session = view;
    return view;
}

Result<SessionAnswer> decide_rating(Floor& floor, Turn& turn, const Visitor& visitor,
                                    const SessionView& stored, const Survey& answer) {
    Live* live = floor.live(visitor.conversation);
    if (live == nullptr) return std::unexpected(not_loaded().error());
    const SessionId id = stored.session.id;
    const auto found = live->surveys.find(id);
    if (found == live->surveys.end()) {
        // Not asked for yet in this memory: read once more, now with the survey.
        if (stored.survey) return std::unexpected(not_loaded().error());
        return refuse(Code::conflict, "not_served_yet");
    }
    CHECKED(found->second.answer(answer.score, answer.comment, answer.tags, turn.now));
    turn.put(found->second);
    if (answer.score <= low_score) happened(floor, turn, *live, "rated_low");

    return tell_ended(turn, *live, latest(*live, stored.session), stored, EventType::session_rated,
                      Actor::of(visitor.contact), Visibility::everyone);
}

Result<SessionAnswer> decide_summary(Floor& floor, Turn& turn, const Staff& staff,
                                     const SessionView& stored, const Ending& ending) {
    const Agent* agent = floor.agent(staff.agent.id);
    if (agent == nullptr) return refuse(Code::forbidden, "permission_missing");
    Live* live = floor.live(stored.session.conversation);
    if (live == nullptr) return std::unexpected(not_loaded().error());
    if (!sees(*agent, stored)) return refuse(Code::not_found, "session_not_found");
    // In memory it is open still: the store has not caught up, or never will have.
    if (floor.live_of(stored.session.id) != nullptr) return refuse(Code::conflict, "session_open");
    CHECKED(require_serving(*agent, stored.session));
    Session session = latest(*live, stored.session);
    const auto codes = each_once(ending.codes.value_or(session.wrap_up_codes));
    CHECKED(check_codes(floor, session, codes));
    CHECKED(session.summarize(ending.summary, ending.resolved));
    CHECKED(require_code(floor, session, codes));
    session.wrap_up_codes = codes;
    if (!session.takes_summary(turn.now) && !may(agent->role, Permission::session_manage))
        return refuse(Code::conflict, "too_late_to_summarize");
    return tell_ended(turn, *live, std::move(session), stored, EventType::session_summarized,
                      Actor::of(*agent), Visibility::staff);
}

}  // namespace

SessionAnswer finish_session(Floor& floor, Turn& turn, Live& live, CloseReason reason,
                             Actor actor) {
    const bool was_served = live.session->state == SessionState::assigned;
    const WorkItemId item = live.work_item->id;
    turn.notice(live, "session_closed");
    // The router first: an offer in flight is withdrawn while the session is still open.
    if (was_served)
        route(floor, turn, routing::ItemReleased{item}, actor);
    else
        route(floor, turn, routing::ItemLeft{item}, actor);
    PARLEY_ASSERT(live.session->close(reason, turn.now));
    if (reason == CloseReason::abandoned) happened(floor, turn, live, "queue_failed");
    if (was_served) {
        Survey survey;
        survey.id = turn.make<SurveyId>();
        survey.session = live.session->id;
        survey.invited_at = turn.now;
        turn.put(survey);
        live.surveys.emplace(survey.session, survey);
    }
    live.unread = 0;
    live.conversation.agent_read = live.conversation.last_seq;
    turn.put(live.conversation);
    floor.forget_session(live);
    if (live.work_item->state != WorkItemState::finished) {  // The router did not know it.
        live.work_item->state = WorkItemState::finished;
        turn.put(*live.work_item);
    }
    end_colleagues(floor, turn, live, ColleagueEnd::session_closed, actor);
    floor.resting.erase(live.session->id);
    forget_hook(floor, live);
    live.callback.reset();
    live.work_item.reset();
    live.entry = {};
    turn.session_changed(live, EventType::session_closed, actor, std::string(name_of(reason)));
    SessionAnswer answer = view_of(floor, live);
    live.last_queue = live.session->queue;
    live.last_agent = live.session->agent;
    live.session.reset();
    session_was_closed(floor, turn, answer->session.id, actor);
    return answer;
}

Task<Error> why_not_open(App& app, const Staff& staff, SessionId session, Error error) {
    if (error.reason != "session_not_found") co_return error;
    const auto view = co_await get_session(app, staff, session);
    if (!view || view->session.state != SessionState::closed) co_return error;
    co_return refuse(Code::conflict, "session_closed").error();
}

Task<Result<SessionAnswer>> close_session(App& app, const Staff& staff, SessionId session,
                                          Ending ending) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    CO_CHECKED(check_text(ending.summary, Session::summary_max, "/summary"));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    Decision decide = [staff, session, ending](Floor& floor, Turn& turn) {
        return decide_close(floor, turn, staff, session, ending);
    };
    auto closed = co_await owner->run<SessionAnswer>(std::move(decide));
    if (!closed)
        co_return std::unexpected(co_await why_not_open(app, staff, session, closed.error()));
    co_return closed;
}

Task<Result<SessionAnswer>> summarize_session(App& app, const Staff& staff, SessionId session,
                                              Ending ending) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    CO_CHECKED(check_text(ending.summary, Session::summary_max, "/summary"));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    auto look = [session](Repository& repository) { return repository.session(session); };
    const auto stored = co_await read(app, staff.workspace, look);
    if (!stored) co_return refuse(Code::not_found, "session_not_found");
    Decision decide = [staff, view = *stored, ending](Floor& floor, Turn& turn) {
        return decide_summary(floor, turn, staff, view, ending);
    };
    co_return co_await run_live<SessionAnswer>(app, *owner, stored->session.conversation,
                                               std::move(decide), session);
}

Task<Result<SessionAnswer>> end_session(App& app, const Visitor& visitor) {
    CO_TRY(const auto owner, owner_of(app, visitor.workspace));
    Decision decide = [visitor](Floor& floor, Turn& turn) {
        return decide_end(floor, turn, visitor);
    };
    co_return co_await run_live<SessionAnswer>(app, *owner, visitor.conversation,
                                               std::move(decide));
}

Task<Result<SessionAnswer>> rate_session(App& app, const Visitor& visitor, SessionId session,
                                         int score, std::string comment,
                                         std::vector<std::string> tags) {
    CO_TRY(const auto owner, owner_of(app, visitor.workspace));
    auto look = [session](Repository& repository) { return repository.session(session); };
    const auto stored = co_await read(app, visitor.workspace, look);
    if (!stored || stored->session.conversation != visitor.conversation)
        co_return refuse(Code::not_found, "session_not_found", {}, "/session_id");
    Survey answer;
    answer.score = score;
    answer.comment = std::move(comment);
    answer.tags = std::move(tags);
    Decision decide = [visitor, view = *stored, answer](Floor& floor, Turn& turn) {
        return decide_rating(floor, turn, visitor, view, answer);
    };
    co_return co_await run_live<SessionAnswer>(app, *owner, visitor.conversation, std::move(decide),
                                               session);
}

}  // namespace parley::app
