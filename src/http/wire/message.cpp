#include "http/wire/message.hpp"

namespace parley::wire {

Attachment to_wire(const parley::Attachment& attachment, const Links& links) {
    const FileLinks& files = links.files;
    return {.id = attachment.id,
            .name = attachment.name,
            .media_type = attachment.media_type,
            .size = attachment.size,
            .width = attachment.width,
            .height = attachment.height,
            .url = files.url(links.workspace, attachment.id),
            .thumbnail_url = attachment.thumbnail
                                 ? files.thumbnail_url(links.workspace, attachment.id)
                                 : std::string()};
}

Message to_wire(const MessageView& view, const Links& links) {
    const parley::Message& message = view.message;
    Message wire{.id = message.id,
                 .conversation_id = message.conversation,
                 .session_id = message.session,
                 .seq = message.seq,
                 .sender = message.sender,
                 .sender_id = codec::nullable(SenderId(message.sender_id)),
                 .sender_name = view.sender_name,
                 .kind = message.kind,
                 .visibility = message.visibility,
                 .text = message.text,
                 .attachment = {},
                 .client_msg_id = message.client_msg_id,
                 .created_at = message.created_at};
    if (view.attachment) wire.attachment = to_wire(*view.attachment, links);
    return wire;
}

}  // namespace parley::wire
