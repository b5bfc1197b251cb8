// Facts: what the event spine says of each session, written down once, for figures and for the
// lists behind them. A fact holds ids, times and numbers of ours, never what a person wrote.
//
// Definitions: docs/guide/reports.md. Durations are milliseconds; the epoch means "never".
#pragma once

#include <boost/describe/enum.hpp>

#include "domain/agent.hpp"
#include "domain/ids.hpp"
#include "domain/session.hpp"

namespace parley::insight {

// One service episode: its time points and its counts. What begins with `run_` is of a round that
// is not answered yet.
struct SessionFact {
    SessionId id;
    QueueId first_queue;
    QueueId queue;
    InboxId inbox;
    ContactId contact;
    AgentId agent;         // Of the latest stint.
    AgentId closed_agent;  // Whose close it counts as.
    AgentId human_agent;   // Of the last human message: whose a rating is.
    bool left_message = false;
    Instant opened_at;
    Instant asked_at;  // For a person.
    Instant offered_at;
    Instant assigned_at;  // The first time.
    Instant first_contact_at;
    Instant first_human_at;
    Instant last_human_at;
    Instant closed_at;
    Instant invited_at;
    Instant rated_at;
    CloseReason close_reason = CloseReason::none;
    int stints = 0;
    int waits = 0;
    int transfers = 0;
    std::int64_t messages_contact = 0;
    std::int64_t messages_human = 0;
    std::int64_t messages_system = 0;
    int rounds = 0;                // Answered.
    int rounds_open = 0;           // At its close: 0 or 1.
    std::int64_t response_ms = 0;  // Sum over the answered rounds.
    std::int64_t talk_ms = 0;
    bool is_call = false;
    bool is_valid = false;     // Once closed.
    bool is_repeated = false;  // The contact came back to the same queue within `repeat_within`.
    int score = 0;
    bool is_resolved = false;
    std::vector<WrapUpCodeId> wrap_up_codes;
    Instant run_at;           // First unanswered message of the contact.
    bool is_offered = false;  // An offer of it stands,
    AgentId offered_agent;    // to this agent,
    Instant offer_at;         // since then.

    friend bool operator==(const SessionFact&, const SessionFact&) = default;
    bool is_open() const { return closed_at == Instant{}; }
    bool was_served() const { return assigned_at != Instant{}; }
};

enum class StintStart { offer, transfer, taken };
BOOST_DESCRIBE_ENUM(StintStart, offer, transfer, taken)
enum class StintEnd { none, closed, transfer, reclaimed };
BOOST_DESCRIBE_ENUM(StintEnd, none, closed, transfer, reclaimed)

// One agent's stay in a session (服务段).
struct Stint {
    SessionId session;
    int number = 1;  // In its session.
    AgentId agent;
    QueueId queue;
    InboxId inbox;
    Instant began_at;
    StintStart start = StintStart::offer;
    Instant ended_at;
    StintEnd end = StintEnd::none;
    Instant first_human_at;
    bool has_first_response = false;
    std::int64_t first_response_ms = 0;
    std::int64_t messages_contact = 0;
    std::int64_t messages_human = 0;
    int rounds = 0;
    int rounds_open = 0;
    std::int64_t response_ms = 0;
    bool is_first_transfer = false;  // It ended by its session's first.
    std::int64_t effort_us = 0;  // Own share of the agent's time; the agent's clock until it ends.

    friend bool operator==(const Stint&, const Stint&) = default;
};

enum class WaitEnd { none, answered, abandoned, flowed_out };
BOOST_DESCRIBE_ENUM(WaitEnd, none, answered, abandoned, flowed_out)
enum class FlowCause { none, overflow, transferred, message_left };
BOOST_DESCRIBE_ENUM(FlowCause, none, overflow, transferred, message_left)

// One stay in a queue (排队). It ends in exactly one way.
struct Wait {
    SessionId session;
    int number = 1;  // In its session.
    QueueId queue;
    InboxId inbox;
    Instant entered_at;
    Instant left_at;
    WaitEnd end = WaitEnd::none;
    FlowCause cause = FlowCause::none;
    QueueId to_queue;  // It flowed out to; nil: nowhere.
    int offers = 0;
    int timed_out = 0;
    int declined = 0;
    int contact_left = 0;
    int withdrawn = 0;

    friend bool operator==(const Wait&, const Wait&) = default;
};

struct WrapUp {
    AgentId agent;
    Instant from;
    Instant to;

    friend bool operator==(const WrapUp&, const WrapUp&) = default;
};

// How an agent's time passes, up to `told_at`.
struct AgentClock {
    AgentId agent;
    Instant told_at;
    Presence presence = Presence::offline;
    int load = 0;               // Sessions in hand.
    int ringing = 0;            // Offers that stand.
    Instant wrap_up_since;      // Epoch: not wrapping up.
    std::int64_t share_us = 0;  // Time divided by load, summed since the beginning.

    friend bool operator==(const AgentClock&, const AgentClock&) = default;
};

}  // namespace parley::insight
