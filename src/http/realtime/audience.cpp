#include "http/realtime/audience.hpp"

#include <algorithm>

namespace parley::http {

Audience audience_of(app::Staff staff) {
    Scope scope = app::scope_of(staff.agent);
    return StaffAudience{std::move(staff), std::move(scope)};
}

Audience audience_of(app::Visitor visitor) { return VisitorAudience{std::move(visitor)}; }

WorkspaceId workspace_of(const Audience& audience) {
    if (const auto* staff = std::get_if<StaffAudience>(&audience)) return staff->staff.workspace;
    return std::get<VisitorAudience>(audience).visitor.workspace;
}

bool visible(const Audience& audience, const Event& event) {
    if (const auto* staff = std::get_if<StaffAudience>(&audience)) {
        return app::visible_to_staff(staff->scope, event);
    }
    return app::visible_to_visitor(std::get<VisitorAudience>(audience).visitor.conversation, event);
}

bool hears(const Audience& audience, const Typing& typing) {
    if (const auto* staff = std::get_if<StaffAudience>(&audience)) {
        if (typing.sender_id == staff->staff.agent.id.bytes()) return false;
        if (std::ranges::find(typing.guests, staff->staff.agent.id) != typing.guests.end())
            return true;
        return app::in_scope(staff->scope, typing.queue, typing.agent);
    }
    const auto& visitor = std::get<VisitorAudience>(audience).visitor;
    return typing.conversation == visitor.conversation && typing.sender == SenderKind::agent;
}

bool hears(const Audience& audience, const QueuePosition& position) {
    const auto* own = std::get_if<VisitorAudience>(&audience);
    return own != nullptr && own->visitor.conversation == position.conversation;
}

bool hears(const Audience& audience, const LineQuality& quality) {
    const auto* staff = std::get_if<StaffAudience>(&audience);
    if (staff == nullptr) return false;
    return std::ranges::find(quality.agents, staff->staff.agent.id) != quality.agents.end();
}

bool hears(const Audience& audience, const Signal& signal) {
    return std::visit([&](const auto& one) { return hears(audience, one); }, signal);
}

RightsChange take_over(StaffAudience& audience, const Published& published) {
    if (!published.agent || published.agent->id != audience.staff.agent.id) {
        return RightsChange::none;
    }
    const Agent& after = *published.agent;
    if (!after.active) return RightsChange::ended;
    const Agent before = std::exchange(audience.staff.agent, after);
    if (before.role == after.role && before.queues == after.queues) return RightsChange::none;
    audience.scope = app::scope_of(after);
    return RightsChange::changed;
}

}  // namespace parley::http
