// One message of a conversation. Personal data: it lies in a table of its own, and no event
// repeats it.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>

#include "base/result.hpp"
#include "domain/ids.hpp"

namespace parley {

enum class SenderKind { visitor, agent, system };
BOOST_DESCRIBE_ENUM(SenderKind, visitor, agent, system)

// call: a telephone call took place here; its text is the number.
enum class MessageKind { text, image, file, notice, call };
BOOST_DESCRIBE_ENUM(MessageKind, text, image, file, notice, call)

// staff: a private note, which no visitor's stream ever carries.
enum class Visibility { everyone, staff };
BOOST_DESCRIBE_ENUM(Visibility, everyone, staff)

struct Message {
    static constexpr std::size_t text_max = 4'000;        // Code points.
    static constexpr std::size_t client_msg_id_max = 64;  // Characters, printable ASCII.

    MessageId id;
    ConversationId conversation;
    SessionId session;
    std::int64_t seq = 0;  // 1, 2, 3 … in its conversation, without gaps.
    SenderKind sender = SenderKind::visitor;
    IdBytes sender_id{};  // ContactId or AgentId by `sender`; nil for system.
    MessageKind kind = MessageKind::text;
    Visibility visibility = Visibility::everyone;
    std::string text;  // For a notice: its key, e.g. "session_assigned"; pages hold the words.
    AttachmentId attachment;  // For image and file.
    // The sender's own; unique per (conversation, sender). Empty for system.
    std::string client_msg_id;
    Instant created_at;
};

// Refuses empty or overlong text, bad UTF-8, control characters other than newline and tab, and an
// overlong or odd client_msg_id, each with its own reason.
Result<> check_text(std::string_view text, std::size_t code_points_max, std::string_view field);
Result<> check_client_msg_id(std::string_view id);

}  // namespace parley
