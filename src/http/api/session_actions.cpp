#include "app/queries.hpp"
#include "app/sessions.hpp"
#include "base/enum_names.hpp"
#include "http/api/actions.hpp"
#include "http/wire/session.hpp"

namespace parley::http {

Task<Result<Response>> get_sessions(Call& call) {
    const std::string_view named = call.request.query_value("list");
    const auto list = named.empty() ? SessionList::mine : enum_named<SessionList>(named);
    if (!list) co_return refuse(Code::invalid, "unknown_value", {}, "/list");
    CO_TRY(const std::size_t limit, call.limit());
    CO_TRY(std::string cursor, call.cursor());
    CO_TRY(const auto found, co_await app::list_sessions(call.app(), call.by_staff(), *list,
                                                         std::move(cursor), limit));
    wire::Page<wire::Session> page;
    for (const SessionView& view : found.items) {
        page.items.push_back(wire::to_wire(view, call.links()));
    }
    if (!found.next_cursor.empty()) page.next_cursor = found.next_cursor;
    co_return json(page);
}

Task<Result<Response>> get_session(Call& call) {
    CO_TRY(const SessionId id, call.id<SessionId>(0));
    CO_TRY(const SessionView view, co_await app::get_session(call.app(), call.by_staff(), id));
    co_return json(wire::to_wire(view, call.links()));
}

Task<Result<Response>> post_accept(Call& call) {
    CO_TRY(const SessionId id, call.id<SessionId>(0));
    CO_TRY(const auto body, call.body<wire::OfferBody>());
    CO_TRY(const auto session,
           co_await app::accept_offer(call.app(), call.by_staff(), id, body.offer));
    co_return json(wire::to_wire(*session, call.links()));
}

Task<Result<Response>> post_decline(Call& call) {
    CO_TRY(const SessionId id, call.id<SessionId>(0));
    CO_TRY(const auto body, call.body<wire::OfferBody>());
    CO_TRY(const auto session,
           co_await app::decline_offer(call.app(), call.by_staff(), id, body.offer));
    co_return json(wire::to_wire(*session, call.links()));
}

Task<Result<Response>> post_close(Call& call) {
    CO_TRY(const SessionId id, call.id<SessionId>(0));
    CO_TRY(auto body, call.body<wire::CloseBody>());
    app::Ending ending;
    ending.summary = std::move(body.summary).value_or("");
    ending.resolved = body.resolved.value_or(false);
    if (body.wrap_up_code_ids) ending.codes = *body.wrap_up_code_ids;
    CO_TRY(const auto session,
           co_await app::close_session(call.app(), call.by_staff(), id, std::move(ending)));
    co_return json(wire::to_wire(*session, call.links()));
}

Task<Result<Response>> post_summary(Call& call) {
    CO_TRY(const SessionId id, call.id<SessionId>(0));
    CO_TRY(auto body, call.body<wire::SummaryBody>());
    app::Ending ending;
    ending.summary = std::move(body.summary);
    ending.resolved = body.resolved.value_or(false);
    if (body.wrap_up_code_ids) ending.codes = *body.wrap_up_code_ids;
    CO_TRY(const auto session,
           co_await app::summarize_session(call.app(), call.by_staff(), id, std::move(ending)));
    co_return json(wire::to_wire(*session, call.links()));
}

Task<Result<Response>> post_transfer(Call& call) {
    CO_TRY(const SessionId id, call.id<SessionId>(0));
    CO_TRY(auto body, call.body<wire::TransferBody>());
    app::Transfer to;
    to.queue = body.queue_id.value_or(QueueId{});
    to.agent = body.agent_id.value_or(AgentId{});
    to.note = std::move(body.note).value_or("");
    CO_TRY(const auto session,
           co_await app::transfer_session(call.app(), call.by_staff(), id, std::move(to)));
    co_return json(wire::to_wire(*session, call.links()));
}

}  // namespace parley::http
