// Agents coming, going, and saying whether they can be offered work.
#pragma once

#include <optional>

#include "app/access.hpp"
#include "app/app.hpp"

namespace parley::app {

constexpr std::size_t presence_reason_max = 40;

// Refuses invalid "bad_presence_reason" (lower-case words and _ only).
Result<> check_presence_reason(std::string_view reason);

// The agent's own word. Refuses invalid "bad_presence_reason" (lower-case words and _ only).
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
