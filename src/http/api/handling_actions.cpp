// Wrap-up codes, longer wrap-ups, and colleagues who are asked about a session.
#include "app/callbacks.hpp"
#include "app/capacity_profiles.hpp"
#include "app/colleagues.hpp"
#include "app/presence.hpp"
#include "app/targets.hpp"
#include "app/wrap_up_codes.hpp"
#include "http/api/actions.hpp"
#include "http/api/keyset_page.hpp"
#include "http/api/once.hpp"
#include "http/wire/agent.hpp"
#include "http/wire/handling.hpp"
#include "http/wire/session.hpp"

namespace parley::http {
namespace {

constexpr auto code_version = [](const WrapUpCode& stored) {
    return wire::to_wire(stored).version;
};

constexpr auto profile_version = [](const CapacityProfile& stored) {
    return wire::to_wire(stored).version;
};

Task<Result<Response>> answer(Call& call, bool accept) {
    CO_TRY(const SessionId session, call.id<SessionId>(0));
    CO_TRY(const ColleagueId colleague, call.id<ColleagueId>(1));
    CO_TRY(const auto answered,
           co_await app::answer_question(call.app(), call.by_staff(), session, colleague, accept));
    co_return json(wire::to_wire(*answered, call.links()));
}

}  // namespace

Task<Result<Response>> get_wrap_up_codes(Call& call) {
    CO_TRY(const auto codes, co_await app::list_wrap_up_codes(call.app(), call.by_staff()));
    co_return page_by_name(call, codes, [](const WrapUpCode& one) { return wire::to_wire(one); });
}

Task<Result<Response>> post_wrap_up_code(Call& call) {
    CO_TRY(auto body, call.body<wire::WrapUpCodeBody>());
    app::WrapUpCodePatch patch;
    patch.name = std::move(body.name);
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto made = [](const WrapUpCode& code) { return json(wire::to_wire(code), 201); };
    CO_TRY(const WrapUpCode code,
           co_await app::create_wrap_up_code(call.app(), call.by_staff(), std::move(patch),
                                             once.keeping<WrapUpCode>(made)));
    co_return made(code);
}

Task<Result<Response>> patch_wrap_up_code(Call& call) {
    CO_TRY(const WrapUpCodeId id, call.id<WrapUpCodeId>(0));
    CO_TRY(auto body, call.body<wire::WrapUpCodePatch>());
    app::WrapUpCodePatch patch;
    patch.name = std::move(body.name);
    patch.active = body.active;
    CO_TRY(const WrapUpCode code,
           co_await app::update_wrap_up_code(call.app(), call.by_staff(), id, std::move(patch),
                                             expected_by<WrapUpCode>(call.request, code_version)));
    co_return versioned(wire::to_wire(code));
}

Task<Result<Response>> get_capacity_profiles(Call& call) {
    CO_TRY(const auto profiles, co_await app::list_capacity_profiles(call.app(), call.by_staff()));
    co_return page_by_name(call, profiles,
                           [](const CapacityProfile& one) { return wire::to_wire(one); });
}

Task<Result<Response>> post_capacity_profile(Call& call) {
    CO_TRY(auto body, call.body<wire::CapacityProfileBody>());
    app::CapacityProfilePatch patch;
    patch.name = std::move(body.name);
    if (body.shares) patch.shares = wire::from_wire(*body.shares);
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto made = [](const CapacityProfile& one) { return json(wire::to_wire(one), 201); };
    CO_TRY(const CapacityProfile profile,
           co_await app::create_capacity_profile(call.app(), call.by_staff(), std::move(patch),
                                                 once.keeping<CapacityProfile>(made)));
    co_return made(profile);
}

Task<Result<Response>> patch_capacity_profile(Call& call) {
    CO_TRY(const CapacityProfileId id, call.id<CapacityProfileId>(0));
    CO_TRY(auto body, call.body<wire::CapacityProfilePatch>());
    app::CapacityProfilePatch patch;
    patch.name = std::move(body.name);
    if (body.shares) patch.shares = wire::from_wire(*body.shares);
    CO_TRY(const CapacityProfile profile,
           co_await app::update_capacity_profile(
               call.app(), call.by_staff(), id, std::move(patch),
               expected_by<CapacityProfile>(call.request, profile_version)));
    co_return versioned(wire::to_wire(profile));
}

Task<Result<Response>> delete_capacity_profile(Call& call) {
    CO_TRY(const CapacityProfileId id, call.id<CapacityProfileId>(0));
    CO_CHECKED(co_await app::delete_capacity_profile(call.app(), call.by_staff(), id));
    co_return Response::empty(204);
}

Task<Result<Response>> post_pick(Call& call) {
    CO_TRY(const SessionId id, call.id<SessionId>(0));
    CO_TRY(const auto session, co_await app::pick_session(call.app(), call.by_staff(), id));
    co_return json(wire::to_wire(*session, call.links()));
}

Task<Result<Response>> get_targets(Call& call) {
    CO_TRY(const auto targets, co_await app::list_targets(call.app(), call.by_staff()));
    co_return json(wire::to_wire(targets));
}

Task<Result<Response>> post_callback(Call& call) {
    CO_TRY(const SessionId id, call.id<SessionId>(0));
    CO_TRY(auto body, call.body<wire::CallbackBody>());
    CO_TRY(const auto session,
           co_await app::request_callback(call.app(), call.by_staff(), id, std::move(body.number)));
    co_return json(wire::to_wire(*session, call.links()));
}

Task<Result<Response>> post_wrap_up(Call& call) {
    CO_TRY(const Agent agent, co_await app::extend_own_wrap_up(call.app(), call.by_staff()));
    co_return json(wire::to_wire(agent));
}

Task<Result<Response>> post_colleague(Call& call) {
    CO_TRY(const SessionId id, call.id<SessionId>(0));
    CO_TRY(auto body, call.body<wire::ColleagueBody>());
    app::Question question;
    question.agent = body.agent_id;
    question.kind = body.kind;
    question.note = std::move(body.note).value_or("");
    CO_TRY(const auto session,
           co_await app::ask_colleague(call.app(), call.by_staff(), id, std::move(question)));
    co_return json(wire::to_wire(*session, call.links()));
}

Task<Result<Response>> post_colleague_accept(Call& call) {
    CO_TRY(Response done, co_await answer(call, true));
    co_return std::move(done);
}

Task<Result<Response>> post_colleague_decline(Call& call) {
    CO_TRY(Response done, co_await answer(call, false));
    co_return std::move(done);
}

Task<Result<Response>> delete_colleague(Call& call) {
    CO_TRY(const SessionId session, call.id<SessionId>(0));
    CO_TRY(const ColleagueId colleague, call.id<ColleagueId>(1));
    CO_TRY(const auto left,
           co_await app::end_part(call.app(), call.by_staff(), session, colleague));
    co_return json(wire::to_wire(*left, call.links()));
}

}  // namespace parley::http
