// A call is one telephone conversation; a leg is one party's part in it; a recording is what was
// kept of its sound. The session says who serves whom; the call says who can be heard.
//
//     inbound:   waiting ──▶ talking ◀──▶ held ──▶ ended
//     outbound:  dialling ──▶ talking …
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/ids.hpp"

namespace parley {

enum class CallDirection { inbound, outbound };
BOOST_DESCRIBE_ENUM(CallDirection, inbound, outbound)

// waiting: the caller hears music and nobody serves them yet. dialling: the contact's line is being
// rung. held: the contact hears music while the agent is elsewhere.
enum class CallState { waiting, dialling, talking, held, ended };
BOOST_DESCRIBE_ENUM(CallState, waiting, dialling, talking, held, ended)

// supervisor: beside the call, which is led without them.
enum class LegKind { contact, agent, outside, supervisor };
BOOST_DESCRIBE_ENUM(LegKind, contact, agent, outside, supervisor)

// How a supervisor is in a call: hears all and is heard by nobody; by the agents alone; by all.
enum class Supervision { none, listen, whisper, barge };
BOOST_DESCRIBE_ENUM(Supervision, none, listen, whisper, barge)

enum class LegMedium { trunk, phone, browser };
BOOST_DESCRIBE_ENUM(LegMedium, trunk, phone, browser)

// joining: a browser said yes, and nothing is heard of it yet. held: by its own hand. leaving: it
// was asked to, and has not yet; its place is not free.
enum class LegState { ringing, joining, joined, held, leaving, left };
BOOST_DESCRIBE_ENUM(LegState, ringing, joining, joined, held, leaving, left)

// Why a leg left: by its own hand, by ours (removed), or since it was never there.
// called_back: by ours, since they asked to be called back. transferred: it went to another call.
// dead_line: nothing was heard of it for 30 s. lost: the program that carried the call ended.
enum class LegCause {
    none,
    hung_up,
    removed,
    called_back,
    transferred,
    cancelled,
    busy,
    no_answer,
    refused,
    unknown_number,
    unreachable,
    no_common_codec,
    dead_line,
    lost,
    failed,
};
BOOST_DESCRIBE_ENUM(LegCause, none, hung_up, removed, called_back, transferred, cancelled, busy,
                    no_answer, refused, unknown_number, unreachable, no_common_codec, dead_line,
                    lost, failed)

enum class VoiceCodec { pcma, pcmu, g722, opus };
BOOST_DESCRIBE_ENUM(VoiceCodec, pcma, pcmu, g722, opus)

struct Call {
    CallId id;
    SessionId session;
    ConversationId conversation;
    InboxId inbox;
    ContactId contact;
    MessageId message;  // Where it stands in the conversation.
    AgentId agent;      // Who dialled; nil of one that came.
    CallDirection direction = CallDirection::inbound;
    CallState state = CallState::waiting;
    std::string number;      // The contact's, E.164 where it can be read so. Personal data.
    std::string own_number;  // Ours.
    std::string home;        // The voice process that carries it.
    Instant started_at;
    Instant answered_at;  // Contact and agent first heard each other; epoch: never.
    Instant ended_at;
    Instant alone_since;        // The contact has nobody to talk to; epoch: they have.
    bool is_held = false;       // The contact hears music, the others each other.
    bool is_handed_on = false;  // To somebody outside: the session is closed, the call goes on.
    LegCause cause = LegCause::none;  // Of the leg whose end ended it.
    std::int64_t version = 0;         // Event number of its last change.
};

struct Leg {
    LegId id;
    CallId call;
    int place = 0;  // In the bridge.
    LegKind kind = LegKind::contact;
    LegMedium medium = LegMedium::trunk;
    Supervision supervision = Supervision::none;  // Of a supervisor's.
    AgentId agent;                                // Whose; nil unless an agent's or supervisor's.
    TrunkId trunk;
    PhoneId phone;
    std::string number;  // Personal data.
    LegState state = LegState::ringing;
    bool has_sound = false;  // Of its own, before it answers.
    Instant started_at;
    Instant joined_at;
    Instant left_at;
    LegCause cause = LegCause::none;
    int status = 0;                       // Of SIP.
    VoiceCodec codec = VoiceCodec::pcma;  // Once joined.
    bool encrypted = false;
    std::int64_t packets = 0;
    std::int64_t lost = 0;
    std::int64_t jitter_us = 0;
    std::int64_t mos_percent = 0;
};

enum class RecordingState { running, paused, kept, deleted };
BOOST_DESCRIBE_ENUM(RecordingState, running, paused, kept, deleted)

struct Recording {
    RecordingId id;
    CallId call;
    SessionId session;
    RecordingState state = RecordingState::running;
    Instant started_at;
    Instant ended_at;
    std::int64_t duration_ms = 0;
    std::int64_t bytes = 0;
    Instant delete_at;  // Epoch: when somebody says so.
};

}  // namespace parley
