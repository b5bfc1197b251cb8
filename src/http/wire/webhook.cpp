#include "http/wire/webhook.hpp"

#include "base/enum_names.hpp"
#include "codec/write.hpp"
#include "http/wire/version.hpp"

namespace parley::wire {

namespace {

// How its receiver fares, which secrets sign and why it is off are no settings.
std::string version_of_settings(Webhook webhook) {
    webhook.off_reason = {};
    webhook.breaker = {};
    webhook.failures = 0;
    webhook.failing_since = webhook.open_until = webhook.succeeded_at = {};
    webhook.former_secret_until = {};
    return version_of(webhook);
}

}  // namespace

Webhook to_wire(const app::WebhookView& view, Instant now) {
    const parley::Webhook& webhook = view.webhook;
    std::vector<EventType> events;
    for (const std::string& name : webhook.events) {
        if (const auto type = enum_named<EventType>(name)) events.push_back(*type);
    }
    Webhook wire{.id = webhook.id,
                 .url = webhook.url,
                 .description = webhook.description,
                 .events = std::move(events),
                 .active = webhook.active,
                 .off_reason = webhook.off_reason,
                 .breaker = view.health.breaker(now),
                 .failures = view.health.failures,
                 .failing_since = view.health.failing_since,
                 .open_until = view.health.open_until,
                 .succeeded_at = view.health.succeeded_at,
                 .former_secret_until = webhook.former_until,
                 .created_at = webhook.created_at,
                 .version = {}};
    wire.version = version_of_settings(wire);
    return wire;
}

WebhookMade to_wire(const app::WebhookMade& made, Instant now) {
    return {.webhook = to_wire(made.view, now), .secret = made.secret};
}

WebhookDelivery to_wire(const parley::WebhookDelivery& delivery) {
    return {.id = delivery.id,
            .webhook_id = delivery.webhook,
            .event_seq = delivery.event_seq,
            .event = delivery.event,
            .state = delivery.state,
            .attempts = delivery.attempts,
            .created_at = delivery.created_at,
            .next_attempt_at = delivery.next_attempt_at,
            .attempted_at = delivery.attempted_at,
            .took_ms = delivery.took_ms,
            .status = delivery.status,
            .failure = delivery.failure,
            .answer = delivery.answer};
}

std::vector<std::string> from_wire(const WebhookEvents& events) {
    std::vector<std::string> names;
    for (const EventType type : events) names.emplace_back(name_of(type));
    return names;
}

std::string webhook_text(WorkspaceId workspace, const Published& published, const Links& links) {
    WebhookEvent message;
    message.workspace_id = workspace;
    message.seq = published.event.seq;
    message.at = published.event.at;
    message.event = to_staff_wire(published, links);
    return codec::to_json(message);
}

std::string webhook_test_text(Instant at) {
    WebhookTest message;
    message.at = at;
    return codec::to_json(message);
}

}  // namespace parley::wire
