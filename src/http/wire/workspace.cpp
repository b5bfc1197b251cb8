#include "http/wire/workspace.hpp"

#include "http/wire/version.hpp"

namespace parley::wire {

Workspace to_wire(const parley::Workspace& workspace) {
    Workspace wire{.id = workspace.id,
                   .name = workspace.name,
                   .locale = workspace.locale,
                   .time_zone = workspace.time_zone,
                   .demo = workspace.demo,
                   .created_at = workspace.created_at,
                   .version = {}};
    wire.version = version_of(wire);
    return wire;
}

Counts to_wire(const SessionCounts& counts) {
    return {.mine = counts.mine,
            .queue = counts.queue,
            .all = counts.all,
            .mine_unread = counts.mine_unread};
}

}  // namespace parley::wire
