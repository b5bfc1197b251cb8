#include "app/settings.hpp"
#include "http/api/actions.hpp"
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
    return patch;
}

}  // namespace

Task<Result<Response>> get_queues(Call& call) {
    CO_TRY(const auto queues, co_await app::list_queues(call.app(), call.by_staff()));
    co_return page_of<wire::Queue>(call, queues);
}

Task<Result<Response>> post_queue(Call& call) {
    CO_TRY(auto body, call.body<wire::QueueBody>());
    app::QueuePatch patch = common_of(body);
    CO_TRY(const Queue queue,
           co_await app::create_queue(call.app(), call.by_staff(), std::move(patch)));
    co_return json(wire::to_wire(queue), 201);
}

Task<Result<Response>> patch_queue(Call& call) {
    CO_TRY(const QueueId id, call.id<QueueId>(0));
    CO_TRY(auto body, call.body<wire::QueuePatch>());
    app::QueuePatch patch = common_of(body);
    patch.active = body.active;
    CO_TRY(const Queue queue,
           co_await app::update_queue(call.app(), call.by_staff(), id, std::move(patch)));
    co_return json(wire::to_wire(queue));
}

}  // namespace parley::http
