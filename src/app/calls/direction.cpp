#include "app/calls/direction.hpp"

#include <algorithm>

namespace parley::app {
namespace {

constexpr int dial_seconds = 60;
constexpr int as_it_is = 100;  // Per cent.

const Leg* leg_of(const CallView* view, LegId id) {
    if (view == nullptr) return nullptr;
    const auto found = std::ranges::find(view->legs, id, &Leg::id);
    return found == view->legs.end() ? nullptr : &*found;
}

const Recording* recording_of(const CallView* view, RecordingId id) {
    if (view == nullptr) return nullptr;
    const auto found = std::ranges::find(view->recordings, id, &Recording::id);
    return found == view->recordings.end() ? nullptr : &*found;
}

const Leg* contact_of(const CallView& view) {
    const auto found = std::ranges::find_if(
        view.legs, [](const Leg& leg) { return leg.kind == LegKind::contact && is_there(leg); });
    return found == view.legs.end() ? nullptr : &*found;
}

bool is_listened(const CallView& view) {
    return std::ranges::any_of(
        view.legs, [](const Leg& leg) { return leg.kind != LegKind::contact && is_heard(leg); });
}

void begin(const CallView& now, std::vector<voice::Command>& commands) {
    // A leg that is new and has joined is the one that called us.
    const bool came =
        std::ranges::any_of(now.legs, [](const Leg& leg) { return leg.state == LegState::joined; });
    if (came)
        commands.push_back(voice::AnswerCall{{}, now.call.id});
    else
        commands.push_back(voice::OpenCall{{}, now.call.id});
}

void direct_leg(const CallView& now, const Leg& leg, const Leg* was,
                std::vector<voice::Command>& commands) {
    const CallId call = now.call.id;
    if (was == nullptr && leg.state == LegState::ringing) {
        if (leg.medium == LegMedium::trunk)
            commands.push_back(voice::DialTrunk{
                {}, call, leg.place, leg.trunk, leg.number, now.call.own_number, dial_seconds});
        else if (leg.medium == LegMedium::phone)
            commands.push_back(voice::DialPhone{
                {}, call, leg.place, leg.phone, now.call.number, {}, dial_seconds});
    }
    const bool went =
        leg.state == LegState::leaving && (was == nullptr || was->state != LegState::leaving);
    if (went) commands.push_back(voice::LeaveCall{{}, call, leg.place});
}

void direct_recording(const CallView& now, const Recording& recording, const Recording* was,
                      const PlaceOf& place_of, std::vector<voice::Command>& commands) {
    const CallId call = now.call.id;
    const bool runs =
        recording.state == RecordingState::running || recording.state == RecordingState::paused;
    if (was == nullptr && runs) {
        const RecordingPlace place = place_of(recording);
        commands.push_back(voice::StartRecording{{}, call, recording.id, place.file, place.key});
    }
    const bool was_paused = was != nullptr && was->state == RecordingState::paused;
    const bool is_paused = recording.state == RecordingState::paused;
    if (runs && was_paused != is_paused)
        commands.push_back(voice::PauseRecording{{}, call, is_paused});
    const bool ran = was != nullptr && (was->state == RecordingState::running || was_paused);
    if (ran && !runs) commands.push_back(voice::StopRecording{{}, call});
}

bool same(const std::vector<voice::Hearing>& one, const std::vector<voice::Hearing>& other) {
    return std::ranges::equal(one, other, [](const auto& a, const auto& b) {
        return a.listener == b.listener && a.source == b.source && a.percent == b.percent;
    });
}

}  // namespace

bool is_there(const Leg& leg) {
    return leg.state != LegState::left && leg.state != LegState::leaving;
}

bool is_heard(const Leg& leg) { return leg.state == LegState::joined; }

std::string sound_of(const CallView& view) {
    const Leg* contact = contact_of(view);
    if (contact == nullptr) return {};
    const bool waits =
        contact->state == LegState::joined && (view.call.is_held || !is_listened(view));
    if (waits) return "music";
    const bool rings = contact->state == LegState::ringing && !contact->has_sound;
    return rings && is_listened(view) ? "ringing" : "";
}

std::vector<voice::Hearing> hearings_of(const CallView& view) {
    std::vector<voice::Hearing> hearings;
    const auto hear = [&](int listener, int source) {
        hearings.push_back({listener, source, as_it_is});
    };
    const Leg* contact = contact_of(view);
    const bool with_contact = contact != nullptr && !view.call.is_held;
    const bool sounds = contact != nullptr && (is_heard(*contact) || contact->has_sound);
    const std::string sound = sound_of(view);
    if (contact != nullptr && is_heard(*contact) && sound == "music")
        hear(contact_place, sound_place);
    if (contact != nullptr) hear(recorded_left_place, contact_place);
    for (const Leg& leg : view.legs) {
        if (leg.kind == LegKind::contact || !is_there(leg)) continue;
        if (is_heard(leg)) {
            if (sound == "ringing") hear(leg.place, sound_place);
            if (with_contact && sounds) hear(leg.place, contact_place);
        }
        const bool is_audible = is_heard(leg) || leg.has_sound;
        if (!is_audible) continue;
        if (with_contact && is_heard(*contact) && is_heard(leg)) {
            hear(contact_place, leg.place);
            hear(recorded_right_place, leg.place);
        }
        for (const Leg& other : view.legs) {
            if (other.kind == LegKind::contact || other.id == leg.id || !is_heard(other)) continue;
            hear(other.place, leg.place);
        }
    }
    std::ranges::sort(hearings, {}, [](const voice::Hearing& one) {
        return std::pair(one.listener, one.source);
    });
    return hearings;
}

std::vector<voice::Command> direct(const CallView* before, const CallView& now,
                                   const PlaceOf& place_of) {
    std::vector<voice::Command> commands;
    if (before != nullptr && before->call.state == CallState::ended) return commands;
    if (now.call.state == CallState::ended) {
        commands.push_back(voice::EndCall{{}, now.call.id});
        return commands;
    }
    if (before == nullptr) begin(now, commands);
    for (const Leg& leg : now.legs) direct_leg(now, leg, leg_of(before, leg.id), commands);
    const std::string sound = sound_of(now);
    const std::string sound_before = before == nullptr ? "" : sound_of(*before);
    if (sound != sound_before) {
        if (sound.empty())
            commands.push_back(voice::StopSound{{}, now.call.id});
        else
            commands.push_back(voice::PlaySound{{}, now.call.id, sound, true});
    }
    auto hearings = hearings_of(now);
    if (before == nullptr || !same(hearings, hearings_of(*before)))
        commands.push_back(voice::SetHearing{{}, now.call.id, std::move(hearings)});
    for (const Recording& recording : now.recordings)
        direct_recording(now, recording, recording_of(before, recording.id), place_of, commands);
    return commands;
}

}  // namespace parley::app
