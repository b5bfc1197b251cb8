// A file sent in a conversation. Its bytes lie on disk under its id; this is what is known of it.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>

#include "domain/ids.hpp"

namespace parley {

struct Attachment {
    static constexpr std::int64_t size_max = 20 * 1024 * 1024;  // Bytes.
    static constexpr std::size_t name_max = 200;
    // Larger images are kept as files, without thumbnail.
    static constexpr int pixels_max = 40'000'000;

    AttachmentId id;
    ConversationId conversation;
    IdBytes uploader{};      // ContactId or AgentId.
    std::string name;        // As given, without any path; shown only as text.
    std::string media_type;  // By content, never by claim.
    std::int64_t size = 0;
    std::string sha256;  // Hex.
    int width = 0;       // Of an image we could read; else 0.
    int height = 0;
    bool thumbnail = false;
    Instant created_at;
};

}  // namespace parley
