#include "http/wire/presence.hpp"

#include "http/wire/version.hpp"

namespace parley::wire {

PresenceReason to_wire(const parley::PresenceReason& reason) {
    PresenceReason wire{.id = reason.id,
                        .word = reason.word,
                        .name = reason.name,
                        .kind = reason.kind,
                        .productive = reason.productive,
                        .minutes_max = reason.minutes_max,
                        .precedence = reason.precedence,
                        .active = reason.active,
                        .created_at = reason.created_at,
                        .version = {}};
    wire.version = version_of(wire);
    return wire;
}

PresenceReport to_wire(const app::PresenceReport& report) {
    PresenceReport wire{report.from, report.to, report.ready / Duration(1), {}};
    for (const app::NamedPresenceUse& row : report.rows) {
        wire.rows.push_back({.reason = row.use.reason,
                             .name = row.name,
                             .kind = row.kind,
                             .productive = row.productive,
                             .times = row.use.times,
                             .spent_ms = row.use.spent / Duration(1),
                             .longest_ms = row.use.longest / Duration(1)});
    }
    return wire;
}

}  // namespace parley::wire
