#include "http/realtime/audience.hpp"

#include <doctest/doctest.h>

namespace parley::http {
namespace {

struct World {
    SeededRng rng{1};
    QueueId ours = make<QueueId>();
    QueueId theirs = make<QueueId>();
    ConversationId conversation = make<ConversationId>();

    template <class I>
    I make() {
        return I::make(from_ms(1), rng);
    }

    Audience agent(Role role) {
        app::Staff staff;
        staff.agent.id = make<AgentId>();
        staff.agent.role = role;
        staff.agent.queues = {ours};
        return audience_of(std::move(staff));
    }
    Audience visitor() {
        app::Visitor visitor;
        visitor.conversation = conversation;
        return audience_of(std::move(visitor));
    }
    Event message(QueueId queue, Visibility visibility) {
        Event event;
        event.type = EventType::message_posted;
        event.conversation = conversation;
        event.queue = queue;
        event.visibility = visibility;
        return event;
    }
};

TEST_CASE("agents see their queues, supervisors everything, visitors their own conversation") {
    World world;
    const Audience agent = world.agent(Role::agent);
    const Audience supervisor = world.agent(Role::supervisor);
    const Audience visitor = world.visitor();

    const Event ours = world.message(world.ours, Visibility::everyone);
    CHECK(visible(agent, ours));
    CHECK(visible(supervisor, ours));
    CHECK(visible(visitor, ours));

    Event theirs = world.message(world.theirs, Visibility::everyone);
    theirs.conversation = world.make<ConversationId>();
    CHECK_FALSE(visible(agent, theirs));
    CHECK(visible(supervisor, theirs));
    CHECK_FALSE(visible(visitor, theirs));
}

TEST_CASE("a private note reaches no visitor") {
    World world;
    const Event note = world.message(world.ours, Visibility::staff);
    CHECK(visible(world.agent(Role::agent), note));
    CHECK_FALSE(visible(world.visitor(), note));
}

TEST_CASE("a session that leaves somebody's queue is still told to them") {
    World world;
    Event moved = world.message(world.theirs, Visibility::everyone);
    moved.type = EventType::session_transferred;
    moved.former_queue = world.ours;
    CHECK(visible(world.agent(Role::agent), moved));
}

TEST_CASE("who takes part in a call is told how the contact is heard, and nobody else") {
    World world;
    const Audience agent = world.agent(Role::agent);
    LineQuality quality;
    quality.conversation = world.conversation;
    CHECK_FALSE(hears(agent, quality));
    quality.agents = {std::get<StaffAudience>(agent).staff.agent.id};
    CHECK(hears(agent, quality));
    CHECK_FALSE(hears(world.agent(Role::administrator), quality));
    CHECK_FALSE(hears(world.visitor(), quality));
}

TEST_CASE("nobody hears their own typing, and visitors hear agents only") {
    World world;
    const Audience agent = world.agent(Role::agent);
    Typing typing;
    typing.conversation = world.conversation;
    typing.queue = world.ours;
    typing.sender = SenderKind::agent;
    typing.sender_id = std::get<StaffAudience>(agent).staff.agent.id.bytes();
    CHECK_FALSE(hears(agent, typing));
    CHECK(hears(world.agent(Role::agent), typing));
    CHECK(hears(world.visitor(), typing));

    typing.sender = SenderKind::visitor;
    CHECK_FALSE(hears(world.visitor(), typing));
    typing.sender = SenderKind::agent;
    typing.conversation = world.make<ConversationId>();
    CHECK_FALSE(hears(world.visitor(), typing));
}

TEST_CASE("a place in the queue is told to the visitor who waits, and to nobody else") {
    World world;
    QueuePosition position;
    position.conversation = world.conversation;
    CHECK(hears(world.visitor(), Signal(position)));
    CHECK_FALSE(hears(world.agent(Role::administrator), Signal(position)));
    position.conversation = world.make<ConversationId>();
    CHECK_FALSE(hears(world.visitor(), Signal(position)));
}

TEST_CASE("only what touches role, queues or membership changes a reader's rights") {
    World world;
    Audience audience = world.agent(Role::agent);
    auto& staff = std::get<StaffAudience>(audience);
    Agent agent = staff.staff.agent;
    const auto told = [&] {
        Published published;
        published.agent = std::make_shared<const Agent>(agent);
        return take_over(staff, published);
    };

    agent.presence = Presence::ready;
    CHECK(told() == RightsChange::none);
    CHECK(staff.staff.agent.presence == Presence::ready);

    agent.queues = {world.theirs};
    CHECK(told() == RightsChange::changed);
    CHECK(visible(audience, world.message(world.theirs, Visibility::staff)));
    CHECK_FALSE(visible(audience, world.message(world.ours, Visibility::staff)));

    agent.active = false;
    CHECK(told() == RightsChange::ended);

    agent.id = world.make<AgentId>();
    CHECK(told() == RightsChange::none);
}

}  // namespace
}  // namespace parley::http
