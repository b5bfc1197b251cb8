#include "app/access.hpp"

#include <doctest/doctest.h>

namespace parley::app {
namespace {

SeededRng rng(11);
const Instant noon = from_ms(1'700'000'000'000);

template <class I>
I fresh() {
    return I::make(noon, rng);
}

Agent agent_in(QueueId queue, Role role = Role::agent) {
    Agent agent;
    agent.id = fresh<AgentId>();
    agent.role = role;
    agent.queues = {queue};
    return agent;
}

Event session_event(QueueId queue, AgentId agent) {
    Event event;
    event.type = EventType::session_assigned;
    event.conversation = fresh<ConversationId>();
    event.queue = queue;
    event.agent = agent;
    return event;
}

TEST_CASE("an agent sees their queues' sessions and their own, a supervisor all") {
    const QueueId billing = fresh<QueueId>();
    const QueueId sales = fresh<QueueId>();
    const Agent ann = agent_in(billing);
    const Agent eve = agent_in(sales, Role::supervisor);

    CHECK(visible_to_staff(scope_of(ann), session_event(billing, {})));
    CHECK_FALSE(visible_to_staff(scope_of(ann), session_event(sales, {})));
    CHECK(visible_to_staff(scope_of(ann), session_event(sales, ann.id)));
    CHECK(visible_to_staff(scope_of(eve), session_event(billing, {})));
}

TEST_CASE("whoever could see a session before a transfer is told that it left") {
    const QueueId billing = fresh<QueueId>();
    const QueueId sales = fresh<QueueId>();
    Event event = session_event(sales, {});
    event.former_queue = billing;

    CHECK(visible_to_staff(scope_of(agent_in(billing)), event));
    CHECK_FALSE(visible_to_staff(scope_of(agent_in(fresh<QueueId>())), event));
}

TEST_CASE("a visitor sees only their own conversation, and no notes") {
    Event event = session_event(fresh<QueueId>(), {});
    event.visibility = Visibility::everyone;
    CHECK(visible_to_visitor(event.conversation, event));
    CHECK_FALSE(visible_to_visitor(fresh<ConversationId>(), event));

    event.visibility = Visibility::staff;
    CHECK_FALSE(visible_to_visitor(event.conversation, event));

    Event settings;
    settings.type = EventType::queue_updated;
    settings.visibility = Visibility::everyone;
    CHECK_FALSE(visible_to_visitor(ConversationId{}, settings));
}

TEST_CASE("an inactive agent may do nothing") {
    Agent boss = agent_in(fresh<QueueId>(), Role::administrator);
    CHECK(require(boss, Permission::settings_write));
    boss.active = false;
    CHECK_FALSE(require(boss, Permission::settings_write));
}

}  // namespace
}  // namespace parley::app
