#include "app/calls/steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "app/callbacks.hpp"
#include "app/calls/direction.hpp"
#include "app/calls/live_calls.hpp"
#include "app/calls/phone_reach.hpp"
#include "app/lifecycle.hpp"
#include "app/sessions.hpp"

namespace parley::app {
namespace {

bool is_open(const CallView& view) { return view.call.state != CallState::ended; }

bool is_live(const Leg& leg) {
    return leg.state == LegState::joined || leg.state == LegState::held;
}

bool has_others(const CallView& view) {
    return std::ranges::any_of(view.legs, [](const Leg& leg) {
        return leg.kind != LegKind::contact && !is_supervising(leg) && is_live(leg);
    });
}

CallState state_of(CallView& view) {
    const Leg* contact = contact_leg(view);
    if (contact == nullptr) return CallState::ended;
    if (contact->state == LegState::ringing) return CallState::dialling;
    if (!has_others(view))
        return view.call.answered_at == Instant{} ? CallState::waiting : CallState::held;
    return view.call.is_held || plays_music(view) ? CallState::held : CallState::talking;
}

std::span<Leg> second_line(CallView& view) {
    return std::span(view.legs).subspan(second_line_of(view));
}

// With nobody left on it but the agent.
void end_second_line(Turn& turn, CallView& view) {
    const auto line = second_line(view);
    const auto takes_part = [](const Leg& leg) { return is_there(leg) && !is_supervising(leg); };
    if (line.empty() || std::ranges::any_of(line.subspan(1), takes_part)) return;
    remove_leg(turn, line.front(), LegCause::removed);
}

// The agent hung up by their second line: whom they consulted is not left with the contact.
void leave_second_line(Turn& turn, std::span<Leg> others) {
    for (Leg& leg : others) {
        if (is_supervising(leg)) continue;
        const bool rang = leg.state == LegState::ringing;
        remove_leg(turn, leg, rang ? LegCause::cancelled : LegCause::removed);
    }
}

void start_recording(const Floor& floor, Turn& turn, CallView& view) {
    if (!floor.voice_settings.recording || !view.recordings.empty()) return;
    Recording& recording = view.recordings.emplace_back();
    recording.id = turn.make<RecordingId>();
    recording.call = view.call.id;
    recording.session = view.call.session;
    recording.started_at = turn.now;
    if (floor.voice_settings.retention_days > 0)
        recording.delete_at =
            turn.now + std::chrono::hours(24) * floor.voice_settings.retention_days;
    turn.put(recording);
}

void end_recordings(Turn& turn, CallView& view) {
    for (Recording& recording : view.recordings) {
        if (recording.ended_at != Instant{}) continue;
        recording.state = RecordingState::kept;
        recording.ended_at = turn.now;
        turn.put(recording);
    }
}

LegCause cause_at_call(const CallView& view) {
    // Of the contact's leg, where it has one.
    for (const Leg& leg : view.legs) {
        if (leg.kind == LegKind::contact && leg.cause != LegCause::none) return leg.cause;
    }
    return LegCause::none;
}

CloseReason reason_of(const CallView& view, const Session& session) {
    if (session.state != SessionState::assigned) return CloseReason::abandoned;
    return view.call.direction == CallDirection::outbound && view.call.answered_at == Instant{}
               ? CloseReason::by_agent
               : CloseReason::by_visitor;
}

template <class Told>
std::pair<CallView*, Leg*> told_of(Floor& floor, const Told& told) {
    CallView* view = floor.calls.find(told.call);
    if (view == nullptr) return {nullptr, nullptr};
    return {view, leg_at(*view, static_cast<int>(told.place))};
}

}  // namespace

Leg& add_leg(Turn& turn, CallView& view, Leg leg) {
    leg.id = turn.make<LegId>();
    leg.call = view.call.id;
    leg.started_at = turn.now;
    if (leg.state == LegState::joined) leg.joined_at = turn.now;
    turn.put(leg);
    return view.legs.emplace_back(std::move(leg));
}

void remove_leg(Turn& turn, Leg& leg, LegCause cause) {
    if (!is_there(leg)) return;
    // A colleague's browser that is only asked is nothing the voice process knows of.
    const bool is_known = leg.state != LegState::ringing || leg.medium != LegMedium::browser;
    leg.state = is_known ? LegState::leaving : LegState::left;
    leg.left_at = turn.now;
    leg.cause = cause;
    turn.put(leg);
}

void settle(Floor& floor, Turn& turn, CallView& view, EventType type, Actor actor) {
    Call& call = view.call;
    if (is_open(view)) {
        end_second_line(turn, view);
        if (type != EventType::call_ended) call.state = state_of(view);
        const bool talks = call.state == CallState::talking;
        if (talks && call.answered_at == Instant{}) call.answered_at = turn.now;
        if (talks) start_recording(floor, turn, view);
        const bool alone = call.state != CallState::dialling && !has_others(view);
        if (!alone)
            call.alone_since = {};
        else if (call.alone_since == Instant{})
            call.alone_since = turn.now;
    }
    Published& published = turn.append(type, actor, Visibility::staff);
    Event& event = published.event;
    event.conversation = call.conversation;
    event.contact = call.contact;
    event.inbox = call.inbox;
    event.session = call.session;
    event.detail = call.id.text();
    if (const Live* live = floor.live(call.conversation)) {
        event.queue = live->session ? live->session->queue : live->last_queue;
        event.agent = live->session ? live->session->agent : live->last_agent;
    }
    // A colleague who is asked must see what they are asked.
    for (const Leg& leg : view.legs) {
        if (leg.kind == LegKind::agent && leg.agent != event.agent && leg.left_at == Instant{})
            event.former_agent = leg.agent;
    }
    call.version = event.seq;
    turn.put(call);
    published.call = std::make_shared<const CallView>(view);
}

void tell_supervised(Floor& floor, Turn& turn, CallView& view, std::string_view what, Actor actor) {
    settle(floor, turn, view, EventType::call_supervised, actor);
    turn.events.back().event.detail = fmt::format("{} {}", what, view.call.id.text());
}

void hang_up(Floor& floor, Turn& turn, CallView& view, LegCause cause, Actor actor) {
    view.call.state = CallState::ended;
    view.call.ended_at = turn.now;
    view.call.cause = cause;
    for (Leg& leg : view.legs) {
        if (leg.state == LegState::left) continue;
        leg.state = LegState::left;
        if (leg.left_at == Instant{}) leg.left_at = turn.now;
        if (leg.cause == LegCause::none) leg.cause = LegCause::removed;
        turn.put(leg);
    }
    end_recordings(turn, view);
    settle(floor, turn, view, EventType::call_ended, actor);
}

void end_call(Floor& floor, Turn& turn, CallView& view, LegCause cause, CloseReason reason,
              Actor actor) {
    if (!is_open(view)) return;
    hang_up(floor, turn, view, cause, actor);
    Live* live = floor.live_of(view.call.session);
    if (live == nullptr || live->session->id != view.call.session) return;
    const bool is_out = view.call.direction == CallDirection::outbound;
    const bool was_reached = view.call.answered_at != Instant{};
    if (is_out && callback_was_tried(floor, turn, *live, was_reached, actor)) return;
    const bool is_given_up = live->callback && live->callback->state == CallbackState::given_up;
    finish_session(floor, turn, *live, is_given_up ? CloseReason::not_reached : reason, actor);
}

void leg_rings(Floor& floor, Turn& turn, const voice::LegRinging& told) {
    const auto [view, leg] = told_of(floor, told);
    if (leg == nullptr || leg->state != LegState::ringing || leg->has_sound == told.has_sound)
        return;
    leg->has_sound = told.has_sound;
    turn.put(*leg);
    settle(floor, turn, *view);
}

void leg_joined(Floor& floor, Turn& turn, const voice::LegJoined& told) {
    const auto [view, leg] = told_of(floor, told);
    if (leg == nullptr || !is_there(*leg)) return;
    const bool is_new = leg->state == LegState::ringing || leg->state == LegState::joining;
    leg->state = LegState::joined;
    leg->has_sound = false;
    if (is_new && leg->joined_at == Instant{}) leg->joined_at = turn.now;
    leg->codec = told.codec;
    leg->encrypted = told.encrypted;
    turn.put(*leg);
    Live* live = floor.live_of(view->call.session);
    if (is_new && live != nullptr) {
        // The phone they picked up says yes for them.
        const bool offered = live->work_item && live->work_item->state == WorkItemState::offered;
        if (offered && leg->kind == LegKind::agent && live->work_item->agent == leg->agent)
            route(floor, turn,
                  routing::OfferAccepted{live->work_item->id, leg->agent, live->work_item->offer},
                  Actor::of(floor.agents.at(leg->agent)));
    }
    if (is_new && leg->kind == LegKind::outside && view->call.is_handed_on) {
        view->call.is_held = false;
        settle(floor, turn, *view);
        if (live != nullptr)
            finish_session(floor, turn, *live, CloseReason::by_agent, Actor::system());
        return;
    }
    settle(floor, turn, *view);
}

void leg_held(Floor& floor, Turn& turn, const voice::LegHeld& told) {
    const auto [view, leg] = told_of(floor, told);
    if (leg == nullptr || !is_live(*leg)) return;
    leg->state = told.held ? LegState::held : LegState::joined;
    turn.put(*leg);
    settle(floor, turn, *view);
}

namespace {

// The next line of the number we call from, if this one did not take the call.
bool dial_again(Floor& floor, Turn& turn, CallView& view, const Leg& failed) {
    const bool is_lines_fault =
        failed.cause == LegCause::unreachable || failed.cause == LegCause::failed;
    if (!is_lines_fault || failed.medium != LegMedium::trunk || failed.joined_at != Instant{})
        return false;
    const auto number = std::ranges::find_if(floor.phone_numbers, [&](const auto& entry) {
        return entry.second.number == view.call.own_number;
    });
    if (number == floor.phone_numbers.end()) return false;
    const auto& trunks = number->second.trunks;
    auto next = std::ranges::find(trunks, failed.trunk);
    while (next != trunks.end() && ++next != trunks.end()) {
        const auto trunk = floor.trunks.find(*next);
        if (trunk == floor.trunks.end() || !trunk->second.active) continue;
        Leg leg;
        leg.place = failed.place;
        leg.kind = failed.kind;
        leg.medium = LegMedium::trunk;
        leg.trunk = *next;
        leg.number = failed.number;
        add_leg(turn, view, std::move(leg));
        return true;
    }
    return false;
}

void after_leaving(Floor& floor, Turn& turn, CallView& view, const Leg& left) {
    if (dial_again(floor, turn, view, left)) return settle(floor, turn, view);
    const Live* live = floor.live_of(view.call.session);
    const bool own_hand = left.cause == LegCause::hung_up;
    const bool is_served = live != nullptr && live->session->state == SessionState::assigned;
    const bool by_phone =
        left.medium == LegMedium::phone && own_hand && left.joined_at != Instant{};
    const bool agent_hung_up = left.kind == LegKind::agent && by_phone && is_served &&
                               live->session->agent == left.agent && !view.call.is_handed_on;
    if (left.kind == LegKind::contact) {
        const CloseReason reason =
            live == nullptr ? CloseReason::by_visitor : reason_of(view, *live->session);
        return end_call(floor, turn, view, left.cause, reason, Actor::of(view.call.contact));
    }
    if (agent_hung_up)
        return end_call(floor, turn, view, LegCause::hung_up, CloseReason::by_agent,
                        Actor::of(floor.agents.at(left.agent)));
    if (left.kind == LegKind::outside && view.call.is_handed_on) {
        if (live == nullptr)  // It had been; now it is over.
            return end_call(floor, turn, view, left.cause, CloseReason::by_agent, Actor::system());
        view.call.is_handed_on = false;  // They did not come: the contact is still the agent's.
    }
    settle(floor, turn, view);
    if (left.medium == LegMedium::phone) phone_left(floor, turn, view.call.session);
}

}  // namespace

void leg_left(Floor& floor, Turn& turn, const voice::LegLeft& told) {
    const auto [view, leg] = told_of(floor, told);
    if (leg == nullptr) return;
    const bool was_there = is_there(*leg);
    if (was_there && told.cause == LegCause::transferred) {
        leg->state = LegState::joining;  // The same person by another line of theirs, soon.
        turn.put(*leg);
        return settle(floor, turn, *view);
    }
    const auto line = second_line(*view);
    const auto consulted = !line.empty() && &line.front() == leg ? line.subspan(1) : line.first(0);
    leg->state = LegState::left;
    leg->has_sound = false;
    if (leg->left_at == Instant{}) leg->left_at = turn.now;
    if (was_there || leg->cause == LegCause::none) leg->cause = told.cause;
    leg->status = static_cast<int>(told.status);
    leg->packets = told.packets;
    leg->lost = told.lost;
    leg->jitter_us = told.jitter_us;
    leg->mos_percent = told.mos_percent;
    turn.put(*leg);
    leave_second_line(turn, consulted);
    if (is_supervising(*leg) && is_open(*view))
        return tell_supervised(floor, turn, *view, "stopped",
                               Actor{ActorKind::agent, leg->agent.bytes()});
    if (!is_open(*view) || !was_there || !consulted.empty()) return settle(floor, turn, *view);
    const Leg left = *leg;
    after_leaving(floor, turn, *view, left);
}

void key_pressed(Floor& floor, Turn& turn, const voice::KeyPressed& told) {
    const auto [view, leg] = told_of(floor, told);
    if (leg == nullptr || leg->kind != LegKind::contact || !is_there(*leg)) return;
    const Call& call = view->call;
    Live* live = floor.live_of(call.session);
    const bool waits = call.direction == CallDirection::inbound && call.state == CallState::waiting;
    if (!waits || live == nullptr) return;
    const Queue* queue = floor.queue(live->session->queue);
    if (queue == nullptr || queue->callback_key.empty() || queue->callback_key != told.key) return;
    call_back_later(floor, turn, *view, *live);
}

bool recording_ended(Floor& floor, Turn& turn, const voice::RecordingEnded& told, CallView stored) {
    CallView* live = floor.calls.find(told.call);
    if (live == nullptr && is_open(stored)) return false;
    CallView* view = live != nullptr ? live : &stored;
    const auto found = std::ranges::find(view->recordings, told.recording, &Recording::id);
    if (found == view->recordings.end() || found->state == RecordingState::deleted) return true;
    found->state = told.bytes > 0 ? RecordingState::kept : RecordingState::deleted;
    if (found->ended_at == Instant{}) found->ended_at = turn.now;
    found->duration_ms = told.duration_ms;
    found->bytes = told.bytes;
    turn.put(*found);
    settle(floor, turn, *view);
    return true;
}

void call_gone(Floor& floor, Turn& turn, CallId call) {
    if (CallView* view = floor.calls.find(call)) {
        end_call(floor, turn, *view, cause_at_call(*view), CloseReason::by_visitor,
                 Actor::of(view->call.contact));
        floor.calls.forget(call);
    }
}

void call_lost(Floor& floor, Turn& turn, CallId call) {
    CallView* view = floor.calls.find(call);
    if (view == nullptr) return;
    const Live* live = floor.live_of(view->call.session);
    const CloseReason reason =
        live == nullptr ? CloseReason::by_visitor : reason_of(*view, *live->session);
    end_call(floor, turn, *view, LegCause::lost, reason, Actor::system());
    floor.calls.forget(call);
}

}  // namespace parley::app
