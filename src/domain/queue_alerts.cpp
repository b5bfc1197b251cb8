#include "domain/queue_alerts.hpp"

#include <algorithm>

namespace parley {
namespace {

constexpr QueueAlert all[] = {QueueAlert::waiting, QueueAlert::wait, QueueAlert::unstaffed};

bool is_wrong(const QueueAlerts& alerts, const QueueSight& sight, QueueAlert alert) {
    switch (alert) {
        case QueueAlert::waiting:
            return alerts.waiting > 0 && sight.waiting > static_cast<std::size_t>(alerts.waiting);
        case QueueAlert::wait:
            return alerts.wait_seconds > 0 && sight.waiting > 0 &&
                   sight.longest_wait > std::chrono::seconds(alerts.wait_seconds);
        case QueueAlert::unstaffed:
            return alerts.unstaffed && sight.waiting > 0 && sight.staffed == 0;
    }
    return false;
}

}  // namespace

bool QueueAlerts::is_raised(QueueAlert alert) const {
    return std::ranges::find(raised, alert) != raised.end();
}

std::vector<QueueAlert> due_alerts(const QueueAlerts& alerts, const QueueSight& sight,
                                   QueueCalm& calm, Instant now) {
    std::vector<QueueAlert> due;
    for (const QueueAlert alert : all) {
        auto& calm_since = calm[static_cast<std::size_t>(alert)];
        if (is_wrong(alerts, sight, alert)) {
            calm_since.reset();
            if (!alerts.is_raised(alert)) due.push_back(alert);
        } else if (!alerts.is_raised(alert)) {
            calm_since.reset();
        } else if (!calm_since) {
            calm_since = now;
        } else if (now - *calm_since >= QueueAlerts::calm_for) {
            due.push_back(alert);
        }
    }
    return due;
}

void turn_alert(QueueAlerts& alerts, QueueAlert alert) {
    if (std::erase(alerts.raised, alert) > 0) return;
    alerts.raised.push_back(alert);
    std::ranges::sort(alerts.raised);
}

}  // namespace parley
