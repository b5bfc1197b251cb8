#include "app/webhooks.hpp"
#include "base/enum_names.hpp"
#include "http/api/actions.hpp"
#include "http/api/once.hpp"
#include "http/wire/webhook.hpp"

namespace parley::http {
namespace {

// WebhookBody and WebhookPatch name their common members alike.
template <class Body>
app::WebhookPatch common_of(Body& body) {
    app::WebhookPatch patch;
    patch.url = std::move(body.url);
    patch.description = std::move(body.description);
    if (body.events) patch.events = wire::from_wire(*body.events);
    return patch;
}

Instant now_of(const Call& call) { return call.app().clock.now(); }

Result<std::optional<DeliveryState>> state_of(const Call& call, std::string_view name) {
    const std::string_view text = call.request.query_value(name);
    if (text.empty()) return std::nullopt;
    const auto state = enum_named<DeliveryState>(text);
    if (!state) return refuse(Code::invalid, "unknown_value", {}, "/state");
    return state;
}

}  // namespace

Task<Result<Response>> get_webhooks(Call& call) {
    CO_TRY(const auto views, co_await app::list_webhooks(call.deps.webhooks, call.by_staff()));
    wire::Page<wire::Webhook> page;
    for (const app::WebhookView& view : views)
        page.items.push_back(wire::to_wire(view, now_of(call)));
    co_return json(page);
}

Task<Result<Response>> get_webhook(Call& call) {
    CO_TRY(const WebhookId id, call.id<WebhookId>(0));
    CO_TRY(const auto view, co_await app::get_webhook(call.deps.webhooks, call.by_staff(), id));
    co_return versioned(wire::to_wire(view, now_of(call)));
}

Task<Result<Response>> post_webhook(Call& call) {
    CO_TRY(auto body, call.body<wire::WebhookBody>());
    app::WebhookPatch patch = common_of(body);
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto answer = [now = now_of(call)](const app::WebhookMade& made) {
        return json(wire::to_wire(made, now), 201);
    };
    CO_TRY(const auto made,
           co_await app::create_webhook(call.deps.webhooks, call.by_staff(), std::move(patch),
                                        once.keeping<app::WebhookMade>(answer)));
    co_return answer(made);
}

Task<Result<Response>> patch_webhook(Call& call) {
    CO_TRY(const WebhookId id, call.id<WebhookId>(0));
    CO_TRY(auto body, call.body<wire::WebhookPatch>());
    app::WebhookPatch patch = common_of(body);
    patch.active = body.active;
    const auto version = [](const Webhook& stored) {
        return wire::to_wire(app::WebhookView{stored, {}}, {}).version;
    };
    CO_TRY(const auto view,
           co_await app::update_webhook(call.deps.webhooks, call.by_staff(), id, std::move(patch),
                                        expected_by<Webhook>(call.request, version)));
    co_return versioned(wire::to_wire(view, now_of(call)));
}

Task<Result<Response>> delete_webhook(Call& call) {
    CO_TRY(const WebhookId id, call.id<WebhookId>(0));
    CO_CHECKED(co_await app::delete_webhook(call.deps.webhooks, call.by_staff(), id));
    co_return Response::empty(204);
}

Task<Result<Response>> post_webhook_secret(Call& call) {
    CO_TRY(const WebhookId id, call.id<WebhookId>(0));
    CO_TRY(const auto made,
           co_await app::rotate_webhook_secret(call.deps.webhooks, call.by_staff(), id));
    co_return json(wire::to_wire(made, now_of(call)));
}

Task<Result<Response>> post_webhook_test(Call& call) {
    CO_TRY(const WebhookId id, call.id<WebhookId>(0));
    CO_TRY(const auto delivery,
           co_await app::test_webhook(call.deps.webhooks, call.by_staff(), id));
    co_return json(wire::to_wire(delivery), 202);
}

Task<Result<Response>> get_webhook_deliveries(Call& call) {
    DeliveryQuery query;
    CO_TRY(query.webhook, call.id<WebhookId>(0));
    CO_TRY(query.limit, call.limit());
    CO_TRY(query.cursor, call.cursor());
    CO_TRY(query.state, state_of(call, "state"));
    CO_TRY(const auto found,
           co_await app::list_deliveries(call.deps.webhooks, call.by_staff(), std::move(query)));
    wire::Page<wire::WebhookDelivery> page;
    for (const WebhookDelivery& delivery : found.items)
        page.items.push_back(wire::to_wire(delivery));
    if (!found.next_cursor.empty()) page.next_cursor = found.next_cursor;
    co_return json(page);
}

Task<Result<Response>> post_delivery_replay(Call& call) {
    CO_TRY(const WebhookId id, call.id<WebhookId>(0));
    CO_TRY(const WebhookDeliveryId delivery, call.id<WebhookDeliveryId>(1));
    CO_TRY(const auto waiting,
           co_await app::replay_delivery(call.deps.webhooks, call.by_staff(), id, delivery));
    co_return json(wire::to_wire(waiting), 202);
}

Task<Result<Response>> post_webhook_replay(Call& call) {
    DeliveryQuery query;
    CO_TRY(query.webhook, call.id<WebhookId>(0));
    CO_TRY(const auto body, call.body<wire::WebhookReplayBody>());
    if (body.first_seq.value_or(0) < 0)
        co_return refuse(Code::invalid, "out_of_range", {}, "/first_seq");
    if (body.last_seq.value_or(0) < 0)
        co_return refuse(Code::invalid, "out_of_range", {}, "/last_seq");
    query.first_seq = body.first_seq.value_or(1);  // A test is not worth repeating.
    if (body.last_seq) query.last_seq = *body.last_seq;
    query.state = body.state;
    query.limit = app::webhook_replay_max;
    CO_TRY(const auto replayed,
           co_await app::replay_deliveries(call.deps.webhooks, call.by_staff(), std::move(query)));
    wire::WebhookReplayed answer;
    answer.count = static_cast<std::int64_t>(replayed.count);
    answer.more = replayed.more;
    co_return json(answer, 202);
}

}  // namespace parley::http
