#include "app/settings.hpp"
#include "http/api/actions.hpp"
#include "http/api/keyset_page.hpp"
#include "http/api/once.hpp"
#include "http/wire/queue.hpp"

namespace parley::http {
namespace {

// QueueBody and QueuePatch name their common members alike.
template <class Body>
app::QueuePatch common_of(Body& body) {
    app::QueuePatch patch;
    patch.name = std::move(body.name);
    patch.strategy = body.strategy;
    patch.skills = std::move(body.skills);
    patch.share = body.share;
    patch.offer_seconds = body.offer_seconds;
    if (body.overflow_queue_id.is_present()) {
        const auto& queue = body.overflow_queue_id.value();
        patch.overflow_queue = queue ? *queue : QueueId{};
    }
    patch.overflow_after_seconds = body.overflow_after_seconds;
    patch.wrap_up_seconds = body.wrap_up_seconds;
    patch.waiting_max = body.waiting_max;
    patch.familiar_seconds = body.familiar_seconds;
    patch.answer_seconds = body.answer_seconds;
    if (body.steps) patch.steps = wire::from_wire(*body.steps);
    patch.alert_waiting = body.alert_waiting;
    patch.alert_wait_seconds = body.alert_wait_seconds;
    patch.alert_unstaffed = body.alert_unstaffed;
    if (body.calendar_id.is_present()) {
        const auto& calendar = body.calendar_id.value();
        patch.calendar = calendar ? *calendar : CalendarId{};
    }
    patch.closed = body.closed;
    patch.closed_text = std::move(body.closed_text);
    if (body.closed_queue_id.is_present()) {
        const auto& queue = body.closed_queue_id.value();
        patch.closed_queue = queue ? *queue : QueueId{};
    }
    patch.wrap_up_codes = body.wrap_up_codes;
    patch.wrap_up_extensions_max = body.wrap_up_extensions_max;
    patch.wrap_up_extend_seconds = body.wrap_up_extend_seconds;
    patch.guest_share = body.guest_share;
    patch.picking = body.picking;
    patch.interruptible = body.interruptible;
    patch.when_full = body.when_full;
    patch.left_messages_max = body.left_messages_max;
    patch.callback_attempts_max = body.callback_attempts_max;
    patch.callback_retry_seconds = body.callback_retry_seconds;
    patch.callback_key = std::move(body.callback_key);
    return patch;
}

}  // namespace

Task<Result<Response>> get_queues(Call& call) {
    CO_TRY(const auto queues, co_await app::list_queues(call.app(), call.by_staff()));
    co_return page_by_name(call, queues, [](const Queue& one) { return wire::to_wire(one); });
}

Task<Result<Response>> get_queue(Call& call) {
    CO_TRY(const QueueId id, call.id<QueueId>(0));
    CO_TRY(const Queue queue, co_await app::get_queue(call.app(), call.by_staff(), id));
    co_return versioned(wire::to_wire(queue));
}

Task<Result<Response>> post_queue(Call& call) {
    CO_TRY(auto body, call.body<wire::QueueBody>());
    app::QueuePatch patch = common_of(body);
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto answer = [](const Queue& made) { return json(wire::to_wire(made), 201); };
    CO_TRY(const Queue queue,
           co_await app::create_queue(call.app(), call.by_staff(), std::move(patch),
                                      once.keeping<Queue>(answer)));
    co_return answer(queue);
}

Task<Result<Response>> patch_queue(Call& call) {
    CO_TRY(const QueueId id, call.id<QueueId>(0));
    CO_TRY(auto body, call.body<wire::QueuePatch>());
    app::QueuePatch patch = common_of(body);
    patch.active = body.active;
    const auto version = [](const Queue& stored) { return wire::to_wire(stored).version; };
    CO_TRY(const Queue queue,
           co_await app::update_queue(call.app(), call.by_staff(), id, std::move(patch),
                                      expected_by<Queue>(call.request, version)));
    co_return versioned(wire::to_wire(queue));
}

}  // namespace parley::http
