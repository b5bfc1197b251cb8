// A session (会话) is one service episode inside a conversation; figures count sessions.
//
//     queued ──▶ offered ──▶ assigned ──▶ closed
//       ▲  └────────┘ (declined, timed out)  ▲
//       └── transferred ──────┘              │
//     queued, offered ── abandoned by the visitor ─┘
//
// It is never a conversation (lasting), never a work item (what the router moves; work_item.hpp).
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/ids.hpp"
#include "domain/wrap_up_code.hpp"

namespace parley {

enum class SessionState { queued, offered, assigned, closed };
BOOST_DESCRIBE_ENUM(SessionState, queued, offered, assigned, closed)

// not_reached: a callback that was given up.
enum class CloseReason { none, by_agent, by_visitor, abandoned, not_reached };
BOOST_DESCRIBE_ENUM(CloseReason, none, by_agent, by_visitor, abandoned, not_reached)

// Where the visitor stood when the session opened. Personal data.
struct Source {
    static constexpr std::size_t url_max = 2'000;
    static constexpr std::size_t title_max = 300;

    std::string page_url;
    std::string page_title;
    std::string referrer;

    // Cut to the bounds and without control characters: where somebody comes from must not keep
    // them from writing.
    Source cleaned() const;
};

struct Session {
    static constexpr std::size_t summary_max = 2'000;
    // After its end, in which its agent may still write the summary: no wrap-up is longer.
    static constexpr Duration summary_open_for = 1h;

    SessionId id;
    ConversationId conversation;
    InboxId inbox;
    ContactId contact;
    QueueId queue;
    AgentId agent;  // Nil until assigned.
    SessionState state = SessionState::queued;
    bool left_message = false;   // Nobody was on duty when it opened, or its queue was full.
    std::int64_t first_seq = 1;  // Its first message in the conversation.
    Source source;
    Instant opened_at;
    Instant assigned_at;     // Epoch: not yet; the last assignment.
    Instant first_reply_at;  // Epoch: not yet.
    Instant closed_at;       // Epoch: open.
    CloseReason close_reason = CloseReason::none;
    std::string summary;
    bool resolved = false;
    std::vector<WrapUpCodeId> wrap_up_codes;  // What it was about; at most of_session_max.
    std::int64_t decisions = 0;               // The router's about it (routing_decision.hpp).
    std::int64_t version = 0;                 // Event number of its last change; higher is newer.

    bool is_open() const { return state != SessionState::closed; }

    // Each refuses with conflict ("session_closed", "session_not_queued" …), changing nothing.
    Result<> offer();
    Result<> requeue(QueueId to);  // An offer came to nothing, or the session is transferred.
    Result<> assign(AgentId to, Instant now);
    Result<> close(CloseReason why, Instant now);
    // How it ended, said afterwards. Refuses "session_open", "not_served_yet" (and never was).
    Result<> summarize(std::string text, bool is_resolved);
    bool takes_summary(Instant now) const { return now < closed_at + summary_open_for; }
};

}  // namespace parley
