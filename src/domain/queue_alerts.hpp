// When a queue needs somebody's eye: what is watched, what has been raised, and the decision
// between the two.
//
// An alert is raised at once and cleared only after it was calm for `calm_for` without a break, so
// that a queue about its threshold is not told of with every item. Pure.
#pragma once

#include <array>
#include <boost/describe/enum.hpp>
#include <optional>
#include <vector>

#include "domain/ids.hpp"

namespace parley {

// waiting: more wait than `waiting`. wait: somebody waits longer than `wait_seconds`. unstaffed:
// somebody waits and nobody is ready who could be asked.
enum class QueueAlert { waiting, wait, unstaffed };
BOOST_DESCRIBE_ENUM(QueueAlert, waiting, wait, unstaffed)

struct QueueAlerts {
    static constexpr Duration calm_for = 15s;
    static constexpr int alert_waiting_max = 100'000;
    static constexpr int alert_wait_seconds_max = 86'400;

    int waiting = 0;       // 0: not watched.
    int wait_seconds = 0;  // 0: not watched.
    bool unstaffed = false;
    std::vector<QueueAlert> raised;  // In the order of the enumeration.

    bool is_watching() const { return waiting > 0 || wait_seconds > 0 || unstaffed; }
    bool is_raised(QueueAlert alert) const;
};

// What is seen of a queue at a moment.
struct QueueSight {
    std::size_t waiting = 0;
    Duration longest_wait{};
    std::size_t staffed = 0;
};

// Since when each that is raised has been calm; kept between two looks, in memory only: after a
// restart the calm begins anew.
using QueueCalm = std::array<std::optional<Instant>, 3>;

// Those of which `raised` changes now, in the order of the enumeration: raised if they were not,
// cleared if they were. Notes in `calm` what has become calm or is calm no more.
std::vector<QueueAlert> due_alerts(const QueueAlerts& alerts, const QueueSight& sight,
                                   QueueCalm& calm, Instant now);
// Raised if it was not, cleared if it was.
void turn_alert(QueueAlerts& alerts, QueueAlert alert);

}  // namespace parley
