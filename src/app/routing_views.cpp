#include "app/routing_views.hpp"

#include "app/queries.hpp"
#include "app/sessions.hpp"

namespace parley::app {

Task<Result<SessionRouting>> get_routing(App& app, const Staff& staff, SessionId id) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    using Found = std::optional<SessionRouting>;
    std::function<Found(const Floor&)> look = [id,
                                               by = staff.agent.id](const Floor& floor) -> Found {
        const Agent* agent = floor.agent(by);
        const Live* live = floor.live_of(id);
        if (agent == nullptr || live == nullptr || !live->session || !live->work_item) return {};
        if (!sees(*agent, *view_of(floor, *live))) return {};
        return SessionRouting{
            floor.router.explain(live->work_item->id), live->work_item->head_starts, {}};
    };
    CO_TRY(auto found, co_await owner->peek<Found>(std::move(look)));
    if (!found) {
        const auto view = co_await get_session(app, staff, id);
        if (!view) co_return std::unexpected(view.error());
        found.emplace();
    }
    auto kept = [id](Repository& repository) { return repository.routing_decisions(id); };
    found->decisions = co_await read(app, staff.workspace, std::move(kept));
    co_return std::move(*found);
}

Task<Result<routing::QueueView>> get_queue_state(App& app, const Staff& staff, QueueId id) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    using Found = std::optional<routing::QueueView>;
    std::function<Found(const Floor&)> look = [id](const Floor& floor) {
        return floor.router.queue(id);
    };
    CO_TRY(auto found, co_await owner->peek<Found>(std::move(look)));
    if (!found) co_return refuse(Code::not_found, "queue_not_found");
    co_return std::move(*found);
}

}  // namespace parley::app
