#include "app/wrap_up_codes.hpp"

#include <algorithm>

#include "app/change.hpp"
#include "app/contact_fields.hpp"
#include "app/field_checks.hpp"
#include "domain/message.hpp"

namespace parley::app {
namespace {

Result<WrapUpCode> patched(const Floor& floor, WrapUpCode code, const WrapUpCodePatch& patch) {
    if (patch.name) code.name = *patch.name;
    if (patch.active) code.active = *patch.active;
    CHECKED(check_filled(code.name, "/name"));
    CHECKED(check_text(code.name, WrapUpCode::name_max, "/name"));
    CHECKED(check_name(code.name, "/name"));
    const bool is_taken = std::ranges::any_of(floor.wrap_up_codes, [&](const auto& entry) {
        return entry.first != code.id && entry.second.name == code.name;
    });
    if (is_taken) return refuse(Code::conflict, "name_taken", {}, "/name");
    return code;
}

void store(Floor& floor, Turn& turn, const WrapUpCode& code, EventType type, const Agent& by) {
    floor.wrap_up_codes[code.id] = code;
    turn.put(code);
    turn.append(type, Actor::of(by), Visibility::staff).event.detail = code.id.text();
}

}  // namespace

Task<Result<std::vector<WrapUpCode>>> list_wrap_up_codes(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::sessions_read));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    std::function<std::vector<WrapUpCode>(const Floor&)> look = [](const Floor& floor) {
        std::vector<WrapUpCode> codes;
        for (const auto& [id, code] : floor.wrap_up_codes) codes.push_back(code);
        std::ranges::sort(codes, [](const WrapUpCode& a, const WrapUpCode& b) {
            return std::tie(a.name, a.id) < std::tie(b.name, b.id);
        });
        return codes;
    };
    co_return co_await owner->peek<std::vector<WrapUpCode>>(std::move(look));
}

Task<Result<WrapUpCode>> create_wrap_up_code(App& app, const Staff& staff, WrapUpCodePatch body,
                                             Once<WrapUpCode> once) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    std::function<Result<WrapUpCode>(Floor&, Turn&, const Agent&)> decide =
        [body, once](Floor& floor, Turn& turn, const Agent& by) -> Result<WrapUpCode> {
        CHECKED(first_time(floor, turn, once));
        if (floor.wrap_up_codes.size() >= WrapUpCode::codes_max)
            return refuse(Code::over_limit, "too_many");
        TRY(WrapUpCode code, patched(floor, WrapUpCode{}, body));
        code.id = turn.make<WrapUpCodeId>();
        code.created_at = turn.now;
        store(floor, turn, code, EventType::wrap_up_code_created, by);
        keep(floor, turn, once, code);
        return code;
    };
    co_return co_await change<WrapUpCode>(app, staff, Permission::settings_write,
                                          std::move(decide));
}

Task<Result<WrapUpCode>> update_wrap_up_code(App& app, const Staff& staff, WrapUpCodeId id,
                                             WrapUpCodePatch patch, Expected<WrapUpCode> expected) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    std::function<Result<WrapUpCode>(Floor&, Turn&, const Agent&)> decide =
        [id, patch, expected](Floor& floor, Turn& turn, const Agent& by) -> Result<WrapUpCode> {
        const auto found = floor.wrap_up_codes.find(id);
        if (found == floor.wrap_up_codes.end())
            return refuse(Code::not_found, "wrap_up_code_not_found");
        CHECKED(still(expected, found->second));
        TRY(WrapUpCode code, patched(floor, found->second, patch));
        store(floor, turn, code, EventType::wrap_up_code_updated, by);
        return code;
    };
    co_return co_await change<WrapUpCode>(app, staff, Permission::settings_write,
                                          std::move(decide));
}

}  // namespace parley::app
