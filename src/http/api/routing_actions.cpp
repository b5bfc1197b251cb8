#include "app/routing_views.hpp"
#include "http/api/actions.hpp"
#include "http/wire/routing.hpp"

namespace parley::http {

Task<Result<Response>> get_queue_state(Call& call) {
    CO_TRY(const QueueId id, call.id<QueueId>(0));
    CO_TRY(const auto state, co_await app::get_queue_state(call.app(), call.by_staff(), id));
    co_return json(wire::to_wire(state));
}

Task<Result<Response>> get_session_routing(Call& call) {
    CO_TRY(const SessionId id, call.id<SessionId>(0));
    CO_TRY(const auto routing, co_await app::get_routing(call.app(), call.by_staff(), id));
    co_return json(wire::to_wire(id, routing));
}

}  // namespace parley::http
