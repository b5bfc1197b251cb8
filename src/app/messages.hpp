// A message is kept exactly once, then told: the use case everything else exists for.
#pragma once

#include "app/access.hpp"
#include "app/once.hpp"

namespace parley::app {

struct NewMessage {
    std::string client_msg_id;
    std::string text;         // May be empty with an attachment.
    AttachmentId attachment;  // Uploaded to the same conversation by the same sender.
    Visibility visibility = Visibility::everyone;  // A visitor's is always everyone.
    Source source;  // Where the visitor is, if this message opens a session.
};

using MessageAnswer = std::shared_ptr<const MessageView>;

// Each answers with the stored message, after it is on disk; a retry gets the first one's message.
// Refuses: invalid "bad_client_msg_id", "empty_message", "text_too_long", "bad_utf8",
// "control_character"; not_found "attachment_not_found"; over_limit "queue_full";
// unavailable "busy", "try_again".
// A visitor's message opens a session when none is open; the router is asked in the same commit.
Task<Result<MessageAnswer>> post_as_visitor(App& app, const Visitor& visitor, NewMessage message);
// Staff may write in open sessions they serve, and notes wherever they may look.
// Also: not_found "conversation_not_found"; forbidden "permission_missing"; conflict
// "session_closed".
Task<Result<MessageAnswer>> post_as_staff(App& app, const Staff& staff, ConversationId conversation,
                                          NewMessage message, Once<MessageAnswer> once = {});

// "Seen up to": monotonic, told to the other side. Staff's counts only for whoever serves the
// session.
Task<Result<>> mark_read(App& app, const Visitor& visitor, std::int64_t seq);
Task<Result<>> mark_read(App& app, const Staff& staff, ConversationId conversation,
                         std::int64_t seq);

}  // namespace parley::app
