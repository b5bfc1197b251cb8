// A conversation is lasting: one contact in one inbox. Its messages carry gap-free numbers from 1.
#pragma once

#include "domain/ids.hpp"

namespace parley {

struct Conversation {
    ConversationId id;
    InboxId inbox;
    ContactId contact;
    std::int64_t last_seq = 0;      // Number of its newest message; 0: none.
    std::int64_t visitor_read = 0;  // The visitor has seen everything up to here.
    std::int64_t agent_read = 0;    // Its agents have seen everything up to here.
    Instant created_at;
};

}  // namespace parley
