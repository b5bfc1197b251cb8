#include "domain/reconciliation.hpp"

#include <algorithm>

namespace parley {
namespace {

std::optional<RepairKind> wrong_with(const AgentSight& agent, Instant now) {
    const bool is_present = agent.presence != Presence::offline;
    if (!agent.active) {
        if (is_present || agent.serves > 0) return RepairKind::agent_inactive;
        return std::nullopt;
    }
    const bool is_lost = is_present && !agent.has_line && agent.absent_since &&
                         now - *agent.absent_since >= lost_after;
    if (is_lost && !agent.speaks) return RepairKind::line_lost;
    if (!is_present && !agent.has_line && !agent.speaks && agent.serves > 0)
        return RepairKind::left_serving;
    if (agent.routed != agent.presence) return RepairKind::presence_differs;
    return std::nullopt;
}

std::optional<RepairKind> wrong_with(const ItemSight& item, Instant now) {
    if (item.state == WorkItemState::offered && item.offer_expires_at < now)
        return RepairKind::offer_overdue;
    if (is_unreached(item, now)) return RepairKind::offer_unreached;
    if (item.state == WorkItemState::waiting && item.routed != WorkItemState::waiting)
        return RepairKind::item_unrouted;
    return std::nullopt;
}

std::optional<RepairKind> wrong_with(const CallSight& call, Instant now) {
    if (call.legs == 0) return RepairKind::call_empty;
    const bool is_alone = call.alone_since != Instant{} && !call.is_handed_on && call.is_assigned;
    if (is_alone && now - std::max(call.alone_since, call.assigned_at) >= rejoins_within)
        return RepairKind::call_forsaken;
    return std::nullopt;
}

}  // namespace

Duration patience_of(RepairKind kind) {
    switch (kind) {
        case RepairKind::line_lost:
        case RepairKind::offer_unreached:
        case RepairKind::call_forsaken: return Duration::zero();
        case RepairKind::left_serving: return lost_after;
        case RepairKind::agent_inactive:
        case RepairKind::presence_differs:
        case RepairKind::offer_overdue:
        case RepairKind::item_unrouted: return 5s;
        case RepairKind::call_empty: return 10s;
    }
    return lost_after;
}

bool is_unreached(const ItemSight& item, Instant now) {
    const bool is_silent = item.phones_gone > 0 && item.phones_ringing == 0;
    return item.state == WorkItemState::offered && is_silent && item.page_gone_since &&
           now - *item.page_gone_since >= reached_within;
}

std::vector<Repair> disagreements(const FloorSight& sight, Instant now) {
    std::vector<Repair> found;
    for (const AgentSight& agent : sight.agents) {
        if (const auto kind = wrong_with(agent, now)) found.push_back({*kind, agent.agent, {}, {}});
    }
    for (const ItemSight& item : sight.items) {
        if (const auto kind = wrong_with(item, now)) found.push_back({*kind, {}, item.item, {}});
    }
    for (const CallSight& call : sight.calls) {
        if (const auto kind = wrong_with(call, now)) found.push_back({*kind, {}, {}, call.call});
    }
    std::ranges::sort(found);
    return found;
}

std::vector<Repair> due_repairs(const std::vector<Repair>& seen, RepairPatience& patience,
                                Instant now) {
    RepairPatience next;
    std::vector<Repair> due;
    for (const Repair& repair : seen) {
        const auto known = patience.find(repair);
        const Instant since = known == patience.end() ? now : known->second;
        next[repair] = since;
        if (now - since >= patience_of(repair.kind)) due.push_back(repair);
    }
    patience = std::move(next);
    return due;
}

}  // namespace parley
