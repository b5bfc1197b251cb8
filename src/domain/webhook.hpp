// A webhook is an address of somebody else's program that is told of a workspace's events; a
// delivery is one event on its way there.
//
// What a delivery says is not stored: the event's number is, and its content is read when it is
// sent. So a webhook's log holds no personal data but what the receiver itself answers.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "domain/event.hpp"

namespace parley {

// Why it is off: somebody's will, the receiver's answer 410, or days of failures.
enum class WebhookOff { no, by_hand, gone, failing };
BOOST_DESCRIBE_ENUM(WebhookOff, no, by_hand, gone, failing)

struct Webhook {
    static constexpr std::size_t url_max = 2'000;        // Bytes.
    static constexpr std::size_t description_max = 200;  // Characters.
    static constexpr Duration former_secret_kept = 24h;  // After a new one was made.

    WebhookId id;
    std::string url;
    std::string description;
    std::vector<std::string> events;  // Names of event types; empty: all of them.
    bool active = true;
    WebhookOff off_reason = WebhookOff::no;
    std::string secret;  // Sealed, as is the former one, which signs too until `former_until`.
    std::string former_secret;
    Instant former_until;
    std::int64_t after_seq = 0;  // Of the events, those after this one are its own.
    Instant created_at;
};

bool wants(const Webhook& webhook, const Event& event);

enum class DeliveryState { pending, delivered, failed };
BOOST_DESCRIBE_ENUM(DeliveryState, pending, delivered, failed)

// Why an attempt came to nothing. `bad_status`: it was answered, but not with 2xx.
enum class SendFailure {
    none,
    bad_status,
    url_refused,
    name_unknown,
    address_refused,
    connect_failed,
    tls_failed,
    timed_out,
    broken_answer,
    secret_lost,
    event_gone,
};
BOOST_DESCRIBE_ENUM(SendFailure, none, bad_status, url_refused, name_unknown, address_refused,
                    connect_failed, tls_failed, timed_out, broken_answer, secret_lost, event_gone)

struct WebhookDelivery {
    static constexpr std::string_view test_event = "test";
    static constexpr std::size_t answer_max = 1'024;  // Bytes kept of what the receiver said.

    WebhookDeliveryId id;  // The receiver is told it, and drops what it has seen.
    WebhookId webhook;
    std::int64_t event_seq = 0;  // 0: a test.
    std::string event;           // Its type, or `test_event`.
    DeliveryState state = DeliveryState::pending;
    int attempts = 0;
    Instant created_at;
    Instant next_attempt_at;  // While pending.
    Instant attempted_at;     // What follows is of this attempt; epoch: none yet.
    std::int64_t took_ms = 0;
    int status = 0;  // 0: no answer.
    SendFailure failure = SendFailure::none;
    std::string answer;

    bool is_test() const { return event == test_event; }
};

}  // namespace parley
