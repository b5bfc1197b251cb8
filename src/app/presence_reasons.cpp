#include "app/presence_reasons.hpp"

#include <algorithm>

#include "app/change.hpp"
#include "app/contact_fields.hpp"
#include "app/field_checks.hpp"
#include "domain/message.hpp"

namespace parley::app {
namespace {

Result<PresenceReason> patched(const Floor& floor, PresenceReason reason,
                               const PresenceReasonPatch& patch) {
    if (patch.name) reason.name = *patch.name;
    if (patch.kind) reason.kind = *patch.kind;
    if (patch.productive) reason.productive = *patch.productive;
    if (patch.minutes_max) reason.minutes_max = *patch.minutes_max;
    if (patch.precedence) reason.precedence = *patch.precedence;
    if (patch.active) reason.active = *patch.active;
    CHECKED(check_filled(reason.name, "/name"));
    CHECKED(check_text(reason.name, PresenceReason::name_max, "/name"));
    CHECKED(check_name(reason.name, "/name"));
    CHECKED(check_range(reason.minutes_max, 0, PresenceReason::minutes_most, "/minutes_max"));
    CHECKED(check_range(reason.precedence, 1, PresenceReason::precedence_max, "/precedence"));
    const bool is_taken = std::ranges::any_of(floor.presence_reasons, [&](const auto& entry) {
        return entry.first != reason.id && entry.second.name == reason.name;
    });
    if (is_taken) return refuse(Code::conflict, "name_taken", {}, "/name");
    return reason;
}

void store(Floor& floor, Turn& turn, const PresenceReason& reason, EventType type,
           const Agent& by) {
    floor.presence_reasons[reason.id] = reason;
    turn.put(reason);
    turn.append(type, Actor::of(by), Visibility::staff).event.detail = reason.id.text();
}

using ReasonDecision = std::function<Result<PresenceReason>(Floor&, Turn&, const Agent&)>;

}  // namespace

Task<Result<std::vector<PresenceReason>>> list_presence_reasons(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<std::vector<PresenceReason>(const Floor&)> look = [](const Floor& floor) {
        std::vector<PresenceReason> reasons;
        for (const auto& [id, reason] : floor.presence_reasons) reasons.push_back(reason);
        std::ranges::sort(reasons, [](const PresenceReason& a, const PresenceReason& b) {
            return std::tie(a.precedence, a.name, a.id) < std::tie(b.precedence, b.name, b.id);
        });
        return reasons;
    };
    co_return co_await owner->peek<std::vector<PresenceReason>>(std::move(look));
}

Task<Result<PresenceReason>> create_presence_reason(App& app, const Staff& staff,
                                                    PresenceReasonPatch body,
                                                    Once<PresenceReason> once) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    ReasonDecision decide = [body, once](Floor& floor, Turn& turn,
                                         const Agent& by) -> Result<PresenceReason> {
        CHECKED(first_time(floor, turn, once));
        if (floor.presence_reasons.size() >= PresenceReason::reasons_max)
            return refuse(Code::over_limit, "too_many");
        TRY(PresenceReason reason, patched(floor, PresenceReason{}, body));
        reason.id = turn.make<PresenceReasonId>();
        reason.word = reason.id.text();
        reason.created_at = turn.now;
        store(floor, turn, reason, EventType::presence_reason_created, by);
        keep(floor, turn, once, reason);
        return reason;
    };
    co_return co_await change<PresenceReason>(app, staff, Permission::settings_write,
                                              std::move(decide));
}

Task<Result<PresenceReason>> update_presence_reason(App& app, const Staff& staff,
                                                    PresenceReasonId id, PresenceReasonPatch patch,
                                                    Expected<PresenceReason> expected) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    ReasonDecision decide = [id, patch, expected](Floor& floor, Turn& turn,
                                                  const Agent& by) -> Result<PresenceReason> {
        const auto found = floor.presence_reasons.find(id);
        if (found == floor.presence_reasons.end())
            return refuse(Code::not_found, "presence_reason_not_found");
        CHECKED(still(expected, found->second));
        TRY(PresenceReason reason, patched(floor, found->second, patch));
        store(floor, turn, reason, EventType::presence_reason_updated, by);
        return reason;
    };
    co_return co_await change<PresenceReason>(app, staff, Permission::settings_write,
                                              std::move(decide));
}

}  // namespace parley::app
