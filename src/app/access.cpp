#include "app/access.hpp"

#include <algorithm>

namespace parley::app {

Result<> require(const Agent& agent, Permission permission) {
    if (agent.active && may(agent.role, permission)) return {};
    return refuse(Code::forbidden, "permission_missing");
}

Scope scope_of(const Agent& agent) {
    Scope scope;
    scope.all = may(agent.role, Permission::session_read_all);
    scope.agent = agent.id;
    scope.queues = agent.queues;
    return scope;
}

bool in_scope(const Scope& scope, QueueId queue, AgentId agent) {
    if (scope.all) return true;
    if (agent && agent == scope.agent) return true;
    return std::ranges::find(scope.queues, queue) != scope.queues.end();
}

Result<> require_serving(const Agent& agent, const Session& session) {
    if (session.agent == agent.id && agent.active) return {};
    return require(agent, Permission::session_manage);
}

bool visible_to_staff(const Scope& scope, const Event& event) {
    if (scope.all || !event.conversation) return true;
    if (in_scope(scope, event.queue, event.agent)) return true;
    const bool moved = event.former_queue || event.former_agent;
    return moved && in_scope(scope, event.former_queue, event.former_agent);
}

bool visible_to_visitor(ConversationId own, const Event& event) {
    return event.visibility == Visibility::everyone && event.conversation &&
           event.conversation == own;
}

}  // namespace parley::app
