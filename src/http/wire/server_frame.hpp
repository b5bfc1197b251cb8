// Realtime frames the server sends (docs/guide/realtime.md).
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "codec/types.hpp"
#include "http/wire/call.hpp"
#include "http/wire/client_frame.hpp"
#include "http/wire/event.hpp"
#include "http/wire/me.hpp"

namespace parley::wire {

struct WelcomeFrame {
    codec::Literal<"welcome"> type;
    int protocol = protocol_version;
    std::string connection_id;
    std::int64_t seq = 0;
    bool resumed = false;
    int ping_seconds = 0;
    Me me;
};
BOOST_DESCRIBE_STRUCT(WelcomeFrame, (),
                      (type, protocol, connection_id, seq, resumed, ping_seconds, me))

struct VisitorWelcomeFrame {
    codec::Literal<"visitor_welcome"> type;
    int protocol = protocol_version;
    std::string connection_id;
    std::int64_t seq = 0;
    bool resumed = false;
    int ping_seconds = 0;
    codec::Nullable<ConversationId> conversation_id;
    codec::Nullable<VisitorSession> session;
    std::vector<Message> messages;
    bool more = false;
    std::int64_t agent_read = 0;
    std::string contact_name;
};
BOOST_DESCRIBE_STRUCT(VisitorWelcomeFrame, (),
                      (type, protocol, connection_id, seq, resumed, ping_seconds, conversation_id,
                       session, messages, more, agent_read, contact_name))

struct AckFrame {
    codec::Literal<"ack"> type;
    std::string client_msg_id;
    Message message;
};
BOOST_DESCRIBE_STRUCT(AckFrame, (), (type, client_msg_id, message))

struct EventFrame {
    codec::Literal<"event"> type;
    std::int64_t seq = 0;
    std::int64_t prev = 0;
    Instant at;
    EventBody event;
};
BOOST_DESCRIBE_STRUCT(EventFrame, (), (type, seq, prev, at, event))

struct ErrorFrame {
    codec::Literal<"error"> type;
    std::string code;
    std::string detail;
    std::string field;
    std::optional<std::string> client_msg_id;
    std::optional<std::int64_t> retry_after_ms;
};
BOOST_DESCRIBE_STRUCT(ErrorFrame, (), (type, code, detail, field, client_msg_id, retry_after_ms))

struct TypingNoticeFrame {
    codec::Literal<"typing_notice"> type;
    ConversationId conversation_id;
    SenderKind sender{};
    std::string sender_name;
    bool on = false;
};
BOOST_DESCRIBE_STRUCT(TypingNoticeFrame, (), (type, conversation_id, sender, sender_name, on))

struct QueuePositionFrame {
    codec::Literal<"queue_position"> type;
    SessionId session_id;
    std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(QueuePositionFrame, (), (type, session_id, position))

struct LineQualityFrame {
    codec::Literal<"line_quality"> type;
    CallId call_id;
    LegQuality quality;
};
BOOST_DESCRIBE_STRUCT(LineQualityFrame, (), (type, call_id, quality))

struct PongFrame {
    codec::Literal<"pong"> type;
    std::int64_t id = 0;
    Instant now;
};
BOOST_DESCRIBE_STRUCT(PongFrame, (), (type, id, now))

struct ResyncFrame {
    codec::Literal<"resync"> type;
    std::int64_t seq = 0;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ResyncFrame, (), (type, seq, reason))

using ServerFrame =
    std::variant<WelcomeFrame, VisitorWelcomeFrame, AckFrame, EventFrame, ErrorFrame,
                 TypingNoticeFrame, QueuePositionFrame, LineQualityFrame, PongFrame, ResyncFrame>;

}  // namespace parley::wire
