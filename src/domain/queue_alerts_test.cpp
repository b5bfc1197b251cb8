#include "domain/queue_alerts.hpp"

#include <doctest/doctest.h>

#include <string>

namespace parley {
namespace {

const Instant noon = from_ms(1'700'000'000'000);

struct Watched {
    QueueAlerts alerts{.waiting = 3, .wait_seconds = 60, .unstaffed = true, .raised = {}};
    QueueCalm calm{};

    // Looks, and does what is due. "+wait -unstaffed": raised and cleared.
    std::string look(QueueSight sight, Duration at) {
        std::string text;
        for (const QueueAlert alert : due_alerts(alerts, sight, calm, noon + at)) {
            turn_alert(alerts, alert);
            constexpr const char* names[] = {"waiting", "wait", "unstaffed"};
            text += (text.empty() ? "" : " ") + std::string(alerts.is_raised(alert) ? "+" : "-") +
                    names[static_cast<int>(alert)];
        }
        return text;
    }
};

constexpr QueueSight calm_sight{.waiting = 3, .longest_wait = 60s, .staffed = 1};
constexpr QueueSight full{.waiting = 4, .longest_wait = 5s, .staffed = 1};

TEST_CASE("at its threshold a queue is calm, and beyond it raised at once, and once") {
    Watched queue;
    CHECK(queue.look(calm_sight, 0s) == "");
    CHECK(queue.look(full, 1s) == "+waiting");
    CHECK(queue.look(full, 2s) == "");
    CHECK(queue.look({.waiting = 4, .longest_wait = 61s, .staffed = 0}, 3s) == "+wait +unstaffed");
}

TEST_CASE("it is cleared after calm without a break, not for a moment's") {
    Watched queue;
    queue.look(full, 0s);
    CHECK(queue.look(calm_sight, 1s) == "");
    CHECK(queue.look(full, 15s) == "");
    CHECK(queue.look(calm_sight, 16s) == "");
    CHECK(queue.look(calm_sight, 16s + QueueAlerts::calm_for - 1ms) == "");
    CHECK(queue.look(calm_sight, 16s + QueueAlerts::calm_for) == "-waiting");
    CHECK(queue.look(full, 60s) == "+waiting");
}

TEST_CASE("nobody is missed where nobody waits, and what is not watched is never wrong") {
    Watched queue;
    CHECK(queue.look({.waiting = 0, .longest_wait = 0s, .staffed = 0}, 0s) == "");
    CHECK(queue.look({.waiting = 1, .longest_wait = 0s, .staffed = 0}, 0s) == "+unstaffed");
    queue.alerts.unstaffed = false;
    CHECK(queue.look({.waiting = 1, .longest_wait = 0s, .staffed = 0}, 1s) == "");
    CHECK(queue.look({.waiting = 1, .longest_wait = 0s, .staffed = 0}, 20s) == "-unstaffed");
    queue.alerts = {};
    CHECK_FALSE(queue.alerts.is_watching());
    CHECK(queue.look({.waiting = 99, .longest_wait = 1h, .staffed = 0}, 30s) == "");
}

}  // namespace
}  // namespace parley
