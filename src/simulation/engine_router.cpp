#include "simulation/engine_router.hpp"

#include <chrono>

namespace parley::simulation {
namespace {

constexpr int slot_bits = 24;
// Longer than any simulated wait: a boost of it is strict priority.
constexpr Duration boost_max{std::int64_t{1} << 46};
constexpr int whole_agent = 100;

// The number leads, so that ties go to whoever came first; the lower half is mixed, as the engine
// takes it for a hash.
template <class AnyId>
AnyId id_of(std::uint64_t number) {
    IdBytes bytes{};
    std::uint64_t mixed = number * 0x9e3779b97f4a7c15;
    mixed ^= mixed >> 32;
    for (int i = 0; i < 8; ++i) {
        bytes[i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
        bytes[8 + i] = static_cast<std::uint8_t>(mixed >> (8 * i));
    }
    return AnyId(bytes);
}

template <class AnyId>
std::uint64_t number_of(const AnyId& id) {
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i) number = number << 8 | id.bytes()[i];
    return number;
}

// Nil names nothing, hence the 1.
QueueId queue_id(std::uint32_t queue) { return id_of<QueueId>(queue + 1); }
AgentId agent_id(std::uint32_t agent) { return id_of<AgentId>(agent + 1); }
WorkItemId item_id(ItemRef item) {
    return id_of<WorkItemId>((item.number + 1) << slot_bits | item.slot);
}

}  // namespace

EngineRouter::EngineRouter(const Floor& floor, Instant start)
    : engine_(routing::Policy{.boost_max = boost_max}) {
    for (std::uint32_t i = 0; i < floor.queues.size(); ++i) {
        const FloorQueue& queue = floor.queues[i];
        routing::QueuePut put;
        put.queue = queue_id(i);
        put.strategy = queue.strategy;
        put.needs = queue.needs;
        put.share = whole_agent;
        if (queue.overflow) put.overflow = queue_id(*queue.overflow);
        put.overflow_after = queue.overflow_after;
        put.waiting_max = queue.waiting_max == 0 ? routing::Engine::waiting_max : queue.waiting_max;
        perform(put, start);
    }
    for (std::uint32_t i = 0; i < floor.agents.size(); ++i) {
        routing::AgentPut put;
        put.agent = agent_id(i);
        put.skills = floor.agents[i].skills;
        for (const std::uint32_t queue : floor.agents[i].queues) {
            put.queues.push_back(queue_id(queue));
        }
        perform(put, start);
        if (floor.agents[i].on_duty) duty(i, true, start);
    }
    for (const FloorKind& kind : floor.kinds) {
        routing::ItemEntered entered;
        entered.queue = queue_id(kind.queue);
        entered.needs = kind.needs;
        entered.boost = kind.boost;
        kinds_.push_back(std::move(entered));
    }
}

bool EngineRouter::perform(const routing::Event& event, Instant now) {
    bool taken = true;
    for (const routing::Effect& effect : engine_.step(event, now)) {
        if (const auto* offer = std::get_if<routing::Offer>(&effect)) {
            perform(routing::OfferAccepted{offer->item, offer->agent, offer->offer}, now);
        } else if (const auto* assign = std::get_if<routing::Assign>(&effect)) {
            const std::uint64_t slot = number_of(assign->item) & ((1u << slot_bits) - 1);
            given.push_back({static_cast<std::uint32_t>(slot),
                             static_cast<std::uint32_t>(number_of(assign->agent) - 1)});
        } else if (std::holds_alternative<routing::Rejected>(effect)) {
            taken = false;
        }
    }
    return taken;
}

bool EngineRouter::enter(ItemRef item, std::uint32_t kind, Instant now) {
    routing::ItemEntered& entered = kinds_[kind];
    entered.item = item_id(item);
    entered.entered_at = now;
    return perform(entered, now);
}

void EngineRouter::leave(ItemRef item, Instant now) {
    perform(routing::ItemLeft{item_id(item)}, now);
}

void EngineRouter::release(ItemRef item, std::uint32_t, Instant now) {
    perform(routing::ItemReleased{item_id(item)}, now);
}

void EngineRouter::duty(std::uint32_t agent, bool on, Instant now) {
    perform(routing::AgentPresence{agent_id(agent), on ? Presence::ready : Presence::away}, now);
}

void EngineRouter::tick(Instant now) { perform(routing::Tick{}, now); }

}  // namespace parley::simulation
