// Agents coming, going, and saying whether they can be offered work.
#pragma once

#include <optional>

#include "app/access.hpp"
#include "app/app.hpp"

namespace parley::app {

// Refuses invalid "bad_presence_reason": what is no word at all (presence_reason.hpp).
Result<> check_presence_reason(std::string_view reason);
// Refuses not_found "presence_reason_not_found": none of the workspace's, or no longer in use. An
// agent keeps what they have.
Result<> check_presence_reason(const Floor& floor, const Agent& agent, std::string_view reason);

// The agent's own word; without one they are away for no reason. Refuses as both above.
Task<Result<Agent>> set_own_presence(App& app, const Staff& staff, Presence presence,
                                     std::string reason);

// The agent has finished up before their time: they are offered work again. Without a wrap-up
// nothing happens.
Task<Result<Agent>> end_own_wrap_up(App& app, const Staff& staff);

// The agent needs longer: by what the queue whose item they wrap up allows, as often as it allows.
// Refuses conflict "not_wrapping_up", "wrap_up_not_extendable".
Task<Result<Agent>> extend_own_wrap_up(App& app, const Staff& staff);

// One more, one fewer live connection. The last one gone starts the clock of lifecycle.hpp's
// `lost_after`; the first one back stops it, and an agent lost meanwhile is as present as before.
// A connection that was silent for longer than that before it went has started the clock already,
// when it was last heard.
void agent_connected(App& app, WorkspaceId workspace, AgentId agent);
void agent_disconnected(App& app, WorkspaceId workspace, AgentId agent,
                        std::optional<Instant> last_heard = std::nullopt);

// Tell an owner only: of connections that are counted elsewhere already.
void tell_connected(Owner& owner, AgentId agent);
void tell_disconnected(Owner& owner, AgentId agent, std::optional<Instant> last_heard);

}  // namespace parley::app
