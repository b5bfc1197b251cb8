#include "app/access.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/enum_names.hpp"

namespace parley::app {
namespace {

bool has(const Staff& staff, KeyScope scope) {
    return !staff.key || std::ranges::find(staff.key->scopes, scope) != staff.key->scopes.end();
}

// The scope without which a permission is of no use.
KeyScope scope_for(Permission permission) {
    switch (permission) {
        case Permission::session_serve:
        case Permission::call_dial:
        case Permission::recording_delete:
        case Permission::session_manage: return KeyScope::sessions_write;
        case Permission::recording_play:
        case Permission::session_read_all: return KeyScope::sessions_read;
        case Permission::settings_read: return KeyScope::settings_read;
        case Permission::settings_write: return KeyScope::settings_write;
        case Permission::agent_manage: return KeyScope::agents_write;
    }
    PARLEY_ASSERT(false);
}

}  // namespace

Result<> require(const Agent& agent, Permission permission) {
    if (agent.active && may(agent.role, permission)) return {};
    return refuse(Code::forbidden, "permission_missing");
}

Result<> require(const Staff& staff, KeyScope scope) {
    if (has(staff, scope)) return {};
    return refuse(Code::forbidden, "scope_missing", name_of(scope));
}

Result<> require_person(const Staff& staff) {
    if (!staff.key) return {};
    return refuse(Code::forbidden, "not_by_api_key");
}

bool has_expired(const Staff& staff, Instant now) {
    return staff.key && staff.key->expires_at != Instant{} && staff.key->expires_at <= now;
}

std::vector<Permission> permissions_of(const Staff& staff) {
    std::vector<Permission> held = parley::permissions_of(staff.agent.role);
    std::erase_if(held, [&](Permission each) { return !has(staff, scope_for(each)); });
    return held;
}

Scope scope_of(const Agent& agent) {
    Scope scope;
    scope.all = may(agent.role, Permission::session_read_all);
    scope.agent = agent.id;
    scope.queues = agent.queues;
    return scope;
}

Result<> require_told_settings(const Staff& staff) {
    CHECKED(require(staff, KeyScope::settings_write));
    CHECKED(require(staff, KeyScope::events_read));
    return require(staff.agent, Permission::settings_write);
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

Result<> require_speaking(const Agent& agent, const Session& session,
                          const std::vector<Colleague>& colleagues) {
    const bool is_invited = std::ranges::any_of(colleagues, [&](const Colleague& each) {
        return each.agent == agent.id && each.has_joined() && each.kind == ColleagueKind::invite;
    });
    if (is_invited && agent.active) return {};
    return require_serving(agent, session);
}

bool has_part(AgentId agent, const std::vector<Colleague>& colleagues) {
    return std::ranges::any_of(
        colleagues, [&](const Colleague& each) { return each.agent == agent && each.is_open(); });
}

bool visible_to_staff(const Scope& scope, const Event& event) {
    if (scope.all || !event.conversation) return true;
    if (in_scope(scope, event.queue, event.agent)) return true;
    if (std::ranges::find(event.guests, scope.agent) != event.guests.end()) return true;
    const bool moved = event.former_queue || event.former_agent;
    return moved && in_scope(scope, event.former_queue, event.former_agent);
}

bool visible_to_visitor(ConversationId own, const Event& event) {
    return event.visibility == Visibility::everyone && event.conversation &&
           event.conversation == own;
}

}  // namespace parley::app
