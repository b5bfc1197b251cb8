// What somebody may be away for, and what time was spent with it.
#include <fmt/format.h>

#include "app/presence_reasons.hpp"
#include "app/presence_report.hpp"
#include "http/api/actions.hpp"
#include "http/api/keyset_page.hpp"
#include "http/api/once.hpp"
#include "http/api/report_range.hpp"
#include "http/wire/presence.hpp"

namespace parley::http {
namespace {

constexpr auto reason_version = [](const PresenceReason& stored) {
    return wire::to_wire(stored).version;
};

}  // namespace

Task<Result<Response>> get_presence_reasons(Call& call) {
    CO_TRY(const auto reasons, co_await app::list_presence_reasons(call.app(), call.by_staff()));
    const auto key_of = [](const PresenceReason& one) {
        return SortKey{fmt::format("{:03} {}", one.precedence, one.name), one.id.bytes()};
    };
    co_return keyset_page(call, reasons, key_of,
                          [](const PresenceReason& one) { return wire::to_wire(one); });
}

Task<Result<Response>> post_presence_reason(Call& call) {
    CO_TRY(auto body, call.body<wire::PresenceReasonBody>());
    app::PresenceReasonPatch patch;
    patch.name = std::move(body.name);
    patch.kind = body.kind;
    patch.productive = body.productive;
    patch.minutes_max = body.minutes_max;
    patch.precedence = body.precedence;
    CO_TRY(const Once once, co_await Once::of_staff(call));
    if (once.is_replay()) co_return once.replay();
    const auto made = [](const PresenceReason& one) { return json(wire::to_wire(one), 201); };
    CO_TRY(const PresenceReason reason,
           co_await app::create_presence_reason(call.app(), call.by_staff(), std::move(patch),
                                                once.keeping<PresenceReason>(made)));
    co_return made(reason);
}

Task<Result<Response>> patch_presence_reason(Call& call) {
    CO_TRY(const PresenceReasonId id, call.id<PresenceReasonId>(0));
    CO_TRY(auto body, call.body<wire::PresenceReasonPatch>());
    app::PresenceReasonPatch patch;
    patch.name = std::move(body.name);
    patch.kind = body.kind;
    patch.productive = body.productive;
    patch.minutes_max = body.minutes_max;
    patch.precedence = body.precedence;
    patch.active = body.active;
    CO_TRY(const PresenceReason reason,
           co_await app::update_presence_reason(
               call.app(), call.by_staff(), id, std::move(patch),
               expected_by<PresenceReason>(call.request, reason_version)));
    co_return versioned(wire::to_wire(reason));
}

Task<Result<Response>> get_presence_report(Call& call) {
    CO_TRY(const ReportRange range, report_range(call));
    CO_TRY(const AgentId agent, id_asked<AgentId>(call, "agent_id"));
    CO_TRY(const auto report,
           co_await app::report_presence(call.app(), call.by_staff(), range.from, range.to, agent));
    co_return json(wire::to_wire(report));
}

}  // namespace parley::http
