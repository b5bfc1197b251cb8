// What scenarios are too small to show: limits, many kinds of demand, and what explanations carry.
#include "routing/engine.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace parley::routing {
namespace {

constexpr Instant start = from_ms(1'700'000'000'000);

template <class AnyId>
AnyId nth(std::uint64_t number) {
    IdBytes bytes{};
    for (int i = 0; i < 8; ++i) bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    return AnyId(bytes);
}

QueuePut queue_of(std::uint64_t number) {
    QueuePut queue;
    queue.queue = nth<QueueId>(number);
    queue.waiting_max = Engine::waiting_max * 2;
    return queue;
}

ItemEntered item_of(std::uint64_t number) {
    ItemEntered item;
    item.item = nth<WorkItemId>(number);
    item.queue = nth<QueueId>(1);
    item.entered_at = start;
    return item;
}

std::string skill_of(std::uint64_t number) { return fmt::format("skill-{}", number); }

TEST_CASE("hundreds of kinds of demand come and go without disturbing each other") {
    constexpr std::uint64_t kinds = 300;
    Engine engine;
    engine.step(queue_of(1), start);
    AgentPut expert{nth<AgentId>(1), {}, {nth<QueueId>(1)}};
    for (std::uint64_t i = 1; i <= kinds; ++i) {
        expert.skills.push_back({skill_of(i), 5});
        ItemEntered item = item_of(i);
        item.needs = {{skill_of(i), 1}};
        item.share = 100;
        engine.step(item, start + Duration(i));
    }
    for (std::uint64_t i = 1; i <= kinds; i += 2) {
        engine.step(ItemLeft{nth<WorkItemId>(i)}, start + 1s);
    }
    CHECK(engine.waiting(nth<QueueId>(1)) == kinds / 2);

    engine.step(expert, start + 2s);
    Effects effects = engine.step(AgentPresence{expert.agent, Presence::ready}, start + 2s);
    for (std::uint64_t i = 2; i <= kinds; i += 2) {
        REQUIRE(!effects.empty());
        const Offer* offer = std::get_if<Offer>(&effects.back());
        REQUIRE(offer != nullptr);
        REQUIRE(offer->item == nth<WorkItemId>(i));
        engine.step(OfferAccepted{offer->item, offer->agent, offer->offer}, start + 3s);
        effects = engine.step(ItemReleased{offer->item}, start + 3s);
        REQUIRE(engine.audit() == "");
    }
}

TEST_CASE("no more than waiting_max items wait in all") {
    Engine engine;
    engine.step(queue_of(1), start);
    for (std::uint64_t i = 1; i <= Engine::waiting_max; ++i) engine.step(item_of(i), start);
    CHECK(engine.waiting(nth<QueueId>(1)) == Engine::waiting_max);
    CHECK(engine.position(nth<WorkItemId>(Engine::waiting_max)) == Engine::waiting_max);

    const Effects effects = engine.step(item_of(Engine::waiting_max + 1), start);

    REQUIRE(effects.size() == 1);
    CHECK(std::get<Rejected>(effects[0]).reason == RejectReason::queue_full);
    CHECK_FALSE(engine.item(nth<WorkItemId>(Engine::waiting_max + 1)));
}

TEST_CASE("an item that asks for the impossible is rejected") {
    Engine engine;
    engine.step(queue_of(1), start);
    ItemEntered heavy = item_of(1);
    heavy.share = 101;
    ItemEntered choosy = item_of(2);
    choosy.needs.resize(Engine::needs_max + 1);
    for (const ItemEntered& item : {heavy, choosy}) {
        const Effects effects = engine.step(item, start);
        REQUIRE(effects.size() == 1);
        CHECK(std::get<Rejected>(effects[0]).reason == RejectReason::invalid);
    }
}

TEST_CASE("an offer says why this agent, and an item why it waits") {
    Engine engine;
    QueuePut queue = queue_of(1);
    queue.offer_for = 20s;
    engine.step(queue, start);
    for (std::uint64_t i = 1; i <= 3; ++i) {
        engine.step(AgentPut{nth<AgentId>(i), {}, {queue.queue}, 30}, start);
    }
    engine.step(AgentPresence{nth<AgentId>(1), Presence::ready}, start + 1s);
    engine.step(AgentPresence{nth<AgentId>(2), Presence::ready}, start + 2s);

    const Effects effects = engine.step(item_of(1), start + 5s);
    const Offer& offer = std::get<Offer>(effects.back());
    CHECK(offer.agent == nth<AgentId>(1));
    CHECK(offer.expires_at == start + 25s);
    CHECK(offer.through == queue.queue);
    CHECK(offer.why.candidates == 2);
    CHECK(offer.why.idle_since == start + 1s);
    CHECK(offer.why.load == 0);

    engine.step(item_of(2), start + 6s);
    engine.step(item_of(3), start + 7s);
    const auto told = engine.explain(nth<WorkItemId>(3));
    REQUIRE(told);
    CHECK(told->position == 1);
    CHECK(told->effective_age == 7s);
    CHECK(told->queues == std::vector{queue.queue});
    CHECK(told->agents.all == 3);
    CHECK(told->agents.off_duty == 1);
    CHECK(told->agents.no_room == 2);
    CHECK_FALSE(told->next);
    CHECK_FALSE(engine.explain(nth<WorkItemId>(9)));
}

TEST_CASE("the next deadline is that of the earliest lease, and lies ahead") {
    Engine engine;
    CHECK_FALSE(engine.next_deadline());
    QueuePut queue = queue_of(1);
    queue.offer_for = 20s;
    engine.step(queue, start);
    engine.step(AgentPut{nth<AgentId>(1), {}, {queue.queue}}, start);
    engine.step(AgentPresence{nth<AgentId>(1), Presence::ready}, start);
    engine.step(item_of(1), start + 1s);
    engine.step(item_of(2), start + 2s);
    CHECK(engine.next_deadline() == start + 21s);

    engine.step(OfferAccepted{nth<WorkItemId>(1), nth<AgentId>(1), 1}, start + 3s);
    CHECK(engine.next_deadline() == start + 22s);

    engine.step(Tick{}, start + 22s);
    CHECK_FALSE(engine.next_deadline());
}

TEST_CASE("a clock that runs backwards changes nothing that has happened") {
    Engine engine;
    engine.step(queue_of(1), start);
    engine.step(item_of(1), start + 10s);
    ItemEntered later = item_of(2);
    later.entered_at = start + 60s;  // From the future: counts as now.
    engine.step(later, start);
    CHECK(engine.item(later.item)->entered_at == start + 10s);
}

}  // namespace
}  // namespace parley::routing
