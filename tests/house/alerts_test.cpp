// Alerts of a queue, by the real core on a real store: raised by what happens and by time, kept
// over a restart, cleared after calm.
#include <doctest/doctest.h>

#include <algorithm>

#include "house/house.hpp"

namespace parley::house {
namespace {

struct Watched {
    House house;

    Watched() {
        app::QueuePatch patch;
        patch.alert_waiting = 1;
        patch.alert_wait_seconds = 60;
        patch.alert_unstaffed = true;
        expect(
            wait_for(app::update_queue(house.app(), house.administrator, house.queue.id, patch)));
    }

    void arrives() { house.say(house.visitor(), "hello"); }

    // "+unstaffed -wait": raised and cleared since the beginning.
    std::string told() {
        std::string text;
        for (const Event& event : house.stored_events()) {
            const bool raised = event.type == EventType::queue_alert_raised;
            if (!raised && event.type != EventType::queue_alert_cleared) continue;
            CHECK(event.queue == house.queue.id);
            CHECK(event.actor == ActorKind::system);
            text += (text.empty() ? "" : " ") + std::string(raised ? "+" : "-") + event.detail;
        }
        return text;
    }
    std::size_t raised() {
        const auto queues = expect(wait_for(app::list_queues(house.app(), house.administrator)));
        return queues.at(0).alerts.raised.size();
    }
};

TEST_CASE("a queue tells when nobody is there, too many wait, and somebody waits too long") {
    Watched queue;
    queue.house.pass(1s);
    CHECK(queue.told() == "");
    queue.arrives();
    queue.house.pass(1s);
    CHECK(queue.told() == "+unstaffed");
    queue.arrives();
    queue.house.pass(1s);
    CHECK(queue.told() == "+unstaffed +waiting");
    queue.house.pass(57s);
    CHECK(queue.told() == "+unstaffed +waiting");
    queue.house.pass(3s);
    CHECK(queue.told() == "+unstaffed +waiting +wait");
    CHECK(queue.raised() == 3);
}

TEST_CASE("what was raised stays so over a restart, and is not told again") {
    Watched queue;
    queue.arrives();
    queue.house.pass(1s);
    queue.house.restart();
    CHECK(queue.raised() == 1);
    queue.house.pass(5s);
    CHECK(queue.told() == "+unstaffed");
}

TEST_CASE("an alert is cleared once it has been calm for a while") {
    Watched queue;
    queue.arrives();
    queue.house.pass(1s);
    queue.house.ready(queue.house.ann);
    queue.house.pass(0s);
    CHECK(queue.told() == "+unstaffed");
    queue.house.pass(QueueAlerts::calm_for);
    CHECK(queue.told() == "+unstaffed -unstaffed");
    CHECK(queue.raised() == 0);
}

TEST_CASE("a queue that is not watched tells nothing") {
    House house;
    house.say(house.visitor(), "hello");
    house.pass(1h);
    const auto events = house.stored_events();
    CHECK(std::ranges::none_of(
        events, [](const Event& event) { return event.type == EventType::queue_alert_raised; }));
}

}  // namespace
}  // namespace parley::house
