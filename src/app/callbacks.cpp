#include "app/callbacks.hpp"

#include <algorithm>

#include "app/calls/dialling.hpp"
#include "app/calls/handling_parts.hpp"
#include "app/calls/live_calls.hpp"
#include "app/calls/steps.hpp"
#include "app/lifecycle.hpp"
#include "app/live.hpp"
#include "app/routing_hooks.hpp"
#include "base/assert.hpp"
#include "base/enum_names.hpp"

namespace parley::app {
namespace {

using Decision = std::function<Result<SessionAnswer>(Floor&, Turn&)>;

// A new item in the old one's place: what it takes of an agent is another.
void renew_item(Floor& floor, Turn& turn, Live& live) {
    WorkItem item = *live.work_item;
    item.id = turn.make<WorkItemId>();
    item.share = floor.voice_settings.call_share;
    item.interruptible = false;
    item.state = WorkItemState::waiting;
    item.agent = {};
    item.at_head = false;
    item.overflowed = false;
    item.queued_at = turn.now;
    floor.replace_item(live, item);
}

std::size_t places_of(const Queue& queue) { return static_cast<std::size_t>(queue.waiting_max); }

void rest_no_more(Floor& floor, Turn& turn, Live& live) {
    if (live.hook_wait) return overtake_hook(floor, turn, live);
    floor.resting.erase(live.session->id);
    live.callback->state = CallbackState::waiting;
    turn.put(*live.callback);
}

// As what it is dialled.
Result<std::string> number_of(Floor& floor, const Live& live, const std::string& asked) {
    const Session& session = *live.session;
    if (!offers_callbacks(floor, session.queue))
        return refuse(Code::conflict, "callback_not_offered");
    TRY(std::string number, dialled_number(floor.voice_settings, asked));
    if (own_number_for(floor, {}, number) == nullptr)
        return refuse(Code::conflict, "callback_not_offered");
    if (live.work_item->state != WorkItemState::waiting)
        return refuse(Code::conflict, "served_already");
    const Queue& queue = floor.queues.at(session.queue);
    const bool is_new = !live.callback || live.callback->is_over();
    const bool is_crowded = floor.router.waiting(queue.id) > places_of(queue);
    if (is_new && is_crowded && queue.when_full == FullTreatment::turn_away)
        return refuse(Code::over_limit, "queue_full");
    return number;
}

void wait_for_call(Floor& floor, Turn& turn, Live& live, std::string number, Actor actor) {
    const bool is_new = !live.callback || live.callback->is_over();
    if (!is_new) {
        live.callback->number = std::move(number);
        turn.put(*live.callback);
        return turn.session_changed(live, EventType::callback_requested, actor);
    }
    put_callback(turn, live, std::move(number));
    if (live.hook_wait) overtake_hook(floor, turn, live);
    const WorkItemId old = live.work_item->id;
    route(floor, turn, routing::ItemLeft{old}, actor);
    renew_item(floor, turn, live);
    live.session->left_message = false;
    turn.notice(live, "callback_requested");
    turn.session_changed(live, EventType::callback_requested, actor);
    route(floor, turn, entering(floor, live), actor);
}

Result<SessionAnswer> decide_request(Floor& floor, Turn& turn, Live& live, const std::string& asked,
                                     Actor actor) {
    if (floor.calls.of(live.session->id) != nullptr) return refuse(Code::conflict, "is_call");
    TRY(std::string number, number_of(floor, live, asked));
    wait_for_call(floor, turn, live, std::move(number), actor);
    return view_of(floor, live);
}

}  // namespace

int kind_of(Floor& floor, InboxId id, const Callback* callback) {
    const PhoneNumber* own =
        callback == nullptr ? nullptr : own_number_for(floor, {}, callback->number);
    const Inbox* inbox = floor.inbox(own == nullptr ? id : own->inbox);
    return inbox == nullptr ? 0 : floor.kind_of(inbox->channel);
}

int kind_of(Floor& floor, const Live& live) {
    return kind_of(floor, live.conversation.inbox, live.callback ? &*live.callback : nullptr);
}

bool offers_callbacks(const Floor& floor, QueueId id) {
    const Queue* queue = floor.queue(id);
    if (queue == nullptr || !queue->active || queue->callback_attempts_max == 0) return false;
    return std::ranges::any_of(floor.phone_numbers, [](const auto& entry) {
        return entry.second.active && entry.second.outbound;
    });
}

bool calls_back_when_full(const Floor& floor, const Queue& queue, const std::string& caller) {
    if (queue.when_full != FullTreatment::call_back || !offers_callbacks(floor, queue.id))
        return false;
    const auto number = dialled_number(floor.voice_settings, caller);
    if (!number || own_number_for(floor, {}, *number) == nullptr) return false;
    const auto beyond = static_cast<std::size_t>(queue.left_messages_max);
    return floor.router.waiting(queue.id) < places_of(queue) + beyond;
}

void put_callback(Turn& turn, Live& live, std::string number) {
    Callback callback;
    callback.session = live.session->id;
    callback.conversation = live.conversation.id;
    callback.number = std::move(number);
    callback.requested_at = turn.now;
    live.callback = std::move(callback);
    turn.put(*live.callback);
}

Result<> called_first(Floor& floor, Turn& turn, Live& live, Actor actor) {
    if (!live.callback || live.callback->is_over()) return {};
    CHECKED(wake_callback(floor, turn, live));
    live.callback->called_first();
    turn.put(*live.callback);
    turn.session_changed(live, EventType::callback_tried, actor,
                         std::string(name_of(live.callback->state)));
    return {};
}

Task<Result<SessionAnswer>> request_callback(App& app, const Visitor& visitor, std::string number) {
    CO_CHECKED(check_dialled(number));
    CO_TRY(const auto owner, owner_of(app, visitor.workspace));
    Decision decide = [visitor, number](Floor& floor, Turn& turn) -> Result<SessionAnswer> {
        Live* live = floor.live(visitor.conversation);
        if (live == nullptr) return std::unexpected(not_loaded().error());
        if (!live->session) return refuse(Code::conflict, "session_closed");
        return decide_request(floor, turn, *live, number, Actor::of(visitor.contact));
    };
    co_return co_await run_live<SessionAnswer>(app, *owner, visitor.conversation,
                                               std::move(decide));
}

Task<Result<SessionAnswer>> request_callback(App& app, const Staff& staff, SessionId session,
                                             std::string number) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    CO_CHECKED(check_dialled(number));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    Decision decide = [staff, session, number](Floor& floor, Turn& turn) -> Result<SessionAnswer> {
        const Agent* agent = floor.agent(staff.agent.id);
        if (agent == nullptr) return refuse(Code::forbidden, "permission_missing");
        CHECKED(require(*agent, Permission::call_dial));
        Live* live = floor.live_of(session);
        if (live == nullptr || !sees(*agent, *view_of(floor, *live)))
            return refuse(Code::not_found, "session_not_found");
        return decide_request(floor, turn, *live, number, Actor::of(*agent));
    };
    auto asked = co_await owner->run<SessionAnswer>(std::move(decide));
    if (!asked)
        co_return std::unexpected(co_await why_not_open(app, staff, session, asked.error()));
    co_return asked;
}

void call_back_later(Floor& floor, Turn& turn, CallView& view, Live& live) {
    auto number = number_of(floor, live, view.call.number);
    if (!number) return;
    const Actor actor = Actor::of(view.call.contact);
    hang_up(floor, turn, view, LegCause::called_back, actor);
    wait_for_call(floor, turn, live, std::move(*number), actor);
}

bool callback_was_tried(Floor& floor, Turn& turn, Live& live, bool was_reached, Actor actor) {
    if (!live.callback || live.callback->state != CallbackState::waiting) return false;
    const Queue* queue = floor.queue(live.session->queue);
    const bool is_served = live.session->state == SessionState::assigned;
    if (queue == nullptr || !is_served) return false;
    Callback& callback = *live.callback;
    const bool goes_on =
        callback.tried(was_reached, queue->callback_attempts_max,
                       turn.now + std::chrono::seconds(queue->callback_retry_seconds));
    turn.put(callback);
    const AgentId agent = live.session->agent;
    if (!goes_on) {
        turn.session_changed(live, EventType::callback_tried, actor,
                             std::string(name_of(callback.state)));
        return false;
    }
    route(floor, turn, routing::ItemReleased{live.work_item->id}, actor);
    renew_item(floor, turn, live);
    PARLEY_ASSERT(live.session->requeue(queue->id));
    floor.resting[live.session->id] = callback.due_at;
    turn.session_changed(live, EventType::session_transferred, actor,
                         std::string(name_of(routing::UnassignReason::reclaimed)), {}, agent);
    turn.session_changed(live, EventType::callback_tried, actor,
                         std::string(name_of(callback.state)), {}, agent);
    return true;
}

Result<> wake_callback(Floor& floor, Turn& turn, Live& live) {
    if (!live.rests()) return {};
    const Queue& queue = floor.queues.at(live.work_item->queue);
    const bool has_place = floor.router.waiting(queue.id) < places_of(queue);
    if (!queue.active || (!has_place && !waits_beyond_places(queue, live)))
        return refuse(Code::over_limit, "queue_full");
    rest_no_more(floor, turn, live);
    route(floor, turn, entering(floor, live), Actor::system());
    return {};
}

int share_for(Floor& floor, const Live& live, AgentId agent) {
    const WorkItem& item = *live.work_item;
    if (!live.rests()) return floor.router.share_for(agent, item.id);
    return floor.router.share_for(agent, kind_of(floor, live), item.share);
}

void take_item(Floor& floor, Turn& turn, Live& live, AgentId agent, Actor actor) {
    routing::ItemTaken taken;
    taken.item = live.work_item->id;
    taken.queue = live.work_item->queue;
    taken.agent = agent;
    if (live.rests()) {  // The router learns of it again by this.
        taken.share = live.work_item->share;
        taken.kind = kind_of(floor, live);
        rest_no_more(floor, turn, live);
    }
    route(floor, turn, taken, actor);
}

bool callback_is_due(const Floor& floor, Instant now) {
    return std::ranges::any_of(floor.resting,
                               [now](const auto& entry) { return entry.second <= now; });
}

// A queue that is full by now takes it a little later.
void pass_callback_time(Floor& floor, Turn& turn) {
    const std::map<SessionId, Instant> resting = floor.resting;
    for (const auto& [session, due_at] : resting) {
        if (due_at > turn.now) continue;
        Live* live = floor.live_of(session);
        if (live == nullptr || !live->callback) {
            floor.resting.erase(session);
        } else if (!wake_callback(floor, turn, *live)) {
            floor.resting[session] = turn.now + 10s;
        }
    }
}

}  // namespace parley::app
