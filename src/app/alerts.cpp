#include "app/alerts.hpp"

#include <algorithm>
#include <map>

#include "base/enum_names.hpp"

namespace parley::app {
namespace {

// By id, so that the events come in the same order on every machine.
std::map<QueueId, QueueSight> sights(const Floor& floor, Instant now) {
    std::map<QueueId, QueueSight> seen;
    for (const auto& [id, queue] : floor.queues) {
        const bool is_of_interest = queue.alerts.is_watching() || !queue.alerts.raised.empty();
        if (!is_of_interest) continue;
        QueueSight& sight = seen[id];
        sight.staffed = floor.router.staffed(id);
        for (const Live* live : floor.waiting.of(id)) {
            if (!live->is_waiting() || live->rests()) continue;
            ++sight.waiting;
            const Duration wait = now - live->work_item->entered_at;
            sight.longest_wait = std::max(sight.longest_wait, wait);
        }
    }
    return seen;
}

struct Due {
    QueueId queue;
    QueueAlert alert;
};

std::vector<Due> due(Floor& floor, Instant now) {
    std::vector<Due> all;
    for (const auto& [id, sight] : sights(floor, now)) {
        for (const QueueAlert alert :
             due_alerts(floor.queues.at(id).alerts, sight, floor.calm[id], now))
            all.push_back({id, alert});
    }
    return all;
}

}  // namespace

bool alerts_are_due(Floor& floor, Instant now) { return !due(floor, now).empty(); }

void settle_alerts(Floor& floor, Turn& turn) {
    for (const Due& one : due(floor, turn.now)) {
        Queue& queue = floor.queues.at(one.queue);
        turn_alert(queue.alerts, one.alert);
        const EventType type = queue.alerts.is_raised(one.alert) ? EventType::queue_alert_raised
                                                                 : EventType::queue_alert_cleared;
        turn.changed(queue, type, Actor::system(), std::string(name_of(one.alert)));
    }
}

}  // namespace parley::app
