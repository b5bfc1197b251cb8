#include "app/capacity_profiles.hpp"

#include <algorithm>
#include <set>

#include "app/callbacks.hpp"
#include "app/change.hpp"
#include "app/contact_fields.hpp"
#include "app/field_checks.hpp"
#include "app/lifecycle.hpp"
#include "app/restore.hpp"

namespace parley::app {
namespace {

template <class T>
using ProfileDecision = std::function<Result<T>(Floor&, Turn&, const Agent&)>;

Result<CapacityProfile> patched(const App& app, const Floor& floor, CapacityProfile profile,
                                const CapacityProfilePatch& patch) {
    if (patch.name) profile.name = *patch.name;
    if (patch.shares) profile.shares = *patch.shares;
    CHECKED(check_filled(profile.name, "/name"));
    CHECKED(check_text(profile.name, CapacityProfile::name_max, "/name"));
    CHECKED(check_name(profile.name, "/name"));
    std::set<std::string> seen;
    for (const ChannelShare& each : profile.shares) {
        if (each.share < 1 || each.share > Agent::capacity_max)
            return refuse(Code::invalid, "out_of_range", {}, "/shares");
        const bool is_known = std::ranges::find(app.channels, each.channel,
                                                &ChannelManifest::key) != app.channels.end();
        if (!is_known || !seen.insert(each.channel).second)
            return refuse(Code::invalid, "unknown_value", {}, "/shares");
    }
    const bool is_taken = std::ranges::any_of(floor.capacity_profiles, [&](const auto& entry) {
        return entry.first != profile.id && entry.second.name == profile.name;
    });
    if (is_taken) return refuse(Code::conflict, "name_taken", {}, "/name");
    return profile;
}

void tell(Turn& turn, EventType type, const Agent& by, CapacityProfileId id) {
    turn.append(type, Actor::of(by), Visibility::staff).event.detail = id.text();
}

// The router is told of whoever has it, in order of their ids.
void redeclare(Floor& floor, Turn& turn, CapacityProfileId id, Actor actor) {
    std::vector<AgentId> agents;
    for (const auto& [agent_id, agent] : floor.agents) {
        if (agent.capacity_profile == id) agents.push_back(agent_id);
    }
    std::ranges::sort(agents);
    for (const AgentId agent : agents)
        route(floor, turn, declare(floor, floor.agents.at(agent)), actor);
}

Result<SessionAnswer> decide_pick(Floor& floor, Turn& turn, const Agent& agent, SessionId session) {
    Live* live = floor.live_of(session);
    if (live == nullptr || !sees(agent, *view_of(floor, *live)))
        return refuse(Code::not_found, "session_not_found");
    const WorkItem& item = *live->work_item;
    const bool is_theirs = item.agent == agent.id && item.state == WorkItemState::assigned;
    if (is_theirs) return view_of(floor, *live);
    const Queue& queue = floor.queues.at(item.queue);
    if (queue.picking == Picking::offered) return refuse(Code::conflict, "picking_not_allowed");
    if (std::ranges::find(agent.queues, queue.id) == agent.queues.end())
        return refuse(Code::forbidden, "permission_missing");
    if (item.state != WorkItemState::waiting) return refuse(Code::conflict, "already_taken");
    if (agent.presence == Presence::offline) return refuse(Code::conflict, "agent_away");
    const int share = share_for(floor, *live, agent.id);
    if (agent.capacity - floor.router.agent_load(agent.id) < share)
        return refuse(Code::conflict, "agent_busy");
    take_item(floor, turn, *live, agent.id, Actor::of(agent));
    return view_of(floor, *live);
}

}  // namespace

Task<Result<std::vector<CapacityProfile>>> list_capacity_profiles(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<std::vector<CapacityProfile>(const Floor&)> look = [](const Floor& floor) {
        std::vector<CapacityProfile> profiles;
        for (const auto& [id, profile] : floor.capacity_profiles) profiles.push_back(profile);
        std::ranges::sort(profiles, [](const CapacityProfile& a, const CapacityProfile& b) {
            return std::tie(a.name, a.id) < std::tie(b.name, b.id);
        });
        return profiles;
    };
    co_return co_await owner->peek<std::vector<CapacityProfile>>(std::move(look));
}

Task<Result<CapacityProfile>> create_capacity_profile(App& app, const Staff& staff,
                                                      CapacityProfilePatch body,
                                                      Once<CapacityProfile> once) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    ProfileDecision<CapacityProfile> decide =
        [&app, body, once](Floor& floor, Turn& turn, const Agent& by) -> Result<CapacityProfile> {
        CHECKED(first_time(floor, turn, once));
        if (floor.capacity_profiles.size() >= CapacityProfile::profiles_max)
            return refuse(Code::over_limit, "too_many");
        TRY(CapacityProfile made, patched(app, floor, CapacityProfile{}, body));
        made.id = turn.make<CapacityProfileId>();
        made.created_at = turn.now;
        floor.capacity_profiles[made.id] = made;
        turn.put(made);
        tell(turn, EventType::capacity_profile_created, by, made.id);
        keep(floor, turn, once, made);
        return made;
    };
    co_return co_await change<CapacityProfile>(app, staff, Permission::settings_write,
                                               std::move(decide));
}

Task<Result<CapacityProfile>> update_capacity_profile(App& app, const Staff& staff,
                                                      CapacityProfileId id,
                                                      CapacityProfilePatch patch,
                                                      Expected<CapacityProfile> expected) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    ProfileDecision<CapacityProfile> decide = [&app, id, patch, expected](
                                                  Floor& floor, Turn& turn,
                                                  const Agent& by) -> Result<CapacityProfile> {
        const auto found = floor.capacity_profiles.find(id);
        if (found == floor.capacity_profiles.end())
            return refuse(Code::not_found, "capacity_profile_not_found");
        CHECKED(still(expected, found->second));
        TRY(CapacityProfile changed, patched(app, floor, found->second, patch));
        found->second = changed;
        turn.put(changed);
        tell(turn, EventType::capacity_profile_updated, by, id);
        redeclare(floor, turn, id, Actor::of(by));
        return changed;
    };
    co_return co_await change<CapacityProfile>(app, staff, Permission::settings_write,
                                               std::move(decide));
}

Task<Result<bool>> delete_capacity_profile(App& app, const Staff& staff, CapacityProfileId id) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    ProfileDecision<bool> decide = [id](Floor& floor, Turn& turn, const Agent& by) -> Result<bool> {
        if (!floor.capacity_profiles.contains(id))
            return refuse(Code::not_found, "capacity_profile_not_found");
        const bool is_used = std::ranges::any_of(
            floor.agents, [id](const auto& entry) { return entry.second.capacity_profile == id; });
        if (is_used) return refuse(Code::conflict, "profile_in_use");
        floor.capacity_profiles.erase(id);
        turn.put(Gone<CapacityProfile>{id});
        tell(turn, EventType::capacity_profile_deleted, by, id);
        return true;
    };
    co_return co_await change<bool>(app, staff, Permission::settings_write, std::move(decide));
}

Task<Result<SessionAnswer>> pick_session(App& app, const Staff& staff, SessionId session) {
    CO_CHECKED(require(staff, KeyScope::sessions_write));
    ProfileDecision<SessionAnswer> decide = [session](Floor& floor, Turn& turn, const Agent& by) {
        return decide_pick(floor, turn, by, session);
    };
    auto picked =
        co_await change<SessionAnswer>(app, staff, Permission::session_serve, std::move(decide));
    if (!picked)
        co_return std::unexpected(co_await why_not_open(app, staff, session, picked.error()));
    co_return picked;
}

}  // namespace parley::app
