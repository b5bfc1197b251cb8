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

Staff program(std::vector<KeyScope> scopes, Role role = Role::administrator) {
    Staff staff;
    staff.agent = agent_in(fresh<QueueId>(), role);
    staff.key.emplace().scopes = std::move(scopes);
    return staff;
}

TEST_CASE("a program may what its key's scopes hold, a person has them all") {
    const Staff reader = program({KeyScope::messages_read});
    CHECK(require(reader, KeyScope::messages_read));
    const auto refused = require(reader, KeyScope::messages_write);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::forbidden);
    CHECK(refused.error().reason == "scope_missing");
    CHECK(refused.error().message == "messages_write");

    Staff person = program({});
    person.key.reset();
    CHECK(require(person, KeyScope::messages_write));
    CHECK(require_person(person));
    CHECK_FALSE(require_person(reader));
}

TEST_CASE("of a role's permissions a key has those that one of its scopes opens") {
    const std::vector<KeyScope> scopes{KeyScope::settings_read, KeyScope::agents_write};
    const std::vector<Permission> both{Permission::settings_read, Permission::agent_manage};
    CHECK(permissions_of(program(scopes)) == both);
    CHECK(permissions_of(program(scopes, Role::agent)).empty());
}

TEST_CASE("a key's time is over at its very end, and never where none was said") {
    Staff staff = program({});
    CHECK_FALSE(has_expired(staff, noon));
    staff.key->expires_at = noon;
    CHECK_FALSE(has_expired(staff, noon - 1ms));
    CHECK(has_expired(staff, noon));
}

}  // namespace
}  // namespace parley::app
