#include "app/api_keys.hpp"

#include <algorithm>

#include "app/change.hpp"
#include "app/contact_fields.hpp"
#include "app/field_checks.hpp"
#include "app/queries.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"

namespace parley::app {
namespace {

constexpr std::string_view secret_mark = "pk_";
constexpr std::size_t secret_bytes = 32;
constexpr Permission needed = Permission::agent_manage;

Result<> may_keep_keys(const Staff& staff) {
    CHECKED(require_person(staff));
    return require(staff.agent, needed);
}

Result<> check(const NewApiKey& body, Instant now) {
    CHECKED(check_filled(body.name, "/name"));
    CHECKED(check_name(body.name, "/name"));
    if (body.scopes.empty()) return refuse(Code::invalid, "missing_field", {}, "/scopes");
    if (body.expires_at != Instant{} && body.expires_at <= now)
        return refuse(Code::invalid, "out_of_range", "already past", "/expires_at");
    return {};
}

void tell(Turn& turn, const ApiKey& key, EventType type, const Agent& by) {
    turn.put(key);
    Event& event = turn.append(type, Actor::of(by), Visibility::staff).event;
    event.agent = key.agent;
    event.detail = key.id.text();
}

// Apart from the key's row, and in a batch of its own: whoever revokes meanwhile is not undone.
Task<Result<>> note_use(App& app, WorkspaceId workspace, ApiKeyId key) {
    std::vector<Row> rows{ApiKeyUse{key, app.clock.now()}};
    co_return co_await write_rows(app, workspace, std::move(rows));
}

}  // namespace

Task<Result<MadeApiKey>> create_api_key(App& app, const Staff& staff, NewApiKey body,
                                        Once<MadeApiKey> once) {
    CO_CHECKED(may_keep_keys(staff));
    CO_CHECKED(check(body, app.clock.now()));
    auto count = [](Repository& repository) { return repository.api_keys_not_revoked(); };
    if (co_await read(app, staff.workspace, count) >= api_keys_max)
        co_return refuse(Code::over_limit, "too_many");

    std::ranges::sort(body.scopes);
    body.scopes.erase(std::ranges::unique(body.scopes).begin(), body.scopes.end());
    MadeApiKey made;
    made.secret = std::string(secret_mark) + random_token(app.rng, secret_bytes);
    made.key.name = std::move(body.name);
    made.key.scopes = std::move(body.scopes);
    made.key.agent = body.agent ? body.agent : staff.agent.id;
    made.key.prefix = made.secret.substr(0, ApiKey::prefix_size);
    made.key.secret_hash = sha256_hex(made.secret);
    made.key.made_by = staff.agent.id;
    made.key.expires_at = body.expires_at;
    std::function<Result<MadeApiKey>(Floor&, Turn&, const Agent&)> decide =
        [made, once](Floor& floor, Turn& turn, const Agent& by) -> Result<MadeApiKey> {
        CHECKED(first_time(floor, turn, once));
        const Agent* agent = floor.agent(made.key.agent);
        if (agent == nullptr || !agent->active)
            return refuse(Code::not_found, "agent_not_found", {}, "/agent_id");
        MadeApiKey kept = made;
        kept.key.id = turn.make<ApiKeyId>();
        kept.key.created_at = turn.now;
        tell(turn, kept.key, EventType::api_key_created, by);
        keep(floor, turn, once, kept);
        return kept;
    };
    co_return co_await change<MadeApiKey>(app, staff, needed, std::move(decide));
}

Task<Result<PageOf<ApiKeyView>>> list_api_keys(App& app, const Staff& staff, std::string cursor,
                                               std::size_t limit) {
    CO_CHECKED(may_keep_keys(staff));
    const std::size_t most = std::clamp<std::size_t>(limit, 1, page_max);
    auto look = [cursor, most](Repository& repository) {
        return repository.api_keys(cursor, most);
    };
    auto page = co_await read(app, staff.workspace, std::move(look));
    if (page.bad_cursor) co_return refuse(Code::invalid, "bad_cursor", {}, "/cursor");
    co_return page;
}

Task<Result<>> revoke_api_key(App& app, const Staff& staff, ApiKeyId id) {
    CO_CHECKED(may_keep_keys(staff));
    auto look = [id](Repository& repository) { return repository.api_key(id); };
    const auto found = co_await read(app, staff.workspace, look);
    if (!found) co_return refuse(Code::not_found, "api_key_not_found");
    if (found->key.revoked_at != Instant{}) co_return Result<>{};
    std::function<Result<bool>(Floor&, Turn&, const Agent&)> decide =
        [key = found->key](Floor&, Turn& turn, const Agent& by) -> Result<bool> {
        ApiKey revoked = key;
        revoked.revoked_at = turn.now;
        tell(turn, revoked, EventType::api_key_revoked, by);
        return true;
    };
    CO_CHECKED(co_await change<bool>(app, staff, needed, std::move(decide)));
    app.bus.signed_out(staff.workspace, sign_in_of(id));
    log_info("api_key_revoked", {{"key", id.text()}});
    co_return Result<>{};
}

Task<Result<Staff>> authenticate_api_key(App& app, std::string secret) {
    auto look = [hash = sha256_hex(secret)](Directory& directory) {
        return directory.api_key_by_hash(hash);
    };
    const auto place = co_await read_directory(app, look);
    if (!place) co_return refuse(Code::unauthenticated, "bad_api_key");
    const ApiKey& key = place->view.key;
    const Instant now = app.clock.now();
    if (key.revoked_at != Instant{}) co_return refuse(Code::unauthenticated, "api_key_revoked");
    Staff staff;
    staff.key = key;
    if (has_expired(staff, now)) co_return refuse(Code::unauthenticated, "api_key_expired");
    auto own = [id = key.agent](Repository& repository) { return repository.agent(id); };
    const auto agent = co_await read(app, place->workspace, own);
    if (!agent || !agent->active) co_return refuse(Code::unauthenticated, "api_key_revoked");
    if (now - place->view.last_used_at > ApiKey::touched_every)
        CO_CHECKED(co_await note_use(app, place->workspace, key.id));
    staff.workspace = place->workspace;
    staff.agent = *agent;
    staff.sign_in.id = sign_in_of(key.id);
    staff.sign_in.account = agent->account;
    staff.sign_in.workspace = place->workspace;
    staff.sign_in.agent = agent->id;
    co_return staff;
}

}  // namespace parley::app
