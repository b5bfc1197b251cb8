// Making and changing agents. Declared in settings.hpp.
#include <algorithm>

#include "app/contact_fields.hpp"
#include "app/lifecycle.hpp"
#include "app/restore.hpp"
#include "app/settings.hpp"
#include "app/settings_checks.hpp"
#include "base/secret.hpp"

namespace parley::app {
namespace {

using AgentDecision = std::function<Result<Agent>(Floor&, Turn&)>;

Result<> may_manage(const Floor& floor, AgentId by) {
    const Agent* agent = floor.agent(by);
    if (agent == nullptr) return refuse(Code::forbidden, "permission_missing");
    return require(*agent, Permission::agent_manage);
}

bool is_last_administrator(const Floor& floor, AgentId id) {
    return std::ranges::none_of(floor.agents, [&](const auto& entry) {
        const Agent& other = entry.second;
        return other.id != id && other.active && other.role == Role::administrator;
    });
}

Task<Result<Account>> account_for(App& app, const AgentPatch& body) {
    if (!body.email || body.email->empty())
        co_return refuse(Code::invalid, "missing_field", {}, "/email");
    if (!body.password) co_return refuse(Code::invalid, "missing_field", {}, "/password");
    CO_CHECKED(check_email(*body.email, "/email"));
    CO_CHECKED(check_password(*body.password));
    Account account;
    account.id = AccountId::make(app.clock.now(), app.rng);
    account.email = lower_email(*body.email);
    account.created_at = app.clock.now();
    auto look = [email = account.email](Directory& directory) {
        return directory.account_by_email(email).has_value();
    };
    if (co_await read_directory(app, look))
        co_return refuse(Code::conflict, "email_taken", {}, "/email");
    auto hash = [password = *body.password] { return hash_password(password); };
    CO_TRY(account.password_hash, co_await on_cpu(app, hash));
    co_return account;
}

// Ends every sign-in of the account: a new password must shut out whoever knew the old one.
Task<Result<>> set_password(App& app, AccountId id, std::string password) {
    CO_CHECKED(check_password(password));
    auto look = [id](Directory& directory) {
        return std::pair(directory.account(id), directory.sign_ins_of(id));
    };
    auto [account, sign_ins] = co_await read_directory(app, look);
    if (!account) co_return refuse(Code::not_found, "agent_not_found");
    auto hash = [password] { return hash_password(password); };
    CO_TRY(account->password_hash, co_await on_cpu(app, hash));
    std::vector<Row> rows{*account};
    for (SignIn& sign_in : sign_ins) {
        if (sign_in.revoked_at == Instant{}) sign_in.revoked_at = app.clock.now();
        rows.emplace_back(sign_in);
    }
    CO_CHECKED(co_await write_installation(app, std::move(rows)));
    for (const SignIn& sign_in : sign_ins) app.bus.signed_out(sign_in.workspace, sign_in.id);
    co_return Result<>{};
}

Result<Agent> decide_update(Floor& floor, Turn& turn, const Staff& staff, AgentId id,
                            const AgentPatch& patch, const Expected<Agent>& expected) {
    CHECKED(may_manage(floor, staff.agent.id));
    const Agent* there = floor.agent(id);
    if (there == nullptr) return refuse(Code::not_found, "agent_not_found");
    CHECKED(still(expected, *there));
    TRY(Agent changed, patched(floor, *there, patch));
    const bool keeps_power = changed.active && changed.role == Role::administrator;
    if (there->role == Role::administrator && !keeps_power && is_last_administrator(floor, id))
        return refuse(Code::conflict, "last_administrator");

    const Actor actor = Actor::of(*floor.agent(staff.agent.id));
    floor.agents[id] = changed;
    turn.changed(changed, EventType::agent_updated, actor);
    route(floor, turn, declare(floor, changed), actor);
    if (!changed.active) {
        set_presence(floor, turn, id, Presence::offline, {}, actor);
        for (const WorkItemId item : floor.items_of(id))
            route(floor, turn, routing::ItemReclaimed{item}, actor);
    }
    return *floor.agent(id);
}

}  // namespace

Task<Result<Agent>> create_agent(App& app, const Staff& staff, AgentPatch body, Once<Agent> once) {
    CO_CHECKED(require(staff, KeyScope::agents_write));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    CO_CHECKED(require(staff.agent, Permission::agent_manage));
    if (!body.name) co_return refuse(Code::invalid, "missing_field", {}, "/name");
    CO_TRY(const Account account, co_await account_for(app, body));
    AgentDecision decide = [staff, body, account, once](Floor& floor, Turn& turn) -> Result<Agent> {
        CHECKED(may_manage(floor, staff.agent.id));
        CHECKED(first_time(floor, turn, once));
        if (floor.agents.size() >= agents_max) return refuse(Code::over_limit, "too_many");
        TRY(Agent agent, patched(floor, Agent{}, body));
        agent.id = turn.make<AgentId>();
        agent.account = account.id;
        agent.email = account.email;
        agent.presence_since = turn.now;
        agent.created_at = turn.now;
        turn.put(account);
        floor.agents[agent.id] = agent;
        const Actor actor = Actor::of(*floor.agent(staff.agent.id));
        turn.changed(agent, EventType::agent_created, actor);
        route(floor, turn, declare(floor, agent), actor);
        keep(floor, turn, once, agent);
        return agent;
    };
    co_return co_await owner->run<Agent>(std::move(decide));
}

Task<Result<Agent>> update_agent(App& app, const Staff& staff, AgentId id, AgentPatch patch,
                                 Expected<Agent> expected) {
    CO_CHECKED(require(staff, KeyScope::agents_write));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    if (patch.password) CO_CHECKED(check_password(*patch.password));
    AgentDecision decide = [staff, id, patch, expected](Floor& floor, Turn& turn) {
        return decide_update(floor, turn, staff, id, patch, expected);
    };
    CO_TRY(Agent agent, co_await owner->run<Agent>(std::move(decide)));
    if (patch.password) CO_CHECKED(co_await set_password(app, agent.account, *patch.password));
    co_return agent;
}

}  // namespace parley::app
