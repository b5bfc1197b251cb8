#include "http/wire/call.hpp"

#include <algorithm>
#include <span>

#include "app/calls/direction.hpp"

namespace parley::wire {
namespace {

Leg to_wire(const parley::Leg& leg) {
    Leg wire;
    wire.id = leg.id;
    wire.place = leg.place;
    wire.kind = leg.kind;
    wire.medium = leg.medium;
    wire.agent_id = codec::nullable(leg.agent);
    wire.supervision = leg.supervision;
    wire.number = leg.number;
    wire.state = leg.state;
    wire.started_at = leg.started_at;
    wire.joined_at = leg.joined_at;
    wire.left_at = leg.left_at;
    wire.cause = leg.cause;
    wire.status = leg.status;
    wire.codec = leg.codec;
    wire.encrypted = leg.encrypted;
    if (leg.packets > 0)
        wire.quality = LegQuality{leg.packets, leg.lost, leg.jitter_us, leg.mos_percent};
    return wire;
}

Recording to_wire(const parley::Recording& recording) {
    return {recording.id,          recording.state, recording.started_at, recording.ended_at,
            recording.duration_ms, recording.bytes, recording.delete_at};
}

bool is_conference(const CallView& view) {
    const auto with_contact = std::span(view.legs).first(app::second_line_of(view));
    const auto others = std::ranges::count_if(with_contact, [](const parley::Leg& leg) {
        return leg.kind != LegKind::contact && !app::is_supervising(leg) &&
               leg.state == LegState::joined;
    });
    return view.call.state == CallState::talking && others > 1;
}

}  // namespace

Call to_wire(const CallView& view) {
    const parley::Call& call = view.call;
    Call wire;
    wire.id = call.id;
    wire.session_id = call.session;
    wire.conversation_id = call.conversation;
    wire.inbox_id = call.inbox;
    wire.contact_id = call.contact;
    wire.message_id = call.message;
    wire.dialled_by = codec::nullable(call.agent);
    wire.direction = call.direction;
    wire.state = call.state;
    wire.number = call.number;
    wire.own_number = call.own_number;
    wire.is_held = call.is_held;
    wire.is_conference = is_conference(view);
    wire.is_handed_on = call.is_handed_on;
    for (const parley::Leg& leg : view.legs) wire.legs.push_back(to_wire(leg));
    for (const parley::Recording& recording : view.recordings)
        wire.recordings.push_back(to_wire(recording));
    wire.started_at = call.started_at;
    wire.answered_at = call.answered_at;
    wire.ended_at = call.ended_at;
    wire.cause = call.cause;
    wire.version = call.version;
    return wire;
}

}  // namespace parley::wire
