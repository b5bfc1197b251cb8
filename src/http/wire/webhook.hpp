// Webhooks, the log of their deliveries, and what is sent to them.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/webhooks.hpp"
#include "codec/types.hpp"
#include "domain/webhook.hpp"
#include "domain/webhook_health.hpp"
#include "http/wire/event.hpp"

namespace parley::wire {

using WebhookEvents = codec::List<EventType, app::webhook_events_max>;

struct Webhook {
    WebhookId id;
    std::string url;
    std::string description;
    std::vector<EventType> events;
    bool active = false;
    WebhookOff off_reason{};
    BreakerState breaker{};
    int failures = 0;
    Instant failing_since;
    Instant open_until;
    Instant succeeded_at;
    Instant former_secret_until;
    Instant created_at;
    std::string version;
};
BOOST_DESCRIBE_STRUCT(Webhook, (),
                      (id, url, description, events, active, off_reason, breaker, failures,
                       failing_since, open_until, succeeded_at, former_secret_until, created_at,
                       version))

struct WebhookMade {
    Webhook webhook;
    std::string secret;
};
BOOST_DESCRIBE_STRUCT(WebhookMade, (), (webhook, secret))

struct WebhookBody {
    std::string url;
    std::optional<std::string> description;
    std::optional<WebhookEvents> events;
};
BOOST_DESCRIBE_STRUCT(WebhookBody, (), (url, description, events))

struct WebhookPatch {
    std::optional<std::string> url;
    std::optional<std::string> description;
    std::optional<WebhookEvents> events;
    std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(WebhookPatch, (), (url, description, events, active))

struct WebhookDelivery {
    WebhookDeliveryId id;
    WebhookId webhook_id;
    std::int64_t event_seq = 0;
    std::string event;
    DeliveryState state{};
    int attempts = 0;
    Instant created_at;
    Instant next_attempt_at;
    Instant attempted_at;
    std::int64_t took_ms = 0;
    int status = 0;
    SendFailure failure{};
    std::string answer;
};
BOOST_DESCRIBE_STRUCT(WebhookDelivery, (),
                      (id, webhook_id, event_seq, event, state, attempts, created_at,
                       next_attempt_at, attempted_at, took_ms, status, failure, answer))

struct WebhookReplayBody {
    std::optional<std::int64_t> first_seq;
    std::optional<std::int64_t> last_seq;
    std::optional<DeliveryState> state;
};
BOOST_DESCRIBE_STRUCT(WebhookReplayBody, (), (first_seq, last_seq, state))

struct WebhookReplayed {
    std::int64_t count = 0;
    bool more = false;
};
BOOST_DESCRIBE_STRUCT(WebhookReplayed, (), (count, more))

// The body of a delivery is one of these two.
struct WebhookEvent {
    codec::Literal<"event"> type;
    WorkspaceId workspace_id;
    std::int64_t seq = 0;
    Instant at;
    EventBody event;
};
BOOST_DESCRIBE_STRUCT(WebhookEvent, (), (type, workspace_id, seq, at, event))

struct WebhookTest {
    codec::Literal<"test"> type;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(WebhookTest, (), (type, at))

using WebhookMessage = std::variant<WebhookEvent, WebhookTest>;

Webhook to_wire(const app::WebhookView& view, Instant now);
WebhookMade to_wire(const app::WebhookMade& made, Instant now);
WebhookDelivery to_wire(const parley::WebhookDelivery& delivery);
std::vector<std::string> from_wire(const WebhookEvents& events);

// What is sent. Staff see it so on the realtime line, those who may see everything.
std::string webhook_text(WorkspaceId workspace, const Published& published, const Links& links);
std::string webhook_test_text(Instant at);

}  // namespace parley::wire
