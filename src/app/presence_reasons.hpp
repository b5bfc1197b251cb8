// Presence reasons as administrators keep them: a list of the workspace, of which none is ever
// deleted. Choosing one is presence.hpp's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/access.hpp"
#include "app/app.hpp"
#include "app/expected.hpp"
#include "app/once.hpp"

namespace parley::app {

// An absent field stays as it is. A body for creation is a patch onto the defaults.
struct PresenceReasonPatch {
    std::optional<std::string> name;
    std::optional<PresenceKind> kind;
    std::optional<bool> productive;
    std::optional<int> minutes_max;
    std::optional<int> precedence;
    std::optional<bool> active;
};

// In their order (`precedence`, name, id); those no longer in use among them. To whoever serves
// sessions.
Task<Result<std::vector<PresenceReason>>> list_presence_reasons(App& app, const Staff& staff);

// Both need settings_write. Refuse invalid "missing_field", "text_too_long", "control_character",
// "out_of_range", conflict "name_taken", over_limit "too_many", not_found
// "presence_reason_not_found".
Task<Result<PresenceReason>> create_presence_reason(App& app, const Staff& staff,
                                                    PresenceReasonPatch body,
                                                    Once<PresenceReason> once = {});
Task<Result<PresenceReason>> update_presence_reason(App& app, const Staff& staff,
                                                    PresenceReasonId id, PresenceReasonPatch patch,
                                                    Expected<PresenceReason> expected = nullptr);

}  // namespace parley::app
