// Webhooks as administrators set them up, look at their log, and repeat what was lost.
//
// All need settings_write, to look too: an address may hold a secret of the receiver's. An event
// (webhook_created, _updated, _deleted) tells of each change; its detail is the webhook's id.
#pragma once

#include "app/access.hpp"
#include "app/expected.hpp"
#include "app/once.hpp"
#include "base/seal.hpp"
#include "ports/outbound.hpp"

namespace parley::app {

constexpr std::size_t webhooks_max = 50;        // Of one workspace; over_limit "too_many" beyond.
constexpr std::size_t webhook_events_max = 50;  // Types that one webhook names.
constexpr std::size_t webhook_replay_max = 1'000;  // Deliveries repeated by one request.

// What these functions need beside the App. `wake` lets the sender look at once.
struct WebhookTools {
    App& app;
    const Outbound& outbound;
    const Seal& seal;
    std::function<void(WorkspaceId)> wake;
};

struct WebhookView {
    Webhook webhook;
    WebhookHealth health;
};

struct WebhookMade {
    WebhookView view;
    std::string secret;  // Told this once.
};

struct WebhookPatch {
    std::optional<std::string> url, description;
    std::optional<std::vector<std::string>> events;
    std::optional<bool> active;
};

// Refuse not_found "webhook_not_found" or "delivery_not_found", invalid "url_not_allowed" (with
// what the guard says) and "text_too_long", over_limit "too_many", conflict "webhook_off" (a test
// of one that is off).
Task<Result<std::vector<WebhookView>>> list_webhooks(const WebhookTools& tools, const Staff& staff);
Task<Result<WebhookView>> get_webhook(const WebhookTools& tools, const Staff& staff, WebhookId id);
Task<Result<WebhookMade>> create_webhook(const WebhookTools& tools, const Staff& staff,
                                         WebhookPatch body, Once<WebhookMade> once = {});
Task<Result<WebhookView>> update_webhook(const WebhookTools& tools, const Staff& staff,
                                         WebhookId id, WebhookPatch patch,
                                         Expected<Webhook> expected = nullptr);
Task<Result<bool>> delete_webhook(const WebhookTools& tools, const Staff& staff, WebhookId id);
// The one before signs too for a day.
Task<Result<WebhookMade>> rotate_webhook_secret(const WebhookTools& tools, const Staff& staff,
                                                WebhookId id);
Task<Result<WebhookDelivery>> test_webhook(const WebhookTools& tools, const Staff& staff,
                                           WebhookId id);

// Also refuses invalid "bad_cursor".
Task<Result<PageOf<WebhookDelivery>>> list_deliveries(const WebhookTools& tools, const Staff& staff,
                                                      DeliveryQuery query);
Task<Result<WebhookDelivery>> replay_delivery(const WebhookTools& tools, const Staff& staff,
                                              WebhookId webhook, WebhookDeliveryId id);
struct Replayed {
    std::size_t count = 0;
    bool more = false;  // There are more such: ask again with what is left.
};
// The query's limit is webhook_replay_max at most; the newest go first.
Task<Result<Replayed>> replay_deliveries(const WebhookTools& tools, const Staff& staff,
                                         DeliveryQuery query);

// By nobody's hand; nothing where it is off or gone already.
Task<> switch_off_webhook(App& app, WorkspaceId workspace, WebhookId id, WebhookOff reason);

}  // namespace parley::app
