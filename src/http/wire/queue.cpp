#include "http/wire/queue.hpp"

#include "http/wire/version.hpp"

namespace parley::wire {

Queue to_wire(const parley::Queue& queue) {
    Queue wire{.id = queue.id,
               .name = queue.name,
               .strategy = queue.strategy,
               .skills = queue.skills,
               .share = queue.share,
               .offer_seconds = queue.offer_seconds,
               .overflow_queue_id = codec::nullable(queue.overflow_queue),
               .overflow_after_seconds = queue.overflow_after_seconds,
               .wrap_up_seconds = queue.wrap_up_seconds,
               .waiting_max = queue.waiting_max,
               .alert_waiting = queue.alerts.waiting,
               .alert_wait_seconds = queue.alerts.wait_seconds,
               .alert_unstaffed = queue.alerts.unstaffed,
               .alerts = queue.alerts.raised,
               .active = queue.active,
               .created_at = queue.created_at,
               .version = {}};
    Queue editable = wire;
    editable.alerts = {};
    wire.version = version_of(editable);
    return wire;
}

}  // namespace parley::wire
