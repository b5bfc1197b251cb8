#include "app/api_keys.hpp"
#include "http/api/actions.hpp"
#include "http/api/once.hpp"
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
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto answer = [](const app::MadeApiKey& made) {
        const ApiKeyView view{made.key, {}};
        const wire::MadeApiKey told{wire::to_wire(view), made.secret};
        return json(told, 201);
    };
    CO_TRY(const auto made,
           co_await app::create_api_key(call.app(), call.by_staff(), std::move(wanted),
                                        once.keeping<app::MadeApiKey>(answer)));
    co_return answer(made);
}

Task<Result<Response>> delete_api_key(Call& call) {
    CO_TRY(const ApiKeyId id, call.id<ApiKeyId>(0));
    CO_CHECKED(co_await app::revoke_api_key(call.app(), call.by_staff(), id));
    co_return Response::empty(204);
}

}  // namespace parley::http
