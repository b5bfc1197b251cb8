#include "app/calls/direction.hpp"

#include <algorithm>
#include <span>

namespace parley::app {
namespace {

constexpr int dial_seconds = 60;
constexpr int as_it_is = 100;  // Per cent.

const Leg* leg_in(const CallView* view, LegId id) {
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

// Who is on the contact's line, and who is on the agent's second.
std::span<const Leg> first_line(const CallView& view) {
    return std::span(view.legs).first(second_line_of(view));
}
std::span<const Leg> second_line(const CallView& view) {
    return std::span(view.legs).subspan(second_line_of(view));
}

// Whoever leads the call with the contact; supervisors are beside it.
bool hears_others(const Leg& leg) {
    return leg.kind != LegKind::contact && !is_supervising(leg) && is_heard(leg);
}

bool is_listened(const CallView& view) {
    return std::ranges::any_of(first_line(view), hears_others);
}

bool is_rung(const Leg& leg) { return leg.state == LegState::ringing && !leg.has_sound; }

// Somebody on this line whom that agent waits for, away from the contact.
bool waits_for(const Leg& agent, std::span<const Leg> line) {
    return std::ranges::any_of(line, [&](const Leg& leg) {
        const bool is_own = leg.kind == LegKind::agent && leg.agent == agent.agent;
        return leg.kind != LegKind::contact && !is_own && is_rung(leg);
    });
}

bool hears_ringing(const CallView& view, const Leg& leg, std::span<const Leg> line) {
    if (!hears_others(leg)) return false;
    const bool is_first = line.data() == view.legs.data();
    const Leg* contact = contact_of(view);
    if (is_first && contact != nullptr && is_rung(*contact)) return true;
    return (!is_first || view.call.is_held) && waits_for(leg, line);
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

struct Change {
    bool before;
    bool now;
};

void direct_sound(const CallView& now, const char* sound, std::optional<std::int64_t> source,
                  Change plays, std::vector<voice::Command>& commands) {
    if (plays.now == plays.before) return;
    if (plays.now)
        commands.push_back(voice::PlaySound{{}, now.call.id, sound, true, source});
    else
        commands.push_back(voice::StopSound{{}, now.call.id, source});
}

bool same(const std::vector<voice::Hearing>& one, const std::vector<voice::Hearing>& other) {
    return std::ranges::equal(one, other, [](const auto& a, const auto& b) {
        return a.listener == b.listener && a.source == b.source && a.percent == b.percent;
    });
}

// A supervisor hears what is said on the contact's line, and music no more than its agents do.
// Never recorded unless the contact hears it, too.
void hear_supervisor(const CallView& view, const Leg& supervisor,
                     std::vector<voice::Hearing>& hearings) {
    const auto hear = [&](int listener, int source) {
        hearings.push_back({listener, source, as_it_is});
    };
    const Leg* contact = contact_of(view);
    const bool with_contact = contact != nullptr && is_heard(*contact) && !view.call.is_held;
    if (with_contact) hear(supervisor.place, contact_place);
    const bool whispers = supervisor.supervision == Supervision::whisper;
    const bool barges = supervisor.supervision == Supervision::barge;
    for (const Leg& leg : first_line(view)) {
        if (!hears_others(leg)) continue;
        hear(supervisor.place, leg.place);
        if (barges || (whispers && leg.kind == LegKind::agent)) hear(leg.place, supervisor.place);
    }
    if (!barges || !with_contact) return;
    hear(contact_place, supervisor.place);
    hear(recorded_right_place, supervisor.place);
}

}  // namespace

bool is_supervising(const Leg& leg) { return leg.kind == LegKind::supervisor; }

bool is_there(const Leg& leg) {
    return leg.state != LegState::left && leg.state != LegState::leaving;
}

bool is_heard(const Leg& leg) { return leg.state == LegState::joined; }

bool plays_music(const CallView& view) {
    const Leg* contact = contact_of(view);
    return contact != nullptr && contact->state == LegState::joined &&
           (view.call.is_held || !is_listened(view));
}

bool plays_ringing(const CallView& view) {
    for (const auto line : {first_line(view), second_line(view)}) {
        for (const Leg& leg : line) {
            if (hears_ringing(view, leg, line)) return true;
        }
    }
    return false;
}

std::size_t second_line_of(const CallView& view) {
    const auto is_second = [&](const Leg& leg) {
        if (leg.medium != LegMedium::phone || leg.kind != LegKind::agent || !is_there(leg))
            return false;
        return std::any_of(view.legs.data(), &leg, [&](const Leg& earlier) {
            return earlier.phone == leg.phone && earlier.agent == leg.agent && is_there(earlier);
        });
    };
    return static_cast<std::size_t>(std::ranges::find_if(view.legs, is_second) - view.legs.begin());
}

bool answers_second_line(const CallView& view) {
    const auto line = second_line(view);
    if (line.empty() || line.front().state != LegState::joining) return false;
    return std::ranges::any_of(line.subspan(1), [](const Leg& leg) {
        if (is_supervising(leg)) return false;
        return is_heard(leg) || (is_there(leg) && leg.has_sound);
    });
}

std::vector<voice::Hearing> hearings_of(const CallView& view) {
    std::vector<voice::Hearing> hearings;
    const auto hear = [&](int listener, int source) {
        hearings.push_back({listener, source, as_it_is});
    };
    const Leg* contact = contact_of(view);
    const bool sounds = contact != nullptr && (is_heard(*contact) || contact->has_sound);
    if (plays_music(view)) hear(contact_place, sound_place);
    if (contact != nullptr) hear(recorded_left_place, contact_place);
    for (const auto line : {first_line(view), second_line(view)}) {
        const bool with_contact =
            contact != nullptr && !view.call.is_held && line.data() == view.legs.data();
        for (const Leg& leg : line) {
            if (leg.kind == LegKind::contact || is_supervising(leg) || !is_there(leg)) continue;
            if (hears_ringing(view, leg, line)) hear(leg.place, ringing_place);
            if (is_heard(leg) && with_contact && sounds) hear(leg.place, contact_place);
            if (!is_heard(leg) && !leg.has_sound) continue;
            if (with_contact && is_heard(*contact) && is_heard(leg)) {
                hear(contact_place, leg.place);
                hear(recorded_right_place, leg.place);
            }
            for (const Leg& other : line) {
                if (other.id != leg.id && hears_others(other)) hear(other.place, leg.place);
            }
        }
    }
    for (const Leg& leg : view.legs) {
        if (is_supervising(leg) && is_heard(leg)) hear_supervisor(view, leg, hearings);
    }
    std::ranges::sort(hearings, {}, [](const voice::Hearing& one) {
        return std::pair(one.listener, one.source);
    });
    return hearings;
}

bool says_goodbye(const CallView* before, const CallView& now) {
    return before != nullptr && now.call.cause == LegCause::called_back && plays_music(*before);
}

std::vector<voice::Command> direct(const CallView* before, const CallView& now,
                                   const PlaceOf& place_of) {
    std::vector<voice::Command> commands;
    if (before != nullptr && before->call.state == CallState::ended) return commands;
    if (now.call.state == CallState::ended) {
        if (says_goodbye(before, now))
            commands.push_back(voice::PlaySound{{}, now.call.id, "confirmed", false, {}});
        else
            commands.push_back(voice::EndCall{{}, now.call.id});
        return commands;
    }
    if (before == nullptr) begin(now, commands);
    for (const Leg& leg : now.legs) direct_leg(now, leg, leg_in(before, leg.id), commands);
    if (answers_second_line(now) && (before == nullptr || !answers_second_line(*before)))
        commands.push_back(voice::AnswerCall{{}, now.call.id});
    direct_sound(now, "music", {}, {before != nullptr && plays_music(*before), plays_music(now)},
                 commands);
    direct_sound(now, "ringing", ringing_place,
                 {before != nullptr && plays_ringing(*before), plays_ringing(now)}, commands);
    auto hearings = hearings_of(now);
    if (before == nullptr || !same(hearings, hearings_of(*before)))
        commands.push_back(voice::SetHearing{{}, now.call.id, std::move(hearings)});
    for (const Recording& recording : now.recordings)
        direct_recording(now, recording, recording_of(before, recording.id), place_of, commands);
    return commands;
}

}  // namespace parley::app
