// Telephone calls as staff see them, and what is done to them.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "codec/types.hpp"
#include "ports/views.hpp"

namespace parley::wire {

struct LegQuality {
    std::int64_t packets = 0;
    std::int64_t lost = 0;
    std::int64_t jitter_us = 0;
    std::int64_t mos_percent = 0;
};
BOOST_DESCRIBE_STRUCT(LegQuality, (), (packets, lost, jitter_us, mos_percent))

struct Leg {
    LegId id;
    int place = 0;
    LegKind kind{};
    LegMedium medium{};
    codec::Nullable<AgentId> agent_id;
    Supervision supervision{};  // Of a supervisor's.
    std::string number;
    LegState state{};
    Instant started_at;
    Instant joined_at;
    Instant left_at;
    LegCause cause{};
    int status = 0;
    VoiceCodec codec{};
    bool encrypted = false;
    codec::Nullable<LegQuality> quality;
};
BOOST_DESCRIBE_STRUCT(Leg, (),
                      (id, place, kind, medium, agent_id, supervision, number, state, started_at,
                       joined_at, left_at, cause, status, codec, encrypted, quality))

struct Recording {
    RecordingId id;
    RecordingState state{};
    Instant started_at;
    Instant ended_at;
    std::int64_t duration_ms = 0;
    std::int64_t bytes = 0;
    Instant delete_at;
};
BOOST_DESCRIBE_STRUCT(Recording, (),
                      (id, state, started_at, ended_at, duration_ms, bytes, delete_at))

struct Call {
    CallId id;
    SessionId session_id;
    ConversationId conversation_id;
    InboxId inbox_id;
    ContactId contact_id;
    MessageId message_id;
    codec::Nullable<AgentId> dialled_by;
    CallDirection direction{};
    CallState state{};
    std::string number;
    std::string own_number;
    bool is_held = false;
    bool is_conference = false;
    bool is_handed_on = false;
    std::vector<Leg> legs;
    std::vector<Recording> recordings;
    Instant started_at;
    Instant answered_at;
    Instant ended_at;
    LegCause cause{};
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Call, (),
                      (id, session_id, conversation_id, inbox_id, contact_id, message_id,
                       dialled_by, direction, state, number, own_number, is_held, is_conference,
                       is_handed_on, legs, recordings, started_at, answered_at, ended_at, cause,
                       version))

struct DialBody {
    std::optional<std::string> number;
    std::optional<ContactId> contact_id;
    std::optional<ConversationId> conversation_id;
    std::optional<InboxId> inbox_id;
    std::optional<PhoneNumberId> own_number_id;
    std::optional<PhoneId> phone_id;
    std::optional<SessionId> callback_session_id;
};
BOOST_DESCRIBE_STRUCT(DialBody, (),
                      (number, contact_id, conversation_id, inbox_id, own_number_id, phone_id,
                       callback_session_id))

struct BrowserBody {
    std::string offer;  // SDP of the agent's browser.
};
BOOST_DESCRIBE_STRUCT(BrowserBody, (), (offer))

struct SuperviseBody {
    Supervision mode{};
    std::string offer;  // SDP of the supervisor's browser.
};
BOOST_DESCRIBE_STRUCT(SuperviseBody, (), (mode, offer))

struct SupervisionBody {
    Supervision mode{};
};
BOOST_DESCRIBE_STRUCT(SupervisionBody, (), (mode))

struct BrowserAnswer {
    std::string answer;  // SDP for the agent's browser.
};
BOOST_DESCRIBE_STRUCT(BrowserAnswer, (), (answer))

struct RingPhoneBody {
    PhoneId phone_id;
};
BOOST_DESCRIBE_STRUCT(RingPhoneBody, (), (phone_id))

struct HoldBody {
    bool held = false;
};
BOOST_DESCRIBE_STRUCT(HoldBody, (), (held))

struct PauseBody {
    bool paused = false;
};
BOOST_DESCRIBE_STRUCT(PauseBody, (), (paused))

struct KeysBody {
    std::string keys;
};
BOOST_DESCRIBE_STRUCT(KeysBody, (), (keys))

struct CallTargetBody {
    std::optional<AgentId> agent_id;
    std::optional<QueueId> queue_id;
    std::optional<std::string> number;
};
BOOST_DESCRIBE_STRUCT(CallTargetBody, (), (agent_id, queue_id, number))

// Where a recording is heard from, for a quarter of an hour.
struct Play {
    std::string url;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(Play, (), (url, expires_at))

// Peaks of equal parts, 0 … 255: the contact's, and everybody else's.
struct Waveform {
    std::vector<int> left;
    std::vector<int> right;
};
BOOST_DESCRIBE_STRUCT(Waveform, (), (left, right))

Call to_wire(const CallView& view);

}  // namespace parley::wire
