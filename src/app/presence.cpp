#include "app/presence.hpp"

#include "app/lifecycle.hpp"

namespace parley::app {
namespace {

void connected(Floor& floor, Turn& turn, AgentId id) {
    const Agent* agent = floor.agent(id);
    if (agent == nullptr) return;
    Attendance& attendance = floor.attendance[id];
    ++attendance.connections;
    attendance.absent_since.reset();
    const bool was_lost =
        agent->presence == Presence::offline && agent->presence_reason == connection_lost;
    if (was_lost && attendance.before_lost != Presence::offline)
        set_presence(floor, turn, id, attendance.before_lost, {}, Actor::system());
}

void disconnected(Floor& floor, Turn& turn, AgentId id, std::optional<Instant> last_heard) {
    const Agent* agent = floor.agent(id);
    const auto found = floor.attendance.find(id);
    // After a rebuild the counts start at none, and old connections may still be closing.
    if (agent == nullptr || found == floor.attendance.end() || found->second.connections == 0)
        return;
    if (--found->second.connections > 0) return;
    if (agent->presence == Presence::offline) return;
    const bool was_silent = last_heard && turn.now - *last_heard > lost_after;
    found->second.absent_since = was_silent ? *last_heard : turn.now;
}

template <class Change>
void submit(Owner& owner, Change change) {
    owner.submit(
        [change](Floor& floor, Turn& turn) -> Result<> {
            change(floor, turn);
            return {};
        },
        [](const Result<>&) {});
}

}  // namespace

Result<> check_presence_reason(std::string_view reason) {
    if (is_presence_word(reason)) return {};
    return refuse(Code::invalid, "bad_presence_reason", {}, "/reason");
}

Result<> check_presence_reason(const Floor& floor, const Agent& agent, std::string_view reason) {
    if (reason.empty()) return {};
    if (agent.presence == Presence::away && agent.presence_reason == reason) return {};
    const PresenceReason* known = floor.presence_reason(reason);
    if (known != nullptr && known->active) return {};
    return refuse(Code::not_found, "presence_reason_not_found", {}, "/reason");
}

Task<Result<Agent>> set_own_presence(App& app, const Staff& staff, Presence presence,
                                     std::string reason) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    CO_CHECKED(check_presence_reason(reason));
    if (presence != Presence::away) reason.clear();
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Result<Agent>(Floor&, Turn&)> decide =
        [id = staff.agent.id, presence, reason](Floor& floor, Turn& turn) -> Result<Agent> {
        const Agent* agent = floor.agent(id);
        if (agent == nullptr || !agent->active)
            return refuse(Code::forbidden, "permission_missing");
        CHECKED(check_presence_reason(floor, *agent, reason));
        const Actor actor = Actor::of(*agent);
        Attendance& attendance = floor.attendance[id];
        // Said without any connection (by REST): counts as present for as long as a lost one would.
        if (attendance.connections == 0)
            attendance.absent_since =
                presence == Presence::offline ? std::nullopt : std::optional<Instant>(turn.now);
        set_presence(floor, turn, id, presence, reason, actor);
        return *floor.agent(id);
    };
    co_return co_await owner->run<Agent>(std::move(decide));
}

Task<Result<Agent>> end_own_wrap_up(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Result<Agent>(Floor&, Turn&)> decide =
        [id = staff.agent.id](Floor& floor, Turn& turn) -> Result<Agent> {
        const Agent* agent = floor.agent(id);
        if (agent == nullptr || !agent->active)
            return refuse(Code::forbidden, "permission_missing");
        route(floor, turn, routing::WrapUpDone{id}, Actor::of(*agent));
        return *floor.agent(id);
    };
    co_return co_await owner->run<Agent>(std::move(decide));
}

Task<Result<Agent>> extend_own_wrap_up(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Result<Agent>(Floor&, Turn&)> decide =
        [id = staff.agent.id](Floor& floor, Turn& turn) -> Result<Agent> {
        const Agent* agent = floor.agent(id);
        if (agent == nullptr || !agent->active)
            return refuse(Code::forbidden, "permission_missing");
        if (agent->wrap_up_until <= turn.now) return refuse(Code::conflict, "not_wrapping_up");
        const Queue* queue = floor.queue(agent->wrap_up_queue);
        if (queue == nullptr || agent->wrap_up_extensions >= queue->wrap_up_extensions_max)
            return refuse(Code::conflict, "wrap_up_not_extendable");
        const Duration by = std::chrono::seconds(queue->wrap_up_extend_seconds);
        route(floor, turn, routing::WrapUpExtended{id, by}, Actor::of(*agent));
        return *floor.agent(id);
    };
    co_return co_await owner->run<Agent>(std::move(decide));
}

void agent_connected(App& app, WorkspaceId workspace, AgentId agent) {
    if (const auto owner = app.workspaces.came(workspace, agent)) {
        tell_connected(*owner, agent);
    } else if (app.cluster != nullptr) {
        app.cluster->attendance_changed(workspace);
    }
}

void agent_disconnected(App& app, WorkspaceId workspace, AgentId agent,
                        std::optional<Instant> last_heard) {
    if (const auto owner = app.workspaces.went(workspace, agent)) {
        tell_disconnected(*owner, agent, last_heard);
    } else if (app.cluster != nullptr) {
        app.cluster->attendance_changed(workspace);
    }
}

void tell_connected(Owner& owner, AgentId agent) {
    submit(owner, [agent](Floor& floor, Turn& turn) { connected(floor, turn, agent); });
}

void tell_disconnected(Owner& owner, AgentId agent, std::optional<Instant> last_heard) {
    submit(owner, [agent, last_heard](Floor& floor, Turn& turn) {
        disconnected(floor, turn, agent, last_heard);
    });
}

}  // namespace parley::app
