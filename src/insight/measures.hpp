// What a cell adds up. Numbers are part of what is stored: a new one is added at the end, and no
// number is ever used again for something else.
#pragma once

#include <array>
#include <boost/describe/enum.hpp>

#include "base/time.hpp"

namespace parley::insight {

// Each belongs to the interval of its own event. Those that end in _ms are sums of time.
enum class Counter {
    opened,
    opened_by_agent,
    asked,
    queued,    // Of `asked`: the wait was longer than nothing.
    assigned,  // Of an agent: once a stint. Of everybody: once a session.
    stints,
    transfers_out,
    transfers_in,
    transferred,  // Sessions, once each.
    closed,
    closed_served,
    valid,
    silent,
    never_replied,
    replied,
    repeated,
    messages_contact,
    messages_human,
    messages_system,
    flowed_overflow,
    flowed_transferred,
    flowed_message,
    flowed_on,  // Of the three: into another queue.
    offers,
    accepted,
    missed_timed_out,
    missed_declined,
    missed_contact_left,
    missed_withdrawn,
    unanswered_stints,  // Ended with something asked and nothing answered.
    invited,
    rated_1,
    rated_2,
    rated_3,
    rated_4,
    rated_5,
    ready_ms,
    away_ms,
    busy_ms,  // With a session in hand.
    load_ms,  // Times how many.
    idle_ms,  // Ready, nothing in hand, not wrapping up, no offer.
    wrap_up_ms,
    wrap_up_extensions,
};
BOOST_DESCRIBE_ENUM(Counter, opened, opened_by_agent, asked, queued, assigned, stints,
                    transfers_out, transfers_in, transferred, closed, closed_served, valid, silent,
                    never_replied, replied, repeated, messages_contact, messages_human,
                    messages_system, flowed_overflow, flowed_transferred, flowed_message, flowed_on,
                    offers, accepted, missed_timed_out, missed_declined, missed_contact_left,
                    missed_withdrawn, unanswered_stints, invited, rated_1, rated_2, rated_3,
                    rated_4, rated_5, ready_ms, away_ms, busy_ms, load_ms, idle_ms, wrap_up_ms,
                    wrap_up_extensions)
inline constexpr std::size_t counters_count =
    static_cast<std::size_t>(Counter::wrap_up_extensions) + 1;

// Durations: number, sum, longest, and how they are spread.
enum class Length {
    first_response_agent,
    first_response_contact,
    response,
    open_round,        // Waiting for an answer when the session closed.
    session_response,  // Mean of one session's answered rounds.
    wait_answered,
    ring_answered,  // Of it, while the offer stood.
    wait_abandoned,
    wait_flowed,
    session,  // First assignment to close.
    stint,
    effort,
    talk,
    wrap_up,
};
BOOST_DESCRIBE_ENUM(Length, first_response_agent, first_response_contact, response, open_round,
                    session_response, wait_answered, ring_answered, wait_abandoned, wait_flowed,
                    session, stint, effort, talk, wrap_up)
inline constexpr std::size_t lengths_count = static_cast<std::size_t>(Length::wrap_up) + 1;

// Limits at which lengths are counted exactly, inclusive.
inline constexpr std::array<int, 14> exact_seconds{5,  10, 15,  20,  25,  30,  45,
                                                   60, 90, 120, 180, 240, 300, 600};

inline constexpr Duration repeat_within = std::chrono::hours(72);
inline constexpr Duration valid_talk = std::chrono::seconds(5);

}  // namespace parley::insight
