#include "app/webhooks.hpp"

#include <algorithm>

#include "app/change.hpp"
#include "app/webhook_outcome.hpp"
#include "app/webhook_signature.hpp"
#include "base/enum_names.hpp"
#include "domain/message.hpp"

namespace parley::app {
namespace {

constexpr Permission needed = Permission::settings_write;

Result<> require_look(const Staff& staff) {
    CHECKED(require(staff, KeyScope::settings_read));
    return require(staff.agent, needed);
}

template <class T>
using WebhookDecision = std::function<Result<T>(Floor&, Turn&, const Agent&)>;

void tell(Turn& turn, WebhookId id, EventType type, Actor actor) {
    turn.append(type, actor, Visibility::staff).event.detail = id.text();
}

// The row and the event, and the floor's own copy.
void keep(Floor& floor, Turn& turn, const Webhook& webhook, EventType type, Actor actor) {
    floor.webhooks[webhook.id] = webhook;
    turn.put(webhook);
    tell(turn, webhook.id, type, actor);
}

Result<Webhook> find(const Floor& floor, WebhookId id) {
    const auto found = floor.webhooks.find(id);
    if (found == floor.webhooks.end()) return refuse(Code::not_found, "webhook_not_found");
    return found->second;
}

Result<Webhook> patched(const Floor& floor, Webhook webhook, const WebhookPatch& patch) {
    if (patch.url) webhook.url = *patch.url;
    if (patch.events) webhook.events = *patch.events;
    if (patch.description) {
        CHECKED(check_text(*patch.description, Webhook::description_max, "/description"));
        webhook.description = *patch.description;
    }
    if (patch.active && *patch.active && !webhook.active) {
        webhook.active = true;
        webhook.off_reason = WebhookOff::no;
        webhook.after_seq = floor.next_seq - 1;  // What happened while it was off is not its own.
    } else if (patch.active && !*patch.active && webhook.active) {
        webhook.active = false;
        webhook.off_reason = WebhookOff::by_hand;
    }
    return webhook;
}

Result<> check_url(const WebhookTools& tools, const WebhookPatch& patch) {
    if (!patch.url) return {};
    const SendFailure failure = tools.outbound.check(*patch.url);
    if (failure == SendFailure::none) return {};
    return refuse(Code::invalid, "url_not_allowed", name_of(failure), "/url");
}

Task<WebhookView> seen(const WebhookTools& tools, const Staff& staff, Webhook webhook) {
    auto look = [id = webhook.id](Repository& repository) {
        return health_of(repository.webhook_health(), id);
    };
    WebhookView view;
    view.health = co_await read(tools.app, staff.workspace, look);
    view.webhook = std::move(webhook);
    co_return view;
}

Task<Result<>> check_known(const WebhookTools& tools, const Staff& staff, WebhookId id) {
    auto look = [id](Repository& repository) {
        return std::ranges::any_of(repository.webhooks(),
                                   [id](const Webhook& webhook) { return webhook.id == id; });
    };
    if (!co_await read(tools.app, staff.workspace, look))
        co_return refuse(Code::not_found, "webhook_not_found");
    co_return Result<>{};
}

Task<Result<PageOf<WebhookDelivery>>> deliveries_of(const WebhookTools& tools, const Staff& staff,
                                                    DeliveryQuery query) {
    CO_CHECKED(co_await check_known(tools, staff, query.webhook));
    auto look = [query](Repository& repository) { return repository.webhook_deliveries(query); };
    auto page = co_await read(tools.app, staff.workspace, look);
    if (page.bad_cursor) co_return refuse(Code::invalid, "bad_cursor", {}, "/cursor");
    co_return page;
}

}  // namespace

Task<Result<std::vector<WebhookView>>> list_webhooks(const WebhookTools& tools,
                                                     const Staff& staff) {
    CO_CHECKED(require_look(staff));
    auto look = [](Repository& repository) {
        std::vector<WebhookView> views;
        const auto all_health = repository.webhook_health();
        for (Webhook& webhook : repository.webhooks()) {
            WebhookView& view = views.emplace_back();
            view.health = health_of(all_health, webhook.id);
            view.webhook = std::move(webhook);
        }
        return views;
    };
    co_return co_await read(tools.app, staff.workspace, look);
}

Task<Result<WebhookView>> get_webhook(const WebhookTools& tools, const Staff& staff, WebhookId id) {
    CO_TRY(auto views, co_await list_webhooks(tools, staff));
    for (WebhookView& view : views) {
        if (view.webhook.id == id) co_return std::move(view);
    }
    co_return refuse(Code::not_found, "webhook_not_found");
}

Task<Result<WebhookMade>> create_webhook(const WebhookTools& tools, const Staff& staff,
                                         WebhookPatch body, Once<WebhookMade> once) {
    CO_CHECKED(require_told_settings(staff));
    CO_CHECKED(check_url(tools, body));
    WebhookMade made;
    made.secret = make_webhook_secret(tools.app.rng);
    std::string sealed = tools.seal.close(made.secret, tools.app.rng);
    WebhookDecision<WebhookMade> decide = [body, sealed, made, once](
                                              Floor& floor, Turn& turn,
                                              const Agent& by) -> Result<WebhookMade> {
        CHECKED(first_time(floor, turn, once));
        if (floor.webhooks.size() >= webhooks_max) return refuse(Code::over_limit, "too_many");
        TRY(Webhook webhook, patched(floor, Webhook{}, body));
        webhook.id = turn.make<WebhookId>();
        webhook.secret = sealed;
        webhook.after_seq = floor.next_seq;  // The event that tells of it.
        webhook.created_at = turn.now;
        keep(floor, turn, webhook, EventType::webhook_created, Actor::of(by));
        WebhookMade kept = made;
        kept.view.health.webhook = webhook.id;
        kept.view.webhook = std::move(webhook);
        keep(floor, turn, once, kept);
        return kept;
    };
    co_return co_await change<WebhookMade>(tools.app, staff, needed, std::move(decide));
}

Task<Result<WebhookView>> update_webhook(const WebhookTools& tools, const Staff& staff,
                                         WebhookId id, WebhookPatch patch,
                                         Expected<Webhook> expected) {
    CO_CHECKED(require_told_settings(staff));
    CO_CHECKED(check_url(tools, patch));
    WebhookDecision<Webhook> decide = [id, patch, expected](Floor& floor, Turn& turn,
                                                            const Agent& by) -> Result<Webhook> {
        TRY(const Webhook there, find(floor, id));
        CHECKED(still(expected, there));
        TRY(Webhook webhook, patched(floor, there, patch));
        keep(floor, turn, webhook, EventType::webhook_updated, Actor::of(by));
        if (webhook.active == there.active) return webhook;
        WebhookHealth fresh;  // Whoever switches it on says that it is well again.
        fresh.webhook = id;
        if (webhook.active) turn.put(fresh);
        return webhook;
    };
    CO_TRY(auto webhook, co_await change<Webhook>(tools.app, staff, needed, std::move(decide)));
    tools.wake(staff.workspace);
    co_return co_await seen(tools, staff, std::move(webhook));
}

Task<Result<bool>> delete_webhook(const WebhookTools& tools, const Staff& staff, WebhookId id) {
    CO_CHECKED(require_told_settings(staff));
    WebhookDecision<bool> decide = [id](Floor& floor, Turn& turn, const Agent& by) -> Result<bool> {
        CHECKED(find(floor, id));
        floor.webhooks.erase(id);
        turn.put(ForgetWebhook{id});
        tell(turn, id, EventType::webhook_deleted, Actor::of(by));
        return true;
    };
    co_return co_await change<bool>(tools.app, staff, needed, std::move(decide));
}

Task<Result<WebhookMade>> rotate_webhook_secret(const WebhookTools& tools, const Staff& staff,
                                                WebhookId id) {
    CO_CHECKED(require_told_settings(staff));
    WebhookMade made;
    made.secret = make_webhook_secret(tools.app.rng);
    std::string sealed = tools.seal.close(made.secret, tools.app.rng);
    WebhookDecision<Webhook> decide = [id, sealed](Floor& floor, Turn& turn,
                                                   const Agent& by) -> Result<Webhook> {
        TRY(Webhook webhook, find(floor, id));
        webhook.former_secret = std::exchange(webhook.secret, sealed);
        webhook.former_until = turn.now + Webhook::former_secret_kept;
        keep(floor, turn, webhook, EventType::webhook_updated, Actor::of(by));
        return webhook;
    };
    CO_TRY(auto webhook, co_await change<Webhook>(tools.app, staff, needed, std::move(decide)));
    made.view = co_await seen(tools, staff, std::move(webhook));
    co_return made;
}

Task<Result<WebhookDelivery>> test_webhook(const WebhookTools& tools, const Staff& staff,
                                           WebhookId id) {
    CO_CHECKED(require_told_settings(staff));
    WebhookDecision<WebhookDelivery> decide = [id](Floor& floor, Turn& turn,
                                                   const Agent&) -> Result<WebhookDelivery> {
        TRY(const Webhook webhook, find(floor, id));
        if (!webhook.active) return refuse(Code::conflict, "webhook_off");
        WebhookDelivery delivery;
        delivery.id = turn.make<WebhookDeliveryId>();
        delivery.webhook = id;
        delivery.event = WebhookDelivery::test_event;
        delivery.created_at = turn.now;  // Its attempt is due since ever: before all others.
        turn.put(delivery);
        return delivery;
    };
    CO_TRY(auto delivery,
           co_await change<WebhookDelivery>(tools.app, staff, needed, std::move(decide)));
    tools.wake(staff.workspace);
    co_return delivery;
}

Task<Result<PageOf<WebhookDelivery>>> list_deliveries(const WebhookTools& tools, const Staff& staff,
                                                      DeliveryQuery query) {
    CO_CHECKED(require_look(staff));
    co_return co_await deliveries_of(tools, staff, std::move(query));
}

Task<Result<WebhookDelivery>> replay_delivery(const WebhookTools& tools, const Staff& staff,
                                              WebhookId webhook, WebhookDeliveryId id) {
    CO_CHECKED(require_told_settings(staff));
    CO_CHECKED(co_await check_known(tools, staff, webhook));
    auto look = [id](Repository& repository) { return repository.webhook_delivery(id); };
    auto delivery = co_await read(tools.app, staff.workspace, look);
    if (!delivery || delivery->webhook != webhook)
        co_return refuse(Code::not_found, "delivery_not_found");
    WebhookDecision<Instant> decide = [id](Floor&, Turn& turn, const Agent&) -> Result<Instant> {
        turn.put(WebhookReplay{id, turn.now});
        return turn.now;
    };
    CO_TRY(delivery->next_attempt_at,
           co_await change<Instant>(tools.app, staff, needed, std::move(decide)));
    delivery->state = DeliveryState::pending;
    delivery->attempts = 0;
    tools.wake(staff.workspace);
    co_return *delivery;
}

Task<Result<Replayed>> replay_deliveries(const WebhookTools& tools, const Staff& staff,
                                         DeliveryQuery query) {
    CO_CHECKED(require_told_settings(staff));
    query.limit = std::min(query.limit, webhook_replay_max);
    CO_TRY(const auto page, co_await deliveries_of(tools, staff, query));
    WebhookDecision<bool> decide = [items = page.items](Floor&, Turn& turn,
                                                        const Agent&) -> Result<bool> {
        for (const WebhookDelivery& delivery : items)
            turn.put(WebhookReplay{delivery.id, turn.now});
        return true;
    };
    CO_CHECKED(co_await change<bool>(tools.app, staff, needed, std::move(decide)));
    tools.wake(staff.workspace);
    Replayed replayed;
    replayed.count = page.items.size();
    replayed.more = !page.next_cursor.empty();
    co_return replayed;
}

Task<> switch_off_webhook(App& app, WorkspaceId workspace, WebhookId id, WebhookOff reason) {
    const auto owner = app.workspaces.find(workspace);
    if (!owner) co_return;
    std::function<Result<bool>(Floor&, Turn&)> decide = [id, reason](Floor& floor,
                                                                     Turn& turn) -> Result<bool> {
        const auto found = floor.webhooks.find(id);
        if (found == floor.webhooks.end() || !found->second.active) return false;
        Webhook webhook = found->second;
        webhook.active = false;
        webhook.off_reason = reason;
        keep(floor, turn, webhook, EventType::webhook_updated, Actor::system());
        return true;
    };
    co_await owner->run<bool>(std::move(decide));
}

}  // namespace parley::app
