// The live floor, and what supervisors do to it.
#include "app/calls/supervising.hpp"
#include "app/floor_view.hpp"
#include "app/supervision.hpp"
#include "http/api/actions.hpp"
#include "http/wire/call.hpp"
#include "http/wire/floor.hpp"
#include "http/wire/session.hpp"

namespace parley::http {

Task<Result<Response>> get_floor(Call& call) {
    CO_TRY(const auto view, co_await app::get_floor(call.app(), call.by_staff()));
    co_return json(wire::to_wire(view));
}

Task<Result<Response>> post_agent_presence(Call& call) {
    CO_TRY(const AgentId id, call.id<AgentId>(0));
    CO_TRY(auto body, call.body<wire::PresenceBody>());
    std::string reason = std::move(body.reason).value_or("");
    CO_TRY(const Agent agent, co_await app::set_presence_of(call.app(), call.by_staff(), id,
                                                            body.presence, std::move(reason)));
    co_return json(wire::to_wire(agent));
}

Task<Result<Response>> post_agent_reassign(Call& call) {
    CO_TRY(const AgentId id, call.id<AgentId>(0));
    CO_TRY(const auto body, call.body<wire::ReassignBody>());
    app::Reassignment to;
    to.queue = body.queue_id.value_or(QueueId{});
    to.agent = body.agent_id.value_or(AgentId{});
    CO_TRY(const auto sessions, co_await app::reassign(call.app(), call.by_staff(), id, to));
    co_return json(wire::Reassigned{.sessions = static_cast<int>(sessions)});
}

Task<Result<Response>> post_take(Call& call) {
    CO_TRY(const SessionId id, call.id<SessionId>(0));
    CO_TRY(const auto session, co_await app::take_session(call.app(), call.by_staff(), id));
    co_return json(wire::to_wire(*session, call.links()));
}

Task<Result<Response>> post_call_supervise(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(auto body, call.body<wire::SuperviseBody>());
    CO_TRY(auto answer,
           co_await app::supervise_call(call.app(), call.deps.telephone, call.by_staff(), id,
                                        body.mode, std::move(body.offer)));
    co_return json(wire::BrowserAnswer{std::move(answer)});
}

Task<Result<Response>> post_call_supervision(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(const auto body, call.body<wire::SupervisionBody>());
    CO_TRY(const auto answer,
           co_await app::change_supervision(call.app(), call.by_staff(), id, body.mode));
    co_return json(wire::to_wire(*answer));
}

}  // namespace parley::http
