// Realtime frames a client sends (docs/guide/realtime.md). ClientFrame is told apart by `type`.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <variant>

#include "codec/types.hpp"
#include "http/wire/session.hpp"

namespace parley::wire {

constexpr int protocol_version = 1;

struct HelloVisitor {
    std::string visitor_id;
    std::string secret;
    std::string inbox_key;
};
BOOST_DESCRIBE_STRUCT(HelloVisitor, (), (visitor_id, secret, inbox_key))

struct HelloFrame {
    codec::Literal<"hello"> type;
    int protocol = 0;
    std::optional<HelloVisitor> visitor;
    std::optional<std::string> api_key;
    std::optional<std::int64_t> after;
    std::optional<std::string> locale;
};
BOOST_DESCRIBE_STRUCT(HelloFrame, (), (type, protocol, visitor, api_key, after, locale))

struct SendFrame {
    codec::Literal<"send"> type;
    std::string client_msg_id;
    std::optional<ConversationId> conversation_id;
    std::optional<std::string> text;
    std::optional<AttachmentId> attachment_id;
    std::optional<Visibility> visibility;
    std::optional<Source> source;
};
BOOST_DESCRIBE_STRUCT(SendFrame, (),
                      (type, client_msg_id, conversation_id, text, attachment_id, visibility,
                       source))

struct ReadFrame {
    codec::Literal<"read"> type;
    std::optional<ConversationId> conversation_id;
    std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(ReadFrame, (), (type, conversation_id, seq))

struct TypingFrame {
    codec::Literal<"typing"> type;
    std::optional<ConversationId> conversation_id;
    bool on = false;
};
BOOST_DESCRIBE_STRUCT(TypingFrame, (), (type, conversation_id, on))

struct PresenceFrame {
    codec::Literal<"presence"> type;
    Presence presence{};
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(PresenceFrame, (), (type, presence, reason))

struct PingFrame {
    codec::Literal<"ping"> type;
    std::optional<std::int64_t> id;
};
BOOST_DESCRIBE_STRUCT(PingFrame, (), (type, id))

using ClientFrame =
    std::variant<HelloFrame, SendFrame, ReadFrame, TypingFrame, PresenceFrame, PingFrame>;

}  // namespace parley::wire
