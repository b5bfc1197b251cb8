#include "app/routing_views.hpp"

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
        auto now = floor.router.explain(live->work_item->id);
        if (!now) return {};
        return SessionRouting{std::move(*now),
                              live->work_item->head_starts,
                              live->entry,
                              {live->decisions.begin(), live->decisions.end()}};
    };
    CO_TRY(auto found, co_await owner->peek<Found>(std::move(look)));
    if (found) co_return std::move(*found);
    const Error error{Code::not_found, "session_not_found", {}, {}};
    co_return std::unexpected(co_await why_not_open(app, staff, id, error));
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
