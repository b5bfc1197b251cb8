// Capacity profiles as administrators keep them, and picking by hand what waits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/expected.hpp"
#include "app/once.hpp"
#include "app/sessions.hpp"

namespace parley::app {

// An absent field stays as it is. A body for creation is a patch onto the defaults.
struct CapacityProfilePatch {
    std::optional<std::string> name;
    std::optional<std::vector<ChannelShare>> shares;
};

// In order of name, then id. Needs settings_read.
Task<Result<std::vector<CapacityProfile>>> list_capacity_profiles(App& app, const Staff& staff);

// All need settings_write. Refuse invalid "missing_field", "text_too_long", "out_of_range",
// "unknown_value" (no such channel, or one twice), conflict "name_taken", over_limit "too_many",
// not_found "capacity_profile_not_found". What agents have already keeps what it took of them.
Task<Result<CapacityProfile>> create_capacity_profile(App& app, const Staff& staff,
                                                      CapacityProfilePatch body,
                                                      Once<CapacityProfile> once = {});
Task<Result<CapacityProfile>> update_capacity_profile(App& app, const Staff& staff,
                                                      CapacityProfileId id,
                                                      CapacityProfilePatch patch,
                                                      Expected<CapacityProfile> expected = nullptr);
// Also refuses conflict "profile_in_use" while an agent has it.
Task<Result<bool>> delete_capacity_profile(App& app, const Staff& staff, CapacityProfileId id);

// An agent takes by hand what waits in a queue of theirs. Refuses forbidden "permission_missing"
// (not of its queue), conflict "picking_not_allowed", "already_taken" (it waits no more),
// "agent_away" (offline), "agent_busy" (no room), "session_closed".
Task<Result<SessionAnswer>> pick_session(App& app, const Staff& staff, SessionId session);

}  // namespace parley::app
