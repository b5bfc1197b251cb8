// What each role may do. Asked in one place only: app/access.hpp, for REST, realtime, search and
// counts.
#pragma once

#include <boost/describe/enum.hpp>
#include <vector>

#include "domain/agent.hpp"

namespace parley {

enum class Permission {
    session_serve,     // Take offers, talk, close one's own sessions.
    session_read_all,  // See every session, not only one's queues' and one's own.
    session_manage,    // Write in, close, transfer or take anybody's session; set their presence.
    settings_read,
    settings_write,  // Company, queues, inboxes.
    agent_manage,    // Agents, roles, passwords.
    call_dial,       // Call out.
    recording_play,  // Of sessions one may see; each time is an event.
    recording_delete,
};
BOOST_DESCRIBE_ENUM(Permission, session_serve, session_read_all, session_manage, settings_read,
                    settings_write, agent_manage, call_dial, recording_play, recording_delete)

bool may(Role role, Permission permission);
std::vector<Permission> permissions_of(Role role);

}  // namespace parley
