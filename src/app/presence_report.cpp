#include "app/presence_report.hpp"

#include <algorithm>

namespace parley::app {
namespace {

struct Standing {
    Presence presence;
    std::string reason;
    Instant since;
};

struct Now {
    std::vector<Standing> standing;
    std::map<PresenceReasonId, PresenceReason> reasons;
};

Now now_of(const Floor& floor, AgentId only) {
    Now now;
    now.reasons = floor.presence_reasons;
    for (const auto& [id, agent] : floor.agents) {
        if (only && id != only) continue;
        if (agent.presence == Presence::offline) continue;
        now.standing.push_back({agent.presence, agent.presence_reason, agent.presence_since});
    }
    return now;
}

// What has not ended yet counts up to `end`.
void count_standing(std::vector<PresenceUse>& uses, const Standing& standing, Instant from,
                    Instant end) {
    const Instant since = std::max(standing.since, from);
    if (since >= end) return;
    const auto is_same = [&](const PresenceUse& use) {
        return use.presence == standing.presence && use.reason == standing.reason;
    };
    auto found = std::ranges::find_if(uses, is_same);
    if (found == uses.end())
        found = uses.insert(found, PresenceUse{standing.presence, standing.reason, 0, {}, {}});
    ++found->times;
    found->spent += end - since;
    found->longest = std::max(found->longest, end - since);
}

NamedPresenceUse named(const PresenceUse& use, const Now& now) {
    NamedPresenceUse row{use, {}, PresenceKind::other, false};
    for (const auto& [id, reason] : now.reasons) {
        if (reason.word != use.reason) continue;
        row.name = reason.name;
        row.kind = reason.kind;
        row.productive = reason.productive;
    }
    return row;
}

}  // namespace

Task<Result<PresenceReport>> report_presence(App& app, const Staff& staff, Instant from, Instant to,
                                             AgentId agent) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    if (agent != staff.agent.id) CO_CHECKED(require(staff.agent, Permission::session_read_all));
    CO_CHECKED(check_range(from, to));
    widen(from, to);
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<Now(const Floor&)> look = [agent](const Floor& floor) {
        return now_of(floor, agent);
    };
    CO_TRY(const Now now, co_await owner->peek<Now>(std::move(look)));
    auto ended = [from, to, agent](Repository& repository) {
        return repository.facts().presence_uses(from, to, agent);
    };
    auto uses = co_await read(app, staff.workspace, std::move(ended));
    const Instant end = std::min(to, app.clock.now());
    for (const Standing& standing : now.standing) count_standing(uses, standing, from, end);
    PresenceReport report;
    report.from = from;
    report.to = to;
    for (const PresenceUse& use : uses) {
        if (use.presence == Presence::ready) report.ready += use.spent;
        if (use.presence == Presence::away) report.rows.push_back(named(use, now));
    }
    std::ranges::sort(report.rows, [](const NamedPresenceUse& a, const NamedPresenceUse& b) {
        return std::tuple(-a.use.spent, a.use.reason) < std::tuple(-b.use.spent, b.use.reason);
    });
    co_return report;
}

}  // namespace parley::app
