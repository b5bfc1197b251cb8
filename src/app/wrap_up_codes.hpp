// Wrap-up codes as administrators keep them: a list of the workspace, of which none is ever
// deleted.
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
struct WrapUpCodePatch {
    std::optional<std::string> name;
    std::optional<bool> active;
};

// In order of name, then id; those no longer in use among them. To whoever serves sessions.
Task<Result<std::vector<WrapUpCode>>> list_wrap_up_codes(App& app, const Staff& staff);

// Both need settings_write. Refuse invalid "missing_field", "text_too_long", "control_character",
// conflict "name_taken", over_limit "too_many", not_found "wrap_up_code_not_found".
Task<Result<WrapUpCode>> create_wrap_up_code(App& app, const Staff& staff, WrapUpCodePatch body,
                                             Once<WrapUpCode> once = {});
Task<Result<WrapUpCode>> update_wrap_up_code(App& app, const Staff& staff, WrapUpCodeId id,
                                             WrapUpCodePatch patch,
                                             Expected<WrapUpCode> expected = nullptr);

}  // namespace parley::app
