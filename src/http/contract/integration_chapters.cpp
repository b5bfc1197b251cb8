// For programs that follow what happens: the stream to be pulled, and webhooks.
#include "http/contract/chapters.hpp"
#include "http/wire/event_page.hpp"
#include "http/wire/routing_hook.hpp"
#include "http/wire/webhook.hpp"

namespace parley::http {
namespace {

constexpr Operation events[] = {
    {.call = "GET /api/v1/events",
     .id = "pull_events",
     .summary = "What happened after a number, as on the realtime line.",
     .gives = one<wire::EventPage>,
     .query = "after wait limit",
     .refuses = "400 bad_cursor 429 too_many_waiting",
     .scope = KeyScope::events_read,
     .more =
         "Only what the caller may see, each with the number of the one before it. With `wait`, "
         "an empty answer is held back until something happens. `next` is the `after` of the "
         "next request."},
};

// A webhook is told everything, so whoever sets one up must be allowed to be told.
constexpr std::string_view by_key = "An API key needs `events_read`, too.";

constexpr Operation webhooks[] = {
    {.call = "GET /api/v1/webhooks",
     .id = "list_webhooks",
     .summary = "All webhooks, oldest first, on one page.",
     .gives = page<wire::Webhook>,
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_read},
    {.call = "POST /api/v1/webhooks",
     .id = "create_webhook",
     .summary = "Has events sent to an address; the answer alone holds the secret.",
     .takes = one<wire::WebhookBody>,
     .gives = one<wire::WebhookMade>,
     .status = 201,
     .refuses = "400 url_not_allowed text_too_long control_character 429 too_many",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .may_repeat = true,
     .more = by_key},
    {.call = "GET /api/v1/webhooks/{id}",
     .id = "get_webhook",
     .summary = "One webhook, with how its receiver fares.",
     .gives = one<wire::Webhook>,
     .refuses = "404 webhook_not_found",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_read},
    {.call = "PATCH /api/v1/webhooks/{id}",
     .id = "update_webhook",
     .summary = "Changes a webhook, or switches it on or off; what is absent stays.",
     .takes = one<wire::WebhookPatch>,
     .gives = one<wire::Webhook>,
     .refuses = "400 url_not_allowed text_too_long control_character 404 webhook_not_found",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .is_versioned = true,
     .more = by_key},
    {.call = "DELETE /api/v1/webhooks/{id}",
     .id = "delete_webhook",
     .summary = "Removes a webhook and its log.",
     .status = 204,
     .refuses = "404 webhook_not_found",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .more = by_key},
    {.call = "POST /api/v1/webhooks/{id}/secret",
     .id = "rotate_webhook_secret",
     .summary = "Makes another secret; the one before it signs too for 24 hours.",
     .gives = one<wire::WebhookMade>,
     .refuses = "404 webhook_not_found",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .more = by_key},
    {.call = "POST /api/v1/webhooks/{id}/test",
     .id = "test_webhook",
     .summary = "Sends a test, once and at once.",
     .gives = one<wire::WebhookDelivery>,
     .status = 202,
     .refuses = "404 webhook_not_found 409 webhook_off",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .more = by_key},
    {.call = "GET /api/v1/webhooks/{id}/deliveries",
     .id = "list_deliveries",
     .summary = "The log of a webhook, newest first.",
     .gives = page<wire::WebhookDelivery>,
     .query = "state limit cursor",
     .refuses = "400 unknown_value 404 webhook_not_found",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_read},
    {.call = "POST /api/v1/webhooks/{id}/deliveries/{delivery}/replay",
     .id = "replay_delivery",
     .summary = "Sends a delivery again, under its id.",
     .gives = one<wire::WebhookDelivery>,
     .status = 202,
     .refuses = "404 webhook_not_found delivery_not_found",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .more = by_key},
    {.call = "POST /api/v1/webhooks/{id}/replay",
     .id = "replay_deliveries",
     .summary = "Sends again what is in the log, the newest 1,000 at a time.",
     .takes = one<wire::WebhookReplayBody>,
     .gives = one<wire::WebhookReplayed>,
     .status = 202,
     .refuses = "404 webhook_not_found",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .more = by_key},
};

constexpr Operation routing_hook[] = {
    {.call = "GET /api/v1/routing-hook",
     .id = "get_routing_hook",
     .summary = "The program that is asked where sessions go, and how it fares.",
     .gives = one<wire::RoutingHook>,
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_read},
    {.call = "PATCH /api/v1/routing-hook",
     .id = "update_routing_hook",
     .summary = "Sets the address that is asked, or switches it on or off; what is absent stays.",
     .takes = one<wire::RoutingHookPatch>,
     .gives = one<wire::RoutingHook>,
     .refuses = "400 url_not_allowed missing_field out_of_range text_too_long control_character "
                "404 queue_not_found",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .is_versioned = true,
     .more = "The first address makes the secret, which that answer alone holds. An API key needs "
             "`events_read`, too."},
    {.call = "POST /api/v1/routing-hook/secret",
     .id = "rotate_routing_hook_secret",
     .summary = "Makes a new secret, which signs from now on alone.",
     .gives = one<wire::RoutingHook>,
     .refuses = "409 routing_hook_unset",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .more = by_key},
    {.call = "POST /api/v1/routing-hook/trial",
     .id = "try_routing_hook",
     .summary =
         "Asks it now about a made-up session, and shows what was said and how long it took.",
     .takes = one<wire::RoutingHookTrialBody>,
     .gives = one<wire::RoutingHookTrial>,
     .refuses = "400 text_too_long control_character 404 inbox_not_found 409 routing_hook_unset",
     .needs = Permission::settings_write,
     .scope = KeyScope::settings_write,
     .more = by_key},
};

}  // namespace

Chapter events_chapter() { return {"Events", "The stream of what happens, pulled.", events}; }

Chapter webhooks_chapter() {
    return {"Webhooks", "Events sent to a program's own address, signed.", webhooks};
}

Chapter routing_hook_chapter() {
    return {"Routing hook", "A program of one's own that says where sessions go.", routing_hook};
}

}  // namespace parley::http
