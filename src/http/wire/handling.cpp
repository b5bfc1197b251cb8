#include "http/wire/handling.hpp"

#include "http/wire/version.hpp"

namespace parley::wire {

WrapUpCode to_wire(const parley::WrapUpCode& code) {
    WrapUpCode wire{code.id, code.name, code.active, code.created_at, {}};
    wire.version = version_of(wire);
    return wire;
}

CapacityProfile to_wire(const parley::CapacityProfile& profile) {
    CapacityProfile wire;
    wire.id = profile.id;
    wire.name = profile.name;
    for (const parley::ChannelShare& each : profile.shares)
        wire.shares.push_back({each.channel, each.share});
    wire.created_at = profile.created_at;
    wire.version = version_of(wire);
    return wire;
}

std::vector<parley::ChannelShare> from_wire(const ChannelShares& shares) {
    std::vector<parley::ChannelShare> domain;
    for (const ChannelShare& each : shares) domain.push_back({each.channel, each.share});
    return domain;
}

Colleague to_wire(const parley::Colleague& colleague) {
    return {.id = colleague.id,
            .kind = colleague.kind,
            .state = colleague.state,
            .agent_id = colleague.agent,
            .asked_by = colleague.asked_by,
            .share = colleague.share,
            .asked_at = colleague.asked_at,
            .expires_at = colleague.expires_at,
            .joined_at = colleague.joined_at};
}

Callback to_wire(const parley::Callback& callback) {
    return {callback.number, callback.state, callback.attempts, callback.requested_at,
            callback.due_at};
}

CodeReport to_wire(const app::CodeReport& report) {
    CodeReport wire{report.from, report.to, {}, report.closed};
    for (const app::NamedCodeUse& use : report.rows) {
        wire.rows.push_back({use.use.code, use.name, use.use.sessions, use.use.resolved,
                             use.use.served / Duration(1)});
    }
    return wire;
}

Targets to_wire(const app::Targets& targets) {
    Targets wire;
    for (const app::TargetAgent& agent : targets.agents)
        wire.agents.push_back(
            {agent.id, agent.presence, agent.wraps_up, agent.capacity, agent.load});
    for (const app::TargetQueue& queue : targets.queues)
        wire.queues.push_back({queue.id, static_cast<std::int64_t>(queue.waiting),
                               static_cast<std::int64_t>(queue.staffed), to_wire(queue.expected)});
    return wire;
}

}  // namespace parley::wire
