// What the server says to `parley voice`, and what it is told: JSON, a line each, told apart by
// `type`, over a local socket.
//
// A call is a bridge with places 0 … 7; whoever is in a place is a leg. 0 is the contact's, 1 the
// agent's who serves them; others are as the server says. Voice makes the id of a call that
// arrives, the server of one it opens. Voice decides nothing: who hears whom, who is dialled next,
// what is recorded and when a call is over are the server's commands. A command for what is no
// longer there changes nothing: its end was told. One that cannot be done is answered by
// command_refused, with the `type` of the command and a stable reason. When the control goes, all
// calls are hung up.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "codec/types.hpp"
#include "domain/call.hpp"
#include "domain/ids.hpp"
#include "domain/phone.hpp"
#include "domain/trunk.hpp"

namespace parley::voice {

constexpr int control_version = 2;
constexpr std::size_t control_line_max = 65'536;  // Bytes.

// ---- Commands: what there is ------------------------------------------------------------------

// Once voice_ready was told the server sets trunks and phones, then says configured; calls that
// come before are refused 503. Setting again replaces.
struct SetTrunk {
    codec::Literal<"set_trunk"> type;
    TrunkId trunk;
    SipTransport transport{};
    std::string host;                  // Name or numeric address.
    std::int64_t port = 0;             // 0: by SRV, else 5060 or 5061.
    std::string user;                  // Empty: no credentials.
    std::string password;              // Plain; never logged.
    bool registers = false;            // REGISTER and keep it.
    std::vector<std::string> sources;  // Addresses and networks (CIDR) whose INVITEs are its own;
                                       // empty: those that `host` resolves to.
    parley::Srtp srtp{};               // Not the class of voice.
    std::vector<VoiceCodec> codecs;    // In order of preference; empty: all.
    CallerIdHeader caller_id{};
    std::string ca;  // PEM that its certificate must chain to; empty: the system's.
};
BOOST_DESCRIBE_STRUCT(SetTrunk, (),
                      (type, trunk, transport, host, port, user, password, registers, sources, srtp,
                       codecs, caller_id, ca))

struct ForgetTrunk {  // Its calls stand.
    codec::Literal<"forget_trunk"> type;
    TrunkId trunk;
};
BOOST_DESCRIBE_STRUCT(ForgetTrunk, (), (type, trunk))

struct SetPhone {
    codec::Literal<"set_phone"> type;
    PhoneId phone;
    std::string user;  // Of the installation's, unique.
    // Hex of H(user:realm:password), realm "parley" (RFC 7616).
    std::string ha1_md5;
    std::string ha1_sha256;
};
BOOST_DESCRIBE_STRUCT(SetPhone, (), (type, phone, user, ha1_md5, ha1_sha256))

struct ForgetPhone {  // Its registrations end; its calls stand.
    codec::Literal<"forget_phone"> type;
    PhoneId phone;
};
BOOST_DESCRIBE_STRUCT(ForgetPhone, (), (type, phone))

struct Configured {
    codec::Literal<"configured"> type;
};
BOOST_DESCRIBE_STRUCT(Configured, (), (type))

// ---- Commands: calls --------------------------------------------------------------------------

struct OpenCall {  // A bridge with nobody in it yet.
    codec::Literal<"open_call"> type;
    CallId call;
};
BOOST_DESCRIBE_STRUCT(OpenCall, (), (type, call))

struct AnswerCall {  // The leg that arrived.
    codec::Literal<"answer_call"> type;
    CallId call;
};
BOOST_DESCRIBE_STRUCT(AnswerCall, (), (type, call))

struct RefuseCall {
    codec::Literal<"refuse_call"> type;
    CallId call;
    std::int64_t status = 0;  // Of SIP, 400 … 699.
};
BOOST_DESCRIBE_STRUCT(RefuseCall, (), (type, call, status))

struct EndCall {  // All legs are hung up; call_ended is told.
    codec::Literal<"end_call"> type;
    CallId call;
};
BOOST_DESCRIBE_STRUCT(EndCall, (), (type, call))

struct DialTrunk {  // leg_ringing, then leg_joined or leg_left.
    codec::Literal<"dial_trunk"> type;
    CallId call;
    std::int64_t place = 0;
    TrunkId trunk;
    std::string number;             // As the carrier wants it: E.164 with '+', or as dialled.
    std::string caller_id;          // A number of ours.
    std::int64_t seconds_max = 60;  // Then it is cancelled: cause no_answer.
};
BOOST_DESCRIBE_STRUCT(DialTrunk, (), (type, call, place, trunk, number, caller_id, seconds_max))

struct DialPhone {  // All its registrations ring; the first to answer has it.
    codec::Literal<"dial_phone"> type;
    CallId call;
    std::int64_t place = 0;
    PhoneId phone;
    std::string caller;  // What the phone shows.
    std::string caller_name;
    std::int64_t seconds_max = 60;
};
BOOST_DESCRIBE_STRUCT(DialPhone, (), (type, call, place, phone, caller, caller_name, seconds_max))

struct JoinBrowser {  // Answered by browser_answer; leg_joined is told once sound comes from it.
    codec::Literal<"join_browser"> type;
    CallId call;
    std::int64_t place = 0;
    std::string offer;  // SDP. Who joins in a place that is taken replaces who was there.
};
BOOST_DESCRIBE_STRUCT(JoinBrowser, (), (type, call, place, offer))

struct LeaveCall {  // That leg is hung up: leg_left with cause removed.
    codec::Literal<"leave_call"> type;
    CallId call;
    std::int64_t place = 0;
};
BOOST_DESCRIBE_STRUCT(LeaveCall, (), (type, call, place))

struct MoveParty {  // From one call to another, as it is: what Replaces asks for. Not for browsers.
    codec::Literal<"move_party"> type;
    CallId call;
    std::int64_t place = 0;
    CallId to_call;
    std::int64_t to_place = 0;
};
BOOST_DESCRIBE_STRUCT(MoveParty, (), (type, call, place, to_call, to_place))

struct Hearing {
    std::int64_t listener = 0;  // A place, or one of those in media/bridge.hpp.
    std::int64_t source = 0;
    std::int64_t percent = 0;  // 0 … 400; 100 is as it was said.
};
BOOST_DESCRIBE_STRUCT(Hearing, (), (listener, source, percent))

struct SetHearing {  // Between two ticks, all at once; pairs that are not named fall silent.
    codec::Literal<"set_hearing"> type;
    CallId call;
    codec::List<Hearing, 128> hearings;
};
BOOST_DESCRIBE_STRUCT(SetHearing, (), (type, call, hearings))

// A call has two sources of sounds, `music` and `ringing` in media/bridge.hpp: whoever is set to
// hear one does.
struct PlaySound {
    codec::Literal<"play_sound"> type;
    CallId call;
    std::string sound;                   // "music", "ringing", "busy", "confirmed", or a WAV.
    bool forever = false;                // Else sound_ended is told, of `music`.
    std::optional<std::int64_t> source;  // Absent: `music`.
};
BOOST_DESCRIBE_STRUCT(PlaySound, (), (type, call, sound, forever, source))

struct StopSound {
    codec::Literal<"stop_sound"> type;
    CallId call;
    std::optional<std::int64_t> source;  // As play_sound's.
};
BOOST_DESCRIBE_STRUCT(StopSound, (), (type, call, source))

struct PressKeys {  // Sent to that leg as keys: RFC 4733, or tones where it has not agreed on them.
    codec::Literal<"press_keys"> type;
    CallId call;
    std::int64_t place = 0;
    std::string keys;  // 0-9 A-D * #, 1 … 32 of them.
};
BOOST_DESCRIBE_STRUCT(PressKeys, (), (type, call, place, keys))

struct StartRecording {
    codec::Literal<"start_recording"> type;
    CallId call;
    RecordingId recording;
    std::string file;  // Path; its folder is there.
    std::string key;   // 32 bytes, hex: what it is sealed with.
};
BOOST_DESCRIBE_STRUCT(StartRecording, (), (type, call, recording, file, key))

struct PauseRecording {
    codec::Literal<"pause_recording"> type;
    CallId call;
    bool paused = false;
};
BOOST_DESCRIBE_STRUCT(PauseRecording, (), (type, call, paused))

struct StopRecording {  // recording_ended is told; also when the call ends.
    codec::Literal<"stop_recording"> type;
    CallId call;
};
BOOST_DESCRIBE_STRUCT(StopRecording, (), (type, call))

struct AnswerTransfer {  // What came of transfer_asked: 200, or why not.
    codec::Literal<"answer_transfer"> type;
    CallId call;
    std::int64_t place = 0;
    std::int64_t status = 0;
};
BOOST_DESCRIBE_STRUCT(AnswerTransfer, (), (type, call, place, status))

using Command = std::variant<SetTrunk, ForgetTrunk, SetPhone, ForgetPhone, Configured, OpenCall,
                             AnswerCall, RefuseCall, EndCall, DialTrunk, DialPhone, JoinBrowser,
                             LeaveCall, MoveParty, SetHearing, PlaySound, StopSound, PressKeys,
                             StartRecording, PauseRecording, StopRecording, AnswerTransfer>;

// ---- Events -----------------------------------------------------------------------------------

struct VoiceReady {
    codec::Literal<"voice_ready"> type;
    std::int64_t version = control_version;
};
BOOST_DESCRIBE_STRUCT(VoiceReady, (), (type, version))

struct CallArrived {
    codec::Literal<"call_arrived"> type;
    CallId call;
    std::int64_t place = 0;  // 0 from a trunk, 1 from a phone: an agent's own.
    codec::Nullable<TrunkId> trunk;
    codec::Nullable<PhoneId> phone;
    std::string caller;  // As they say; may be empty.
    std::string called;
};
BOOST_DESCRIBE_STRUCT(CallArrived, (), (type, call, place, trunk, phone, caller, called))

struct LegRinging {
    codec::Literal<"leg_ringing"> type;
    CallId call;
    std::int64_t place = 0;
    bool has_sound = false;  // Of the other end's own, before it answers.
};
BOOST_DESCRIBE_STRUCT(LegRinging, (), (type, call, place, has_sound))

struct LegJoined {  // They answered, or have our answer; a browser's sound comes.
    codec::Literal<"leg_joined"> type;
    CallId call;
    std::int64_t place = 0;
    VoiceCodec codec{};
    bool encrypted = false;
};
BOOST_DESCRIBE_STRUCT(LegJoined, (), (type, call, place, codec, encrypted))

struct LegHeld {  // By its own hand: the other end put us on hold, or took us back.
    codec::Literal<"leg_held"> type;
    CallId call;
    std::int64_t place = 0;
    bool held = false;
};
BOOST_DESCRIBE_STRUCT(LegHeld, (), (type, call, place, held))

// How a leg was heard; 0 where nothing came.
struct LegHeard {  // Every five seconds, of legs that joined.
    codec::Literal<"leg_heard"> type;
    CallId call;
    std::int64_t place = 0;
    std::int64_t packets = 0;
    std::int64_t lost = 0;
    std::int64_t jitter_us = 0;
    std::int64_t mos_percent = 0;  // Of the score, 100 … 450.
};
BOOST_DESCRIBE_STRUCT(LegHeard, (), (type, call, place, packets, lost, jitter_us, mos_percent))

struct LegLeft {  // Once for each leg, whoever ended it.
    codec::Literal<"leg_left"> type;
    CallId call;
    std::int64_t place = 0;
    LegCause cause{};
    std::int64_t status = 0;  // Of SIP; 0: there was none.
    std::int64_t packets = 0;
    std::int64_t lost = 0;
    std::int64_t jitter_us = 0;
    std::int64_t mos_percent = 0;
};
BOOST_DESCRIBE_STRUCT(LegLeft, (),
                      (type, call, place, cause, status, packets, lost, jitter_us, mos_percent))

struct CallEnded {  // Its bridge is gone: after end_call, or once the last leg left.
    codec::Literal<"call_ended"> type;
    CallId call;
};
BOOST_DESCRIBE_STRUCT(CallEnded, (), (type, call))

struct BrowserAnswered {
    codec::Literal<"browser_answer"> type;
    CallId call;
    std::int64_t place = 0;
    std::string answer;  // SDP.
};
BOOST_DESCRIBE_STRUCT(BrowserAnswered, (), (type, call, place, answer))

struct KeyPressed {
    codec::Literal<"key_pressed"> type;
    CallId call;
    std::int64_t place = 0;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(KeyPressed, (), (type, call, place, key))

struct SoundEnded {
    codec::Literal<"sound_ended"> type;
    CallId call;
};
BOOST_DESCRIBE_STRUCT(SoundEnded, (), (type, call))

struct RecordingEnded {
    codec::Literal<"recording_ended"> type;
    CallId call;
    RecordingId recording;
    std::int64_t duration_ms = 0;  // Of what is in the file.
    std::int64_t bytes = 0;
    std::int64_t dropped_ms = 0;  // The disk was too slow or refused.
};
BOOST_DESCRIBE_STRUCT(RecordingEnded, (), (type, call, recording, duration_ms, bytes, dropped_ms))

struct TransferAsked {  // By REFER; to be answered by answer_transfer.
    codec::Literal<"transfer_asked"> type;
    CallId call;
    std::int64_t place = 0;         // Whose phone asks.
    std::string target;             // A number; empty where `other` is named.
    codec::Nullable<CallId> other;  // Replaces: the call that the same phone has with the target,
    std::int64_t other_place = 0;   // and its place there.
};
BOOST_DESCRIBE_STRUCT(TransferAsked, (), (type, call, place, target, other, other_place))

struct TrunkChanged {
    codec::Literal<"trunk_changed"> type;
    TrunkId trunk;
    TrunkState state{};
    std::string reason;  // "503 Service Unavailable", "tls_name_mismatch" …; empty when up.
};
BOOST_DESCRIBE_STRUCT(TrunkChanged, (), (type, trunk, state, reason))

struct PhoneChanged {
    codec::Literal<"phone_changed"> type;
    PhoneId phone;
    bool registered = false;
    std::string address;  // Where from, of the newest registration.
    std::string user_agent;
};
BOOST_DESCRIBE_STRUCT(PhoneChanged, (), (type, phone, registered, address, user_agent))

struct AddressBanned {
    codec::Literal<"address_banned"> type;
    std::string address;
    std::string reason;  // "scanner", "wrong_credentials", "flood"
    std::int64_t seconds = 0;
};
BOOST_DESCRIBE_STRUCT(AddressBanned, (), (type, address, reason, seconds))

// What stands, every five seconds. With no call, all but the lateness is 0.
struct VoiceFigures {
    codec::Literal<"voice_figures"> type;
    std::int64_t calls = 0;
    std::int64_t legs = 0;
    std::int64_t bridges = 0;
    std::int64_t ports_taken = 0;       // By legs.
    std::int64_t recordings = 0;        // Not whole yet.
    std::int64_t dialogues_ending = 0;  // Left by us; the other end has not said so yet.
    std::int64_t worst_late_us = 0;     // Of a tick, since told last.
    std::int64_t ticks_missed = 0;      // That came together with another, since it began.
};
BOOST_DESCRIBE_STRUCT(VoiceFigures, (),
                      (type, calls, legs, bridges, ports_taken, recordings, dialogues_ending,
                       worst_late_us, ticks_missed))

struct CommandRefused {
    codec::Literal<"command_refused"> type;
    std::string command;
    std::string reason;
    codec::Nullable<CallId> call;  // Null: it named none that could be read.
    std::int64_t place = 0;
};
BOOST_DESCRIBE_STRUCT(CommandRefused, (), (type, command, reason, call, place))

using Event =
    std::variant<VoiceReady, CallArrived, LegRinging, LegJoined, LegHeld, LegHeard, LegLeft,
                 CallEnded, BrowserAnswered, KeyPressed, SoundEnded, RecordingEnded, TransferAsked,
                 TrunkChanged, PhoneChanged, AddressBanned, VoiceFigures, CommandRefused>;

}  // namespace parley::voice
