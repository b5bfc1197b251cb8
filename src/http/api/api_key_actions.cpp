#include "app/api_keys.hpp"
#include "http/api/actions.hpp"
#include "http/wire/api_key.hpp"

namespace parley::http {

Task<Result<Response>> get_api_keys(Call& call) {
    CO_TRY(const std::size_t limit, call.limit());
    CO_TRY(std::string cursor, call.cursor());
    CO_TRY(const auto found,
           co_await app::list_api_keys(call.app(), call.by_staff(), std::move(cursor), limit));
    wire::Page<wire::ApiKey> page;
    for (const ApiKeyView& view : found.items) page.items.push_back(wire::to_wire(view));
    if (!found.next_cursor.empty()) page.next_cursor = found.next_cursor;
    co_return json(page);
}

Task<Result<Response>> post_api_key(Call& call) {
    CO_TRY(auto body, call.body<wire::ApiKeyBody>());
    app::NewApiKey wanted;
    wanted.name = std::move(body.name);
    wanted.scopes = std::move(body.scopes);
    wanted.agent = body.agent_id.value_or(AgentId{});
    wanted.expires_at = body.expires_at.value_or(Instant{});
    CO_TRY(auto made, co_await app::create_api_key(call.app(), call.by_staff(), std::move(wanted)));
    const ApiKeyView view{made.key, {}};
    const wire::MadeApiKey answer{wire::to_wire(view), std::move(made.secret)};
    co_return json(answer, 201);
}

Task<Result<Response>> delete_api_key(Call& call) {
    CO_TRY(const ApiKeyId id, call.id<ApiKeyId>(0));
    CO_CHECKED(co_await app::revoke_api_key(call.app(), call.by_staff(), id));
    co_return Response::empty(204);
}

}  // namespace parley::http
