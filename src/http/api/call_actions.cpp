// Telephone calls: dialled, joined, held, handed on, heard again.
#include "app/calls/dialling.hpp"
#include "app/calls/handling.hpp"
#include "app/calls/recordings.hpp"
#include "http/api/actions.hpp"
#include "http/wire/call.hpp"

namespace parley::http {
namespace {

Response answered(const app::CallAnswer& answer, int status = 200) {
    return json(wire::to_wire(*answer), status);
}

// An id asked for by that name; nil where it is absent. Refuses invalid "unknown_value".
template <class I>
Result<I> id_named(const Call& call, std::string_view name, std::string_view field) {
    const std::string_view text = call.request.query_value(name);
    if (text.empty()) return I{};
    const auto id = I::parse(text);
    if (!id) return refuse(Code::invalid, "unknown_value", {}, field);
    return *id;
}

// None at all is no number that is empty. Refuses invalid "missing_field".
Result<std::string> number_of(std::optional<std::string> number) {
    if (number && number->empty()) return refuse(Code::invalid, "missing_field", {}, "/number");
    return std::move(number).value_or("");
}

Result<app::CallTarget> target_of(wire::CallTargetBody body) {
    TRY(auto number, number_of(std::move(body.number)));
    return app::CallTarget{body.agent_id.value_or(AgentId{}), body.queue_id.value_or(QueueId{}),
                           std::move(number)};
}

}  // namespace

Task<Result<Response>> get_calls(Call& call) {
    CallQuery query;
    CO_TRY(query.conversation,
           id_named<ConversationId>(call, "conversation_id", "/conversation_id"));
    CO_TRY(query.contact, id_named<ContactId>(call, "contact_id", "/contact_id"));
    CO_TRY(query.limit, call.limit());
    CO_TRY(query.cursor, call.cursor());
    CO_TRY(const auto found,
           co_await app::list_calls(call.app(), call.by_staff(), std::move(query)));
    wire::Page<wire::Call> page;
    for (const CallView& view : found.items) page.items.push_back(wire::to_wire(view));
    if (!found.next_cursor.empty()) page.next_cursor = found.next_cursor;
    co_return json(page);
}

Task<Result<Response>> get_call(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(const CallView view, co_await app::get_call(call.app(), call.by_staff(), id));
    co_return json(wire::to_wire(view));
}

Task<Result<Response>> post_call(Call& call) {
    CO_TRY(auto body, call.body<wire::DialBody>());
    app::Dialled dialled;
    CO_TRY(dialled.number, number_of(std::move(body.number)));
    dialled.contact = body.contact_id.value_or(ContactId{});
    dialled.conversation = body.conversation_id.value_or(ConversationId{});
    dialled.inbox = body.inbox_id.value_or(InboxId{});
    dialled.own_number = body.own_number_id.value_or(PhoneNumberId{});
    dialled.phone = body.phone_id.value_or(PhoneId{});
    dialled.callback = body.callback_session_id.value_or(SessionId{});
    CO_TRY(const auto answer, co_await app::dial(call.app(), call.deps.telephone, call.by_staff(),
                                                 std::move(dialled)));
    co_return answered(answer, 201);
}

Task<Result<Response>> post_call_browser(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(auto body, call.body<wire::BrowserBody>());
    CO_TRY(auto answer, co_await app::join_call(call.app(), call.deps.telephone, call.by_staff(),
                                                id, std::move(body.offer)));
    co_return json(wire::BrowserAnswer{std::move(answer)});
}

Task<Result<Response>> post_call_phone(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(const auto body, call.body<wire::RingPhoneBody>());
    CO_TRY(const auto answer,
           co_await app::ring_phone(call.app(), call.by_staff(), id, body.phone_id));
    co_return answered(answer);
}

Task<Result<Response>> post_call_hold(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(const auto body, call.body<wire::HoldBody>());
    CO_TRY(const auto answer, co_await app::hold_call(call.app(), call.by_staff(), id, body.held));
    co_return answered(answer);
}

Task<Result<Response>> post_call_keys(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(auto body, call.body<wire::KeysBody>());
    CO_CHECKED(co_await app::press_keys(call.app(), call.deps.telephone, call.by_staff(), id,
                                        std::move(body.keys)));
    co_return Response::empty(204);
}

Task<Result<Response>> post_call_consult(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(auto body, call.body<wire::CallTargetBody>());
    CO_TRY(auto target, target_of(std::move(body)));
    CO_TRY(const auto answer,
           co_await app::consult(call.app(), call.by_staff(), id, std::move(target)));
    co_return answered(answer);
}

Task<Result<Response>> post_call_conference(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(const auto answer, co_await app::join_parties(call.app(), call.by_staff(), id));
    co_return answered(answer);
}

Task<Result<Response>> post_call_transfer(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(auto body, call.body<wire::CallTargetBody>());
    CO_TRY(auto target, target_of(std::move(body)));
    CO_TRY(const auto answer,
           co_await app::transfer_call(call.app(), call.by_staff(), id, std::move(target)));
    co_return answered(answer);
}

Task<Result<Response>> delete_call_leg(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(const LegId leg, call.id<LegId>(1));
    CO_TRY(const auto answer, co_await app::drop_leg(call.app(), call.by_staff(), id, leg));
    co_return answered(answer);
}

Task<Result<Response>> post_call_recording(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(const auto body, call.body<wire::PauseBody>());
    CO_TRY(const auto answer,
           co_await app::pause_recording(call.app(), call.by_staff(), id, body.paused));
    co_return answered(answer);
}

Task<Result<Response>> post_call_hang_up(Call& call) {
    CO_TRY(const CallId id, call.id<CallId>(0));
    CO_TRY(const auto answer, co_await app::hang_up(call.app(), call.by_staff(), id));
    co_return answered(answer);
}

Task<Result<Response>> post_echo_test(Call& call) {
    CO_TRY(auto body, call.body<wire::BrowserBody>());
    CO_TRY(auto answer, co_await app::test_echo(call.app(), call.deps.telephone, call.by_staff(),
                                                std::move(body.offer)));
    co_return json(wire::BrowserAnswer{std::move(answer)});
}

}  // namespace parley::http
