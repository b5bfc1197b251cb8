// What `parley serve` says to `parley voice`, and what it is told: JSON, a line each, told apart by
// `type`, over a local socket.
//
// A call is a number that `voice` gave it; a leg's number is given by who asks for it. A command
// for what is no longer there changes nothing: its end was told. One that cannot be done is
// answered by command_refused, with the `type` of the command and a stable reason.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <string>
#include <variant>

#include "codec/types.hpp"

namespace parley::voice {

constexpr int control_version = 1;
constexpr std::size_t control_line_max = 65'536;  // Bytes.

// ---- Commands ---------------------------------------------------------------------------------

struct AnswerCall {  // The caller hears music until it is connected.
    codec::Literal<"answer_call"> type;
    std::int64_t call = 0;
};
BOOST_DESCRIBE_STRUCT(AnswerCall, (), (type, call))

struct RefuseCall {
    codec::Literal<"refuse_call"> type;
    std::int64_t call = 0;
    std::int64_t status = 0;  // Of SIP, 400 … 699.
};
BOOST_DESCRIBE_STRUCT(RefuseCall, (), (type, call, status))

struct EndCall {
    codec::Literal<"end_call"> type;
    std::int64_t call = 0;
};
BOOST_DESCRIBE_STRUCT(EndCall, (), (type, call))

struct JoinBrowser {  // Answered by browser_answer.
    codec::Literal<"join_browser"> type;
    std::int64_t call = 0;
    std::int64_t place = 0;  // 1 … 7, and free; 0 is the caller's.
    std::string offer;       // SDP.
};
BOOST_DESCRIBE_STRUCT(JoinBrowser, (), (type, call, place, offer))

struct LeaveCall {
    codec::Literal<"leave_call"> type;
    std::int64_t call = 0;
    std::int64_t place = 0;
};
BOOST_DESCRIBE_STRUCT(LeaveCall, (), (type, call, place))

struct Hearing {
    std::int64_t listener = 0;  // A place, or one of those in media/bridge.hpp.
    std::int64_t source = 0;
    std::int64_t percent = 0;  // 0 … 400; 100 is as it was said.
};
BOOST_DESCRIBE_STRUCT(Hearing, (), (listener, source, percent))

struct SetHearing {  // Between two ticks, all at once; who is not named stays as it was.
    codec::Literal<"set_hearing"> type;
    std::int64_t call = 0;
    codec::List<Hearing, 128> hearings;
};
BOOST_DESCRIBE_STRUCT(SetHearing, (), (type, call, hearings))

struct PauseRecording {
    codec::Literal<"pause_recording"> type;
    std::int64_t call = 0;
    bool paused = false;
};
BOOST_DESCRIBE_STRUCT(PauseRecording, (), (type, call, paused))

using Command = std::variant<AnswerCall, RefuseCall, EndCall, JoinBrowser, LeaveCall, SetHearing,
                             PauseRecording>;

// ---- Events -----------------------------------------------------------------------------------

struct VoiceReady {
    codec::Literal<"voice_ready"> type;
    std::int64_t version = control_version;
};
BOOST_DESCRIBE_STRUCT(VoiceReady, (), (type, version))

struct CallArrived {
    codec::Literal<"call_arrived"> type;
    std::int64_t call = 0;
    std::string caller;  // As they say; may be empty.
    std::string called;
    std::string call_id;
};
BOOST_DESCRIBE_STRUCT(CallArrived, (), (type, call, caller, called, call_id))

struct CallAnswered {  // Told by them that they have our answer.
    codec::Literal<"call_answered"> type;
    std::int64_t call = 0;
    std::string recording;  // The name of its file; empty: it is not recorded.
};
BOOST_DESCRIBE_STRUCT(CallAnswered, (), (type, call, recording))

struct CallEnded {
    codec::Literal<"call_ended"> type;
    std::int64_t call = 0;
    std::string cause;
    // How the caller was heard; 0 where nothing came.
    std::int64_t packets = 0;
    std::int64_t lost = 0;
    std::int64_t jitter_us = 0;
    std::int64_t mos_percent = 0;  // Of the score, 100 … 450.
};
BOOST_DESCRIBE_STRUCT(CallEnded, (), (type, call, cause, packets, lost, jitter_us, mos_percent))

struct BrowserAnswered {
    codec::Literal<"browser_answer"> type;
    std::int64_t call = 0;
    std::int64_t place = 0;
    std::string answer;  // SDP.
};
BOOST_DESCRIBE_STRUCT(BrowserAnswered, (), (type, call, place, answer))

struct KeyPressed {
    codec::Literal<"key_pressed"> type;
    std::int64_t call = 0;
    std::int64_t place = 0;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(KeyPressed, (), (type, call, place, key))

struct CommandRefused {
    codec::Literal<"command_refused"> type;
    std::string command;
    std::string reason;
    std::int64_t call = 0;  // 0: it named none that could be read.
};
BOOST_DESCRIBE_STRUCT(CommandRefused, (), (type, command, reason, call))

using Event = std::variant<VoiceReady, CallArrived, CallAnswered, CallEnded, BrowserAnswered,
                           KeyPressed, CommandRefused>;

}  // namespace parley::voice
