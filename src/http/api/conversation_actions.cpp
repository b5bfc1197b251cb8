#include "app/messages.hpp"
#include "app/queries.hpp"
#include "http/api/actions.hpp"
#include "http/api/message_page.hpp"
#include "http/api/once.hpp"

namespace parley::http {

Task<Result<Response>> get_messages(Call& call) {
    CO_TRY(const ConversationId id, call.id<ConversationId>(0));
    CO_TRY(const std::int64_t before, call.before());
    CO_TRY(const std::size_t limit, call.limit());
    CO_TRY(const auto views,
           co_await app::list_messages(call.app(), call.by_staff(), id, before, limit));
    co_return json(message_page(views, call.links()));
}

Task<Result<Response>> post_message(Call& call) {
    CO_TRY(const ConversationId id, call.id<ConversationId>(0));
    CO_TRY(auto body, call.body<wire::MessageBody>());
    app::NewMessage message;
    message.client_msg_id = std::move(body.client_msg_id);
    message.text = std::move(body.text).value_or("");
    if (body.attachment_id.is_present() && !body.attachment_id.is_null()) {
        message.attachment = *body.attachment_id.value();
    }
    message.visibility = body.visibility.value_or(Visibility::everyone);
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto answer = [links = call.links()](const app::MessageAnswer& view) {
        return json(wire::to_wire(*view, links));
    };
    CO_TRY(const auto view,
           co_await app::post_as_staff(call.app(), call.by_staff(), id, std::move(message),
                                       once.keeping<app::MessageAnswer>(answer)));
    co_return answer(view);
}

Task<Result<Response>> post_read(Call& call) {
    CO_TRY(const ConversationId id, call.id<ConversationId>(0));
    CO_TRY(const auto body, call.body<wire::ReadBody>());
    CO_CHECKED(co_await app::mark_read(call.app(), call.by_staff(), id, body.seq));
    co_return Response::empty(204);
}

}  // namespace parley::http
