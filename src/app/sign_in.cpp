#include "app/sign_in.hpp"

#include <algorithm>

#include "app/contact_fields.hpp"
#include "app/failures.hpp"
#include "app/lifecycle.hpp"
#include "app/restore.hpp"
#include "app/settings_checks.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"

namespace parley::app {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t user_agent_max = 300;

Failures& failures() {
    static Failures counted(failures_max, failures_within);
    return counted;
}

// Verified when no such account exists, so that both answers take the same time.
const std::string& nobodys_hash() {
    static const std::string hash = hash_password("nobody has this password");
    return hash;
}

Task<Result<SignedIn>> begin_sign_in(App& app, WorkspaceId workspace, const Agent& agent,
                                     Browser browser) {
    SignedIn signed_in;
    signed_in.token = random_token(app.rng, token_bytes);
    const Instant now = app.clock.now();
    SignIn& sign_in = signed_in.staff.sign_in;
    sign_in.id = SignInId::make(now, app.rng);
    sign_in.account = agent.account;
    sign_in.workspace = workspace;
    sign_in.agent = agent.id;
    sign_in.token_hash = sha256_hex(signed_in.token);
    sign_in.user_agent = browser.user_agent.substr(0, user_agent_max);
    sign_in.address = std::move(browser.address);
    sign_in.created_at = now;
    sign_in.last_seen_at = now;
    signed_in.staff.workspace = workspace;
    signed_in.staff.agent = agent;
    std::vector<Row> rows{sign_in};
    CO_CHECKED(co_await write_installation(app, std::move(rows)));
    log_info("signed_in", {{"agent", agent.id.text()}, {"sign_in", sign_in.id.text()}});
    co_return signed_in;
}

// The first administrator, member of nothing yet; the wizard makes the first queue.
Task<Result<Agent>> first_agent(App& app, Owner& owner, const NewWorkspace& company,
                                AccountId account) {
    std::function<Result<Agent>(Floor&, Turn&)> decide = [company, account](Floor& floor,
                                                                            Turn& turn) {
        Agent agent;
        agent.id = turn.make<AgentId>();
        agent.account = account;
        agent.name = company.name;
        agent.email = lower_email(company.email);
        agent.role = Role::administrator;
        agent.presence_since = turn.now;
        agent.created_at = turn.now;
        turn.changed(floor.workspace, EventType::workspace_created, Actor::of(agent));
        turn.changed(agent, EventType::agent_created, Actor::of(agent));
        floor.agents[agent.id] = agent;
        for (PresenceReason& reason : first_presence_reasons(company.locale)) {
            reason.id = turn.make<PresenceReasonId>();
            reason.created_at = turn.now;
            turn.put(reason);
            floor.presence_reasons.emplace(reason.id, std::move(reason));
        }
        route(floor, turn, declare(floor, agent), Actor::of(agent));
        return Result<Agent>(agent);
    };
    co_return co_await owner.run<Agent>(std::move(decide));
}

}  // namespace

Task<bool> setup_needed(App& app) {
    auto look = [](Directory& directory) { return directory.workspaces(); };
    const auto workspaces = co_await read_directory(app, look);
    for (const WorkspaceId id : workspaces) {
        const auto owner = app.workspaces.find(id);
        if (!owner) co_return false;  // Another node's; nobody owns what nobody set up.
        std::function<bool(const Floor&)> has_agent = [](const Floor& floor) {
            return !floor.agents.empty();
        };
        const Result<bool> inhabited = co_await owner->peek<bool>(std::move(has_agent));
        if (!inhabited || *inhabited) co_return false;
    }
    co_return true;
}

namespace {

Task<Result<SignedIn>> set_up_alone(App& app, NewWorkspace company, Browser browser) {
    if (!co_await setup_needed(app)) co_return refuse(Code::conflict, "already_set_up");
    CO_CHECKED(check_name(company.name, "/name"));
    if (company.name.empty()) co_return refuse(Code::invalid, "missing_field", {}, "/name");
    if (company.email.empty()) co_return refuse(Code::invalid, "missing_field", {}, "/email");
    CO_CHECKED(check_email(company.email, "/email"));
    CO_CHECKED(check_password(company.password));
    WorkspacePatch patch{company.company, company.locale, company.time_zone};
    auto laid = patched(Workspace{}, patch);
    if (!laid && laid.error().field == "/name") laid.error().field = "/company";
    CO_TRY(Workspace workspace, std::move(laid));
    const Instant now = app.clock.now();
    workspace.id = WorkspaceId::make(now, app.rng);
    workspace.demo = company.demo;
    workspace.created_at = now;

    Account account;
    account.id = AccountId::make(now, app.rng);
    account.email = lower_email(company.email);
    account.created_at = now;
    auto hash = [password = company.password] { return hash_password(password); };
    CO_TRY(account.password_hash, co_await on_cpu(app, hash));
    std::vector<Row> rows{workspace, account};
    CO_CHECKED(co_await write_installation(app, std::move(rows)));

    auto open = [&app, id = workspace.id](Directory&) { return app.workspaces.open(id); };
    const auto owner = co_await read_directory(app, open);
    CO_TRY(const Agent agent, co_await first_agent(app, *owner, company, account.id));
    co_return co_await begin_sign_in(app, workspace.id, agent, std::move(browser));
}

}  // namespace

Task<Result<SignedIn>> set_up(App& app, NewWorkspace company, Browser browser) {
    if (!app.workspaces.begin_setup()) co_return refuse(Code::conflict, "already_set_up");
    try {
        auto signed_in = co_await set_up_alone(app, std::move(company), std::move(browser));
        app.workspaces.end_setup();
        co_return signed_in;
    } catch (...) {
        app.workspaces.end_setup();
        throw;
    }
}

Task<Result<SignedIn>> sign_in(App& app, std::string email, std::string password, Browser browser) {
    const std::string address = lower_email(email.substr(0, 254));
    if (failures().too_many(address, app.clock.now()))
        co_return refuse(Code::over_limit, "too_many_tries");
    if (password.size() > password_max * 4) password.clear();
    auto look = [address](Directory& directory) { return directory.account_by_email(address); };
    const auto place = co_await read_directory(app, look);
    auto verify = [password, hash = place ? place->account.password_hash : nobodys_hash()] {
        return password_matches(password, hash);
    };
    CO_TRY(const bool matches, co_await on_cpu(app, verify));
    if (!place || !matches || place->agents.empty()) {
        failures().count(address, app.clock.now());
        co_return refuse(Code::unauthenticated, "wrong_email_or_password");
    }
    failures().forget(address);
    const auto [workspace, agent_id] = place->agents.front();
    auto own = [id = agent_id](Repository& repository) { return repository.agent(id); };
    const auto agent = co_await read(app, workspace, own);
    if (!agent || !agent->active)
        co_return refuse(Code::unauthenticated, "wrong_email_or_password");
    co_return co_await begin_sign_in(app, workspace, *agent, std::move(browser));
}

Task<Result<Staff>> authenticate_staff(App& app, std::string token) {
    auto look = [hash = sha256_hex(token)](Directory& directory) {
        return directory.sign_in_by_token(hash);
    };
    auto sign_in = co_await read_directory(app, look);
    const Instant now = app.clock.now();
    if (!sign_in || sign_in->revoked_at != Instant{} || now - sign_in->last_seen_at > SignIn::lasts)
        co_return refuse(Code::unauthenticated, "not_signed_in");
    auto own = [id = sign_in->agent](Repository& repository) { return repository.agent(id); };
    const auto agent = co_await read(app, sign_in->workspace, own);
    if (!agent || !agent->active) co_return refuse(Code::unauthenticated, "not_signed_in");
    if (now - sign_in->last_seen_at > SignIn::touched_every) {
        sign_in->last_seen_at = now;
        std::vector<Row> rows{*sign_in};
        CO_CHECKED(co_await write_installation(app, std::move(rows)));
    }
    co_return Staff{sign_in->workspace, *agent, *sign_in};
}

Task<Result<std::vector<SignIn>>> list_sign_ins(App& app, const Staff& staff) {
    CO_CHECKED(require_person(staff));
    auto look = [account = staff.sign_in.account](Directory& directory) {
        return directory.sign_ins_of(account);
    };
    auto sign_ins = co_await read_directory(app, look);
    std::ranges::reverse(sign_ins);
    const Instant now = app.clock.now();
    std::erase_if(sign_ins, [&](const SignIn& sign_in) {
        return sign_in.revoked_at != Instant{} || now - sign_in.last_seen_at > SignIn::lasts;
    });
    co_return sign_ins;
}

Task<Result<>> revoke_sign_in(App& app, const Staff& staff, SignInId id) {
    CO_TRY(const auto sign_ins, co_await list_sign_ins(app, staff));
    for (SignIn sign_in : sign_ins) {
        if (sign_in.id != id) continue;
        sign_in.revoked_at = app.clock.now();
        const WorkspaceId workspace = sign_in.workspace;
        std::vector<Row> rows{std::move(sign_in)};
        CO_CHECKED(co_await write_installation(app, std::move(rows)));
        app.bus.signed_out(workspace, id);
        co_return Result<>{};
    }
    co_return refuse(Code::not_found, "sign_in_not_found");
}

}  // namespace parley::app
