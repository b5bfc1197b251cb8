// Messages and their attachments.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

#include "codec/types.hpp"
#include "domain/message.hpp"
#include "http/wire/file_links.hpp"
#include "ports/views.hpp"

namespace parley::wire {

// A contact's or an agent's; `sender` says which.
using SenderId = Id<struct SenderTag>;

struct Attachment {
    AttachmentId id;
    std::string name;
    std::string media_type;
    std::int64_t size = 0;
    int width = 0;
    int height = 0;
    std::string url;
    std::string thumbnail_url;
};
BOOST_DESCRIBE_STRUCT(Attachment, (),
                      (id, name, media_type, size, width, height, url, thumbnail_url))

struct Message {
    MessageId id;
    ConversationId conversation_id;
    SessionId session_id;
    std::int64_t seq = 0;
    SenderKind sender{};
    codec::Nullable<SenderId> sender_id;
    std::string sender_name;
    MessageKind kind{};
    Visibility visibility{};
    std::string text;
    codec::Nullable<Attachment> attachment;
    std::string client_msg_id;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (id, conversation_id, session_id, seq, sender, sender_id, sender_name, kind,
                       visibility, text, attachment, client_msg_id, created_at))

struct MessageBody {
    std::string client_msg_id;
    std::optional<std::string> text;
    codec::Patch<AttachmentId> attachment_id;
    std::optional<Visibility> visibility;
};
BOOST_DESCRIBE_STRUCT(MessageBody, (), (client_msg_id, text, attachment_id, visibility))

struct ReadBody {
    std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(ReadBody, (), (seq))

// What turning rows into wire types needs beside the rows.
struct Links {
    const FileLinks& files;
    WorkspaceId workspace;
};

Attachment to_wire(const parley::Attachment& attachment, const Links& links);
Message to_wire(const MessageView& view, const Links& links);

}  // namespace parley::wire
