#include "app/hook_settings.hpp"
#include "http/api/actions.hpp"
#include "http/api/etag.hpp"
#include "http/wire/routing_hook.hpp"

namespace parley::http {
namespace {

constexpr auto hook_version = [](const RoutingHook& hook) {
    return wire::to_wire(app::HookView{hook, {}}).version;
};

}  // namespace

Task<Result<Response>> get_routing_hook(Call& call) {
    CO_TRY(const auto view, co_await app::get_hook(call.deps.routing_hook, call.by_staff()));
    co_return versioned(wire::to_wire(view));
}

Task<Result<Response>> patch_routing_hook(Call& call) {
    CO_TRY(auto body, call.body<wire::RoutingHookPatch>());
    app::HookPatch patch;
    patch.active = body.active;
    patch.url = std::move(body.url);
    patch.timeout_ms = body.timeout_ms;
    if (body.queue_ids) patch.queues = std::move(*body.queue_ids);
    CO_TRY(const auto made,
           co_await app::update_hook(call.deps.routing_hook, call.by_staff(), std::move(patch),
                                     expected_by<RoutingHook>(call.request, hook_version)));
    co_return versioned(wire::to_wire(made));
}

Task<Result<Response>> post_routing_hook_secret(Call& call) {
    CO_TRY(const auto made,
           co_await app::rotate_hook_secret(call.deps.routing_hook, call.by_staff()));
    co_return json(wire::to_wire(made));
}

Task<Result<Response>> post_routing_hook_trial(Call& call) {
    CO_TRY(auto body, call.body<wire::RoutingHookTrialBody>());
    app::HookTrial trial;
    trial.inbox = body.inbox_id.value_or(InboxId{});
    trial.message = std::move(body.message).value_or("");
    CO_TRY(const auto exchange,
           co_await app::try_hook(call.deps.routing_hook, call.by_staff(), std::move(trial)));
    co_return json(wire::to_wire(exchange));
}

}  // namespace parley::http
