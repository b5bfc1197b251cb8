// What pages are shown: rows joined with the little they need of their neighbours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/batch.hpp"

namespace parley {

struct MessageView {
    Message message;
    std::optional<Attachment> attachment;
    std::string sender_name;  // Of an agent; else empty.
};

struct SessionView {
    Session session;
    std::string channel;
    std::string contact_name;
    std::string contact_locale;
    std::string agent_name;             // Empty until assigned.
    std::optional<WorkItem> work_item;  // While the session is open.
    std::optional<Survey> survey;
    std::optional<Callback> callback;
    std::vector<Colleague> colleagues;        // Who are asked or take part, in order of asking.
    std::optional<MessageView> last_message;  // The newest that is no notice.
    std::int64_t agent_read = 0;
    std::int64_t visitor_read = 0;
    std::int64_t unread = 0;  // Visitor messages after agent_read.
};

// A call with everybody who took part, in order of coming, and what was kept of its sound.
struct CallView {
    Call call;
    std::vector<Leg> legs;
    std::vector<Recording> recordings;
};

struct ApiKeyView {
    ApiKey key;
    Instant last_used_at;  // Epoch: never.
};

}  // namespace parley
