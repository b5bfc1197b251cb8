// The routing engine decides which agent is offered which work item, and nothing else.
//
//     step(event, now) -> effects
//
// It reads no clock, opens no socket and draws no randomness. The caller performs the effects and
// returns their outcomes as events, so a recorded day of events replays to the same effects. It
// knows no medium: an item is a share of an agent's capacity, needs, and a place in the order.
//
// Ownership:  one Engine per workspace, touched only by that workspace's owner. No locks.
// Time:       a step first lets pass what is due by `now` (leases, overflow, holds, wrap-up). `now`
// never
//             runs backwards: an earlier one counts as the last. Call with Tick by next_deadline().
// Refusals:   Rejected, for items; otherwise none: an event that came too late has no effects.
// Bounds:     `waiting_max` items wait in all, each queue has its own limit, an item adds
// `needs_max`
//             needs. Agents and queues are as many as the caller declares.
// Promises:   after every step no item waits that a ready agent with room could serve; an item has
//             at most one agent; load never exceeds capacity. audit() checks them.
// Start with: tests/scenarios/*.txt, which read as the manual of this module.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "routing/effect.hpp"
#include "routing/event.hpp"
#include "routing/view.hpp"

namespace parley::routing {

struct State;

struct Policy {
    Duration preferred_hold =
        30s;  // How long an item is held for a preferred agent who is ready but full.
    Duration boost_max =
        std::chrono::hours(24);   // Also the bound on how long a boost can starve others.
    std::int64_t last_offer = 0;  // The highest offer number ever given out.
};

class Engine {
public:
    static constexpr std::size_t waiting_max = 200'000;
    static constexpr std::size_t needs_max = 16;
    static constexpr int kinds_max = 32;
    static constexpr std::size_t steps_max = 8;    // Of a queue; further ones are not heeded.
    static constexpr std::size_t backups_max = 4;  // The same, of an item at one time.

    explicit Engine(Policy policy = {});
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;
    ~Engine();

    Effects step(const Event& event, Instant now);

    // When a Tick is due; always later than the last step. None: nothing is pending.
    std::optional<Instant> next_deadline() const;

    std::optional<ItemView> item(WorkItemId id) const;
    std::optional<AgentView> agent(AgentId id) const;
    // Place among its own queue's waiting items, 1 first; none unless it waits.
    std::optional<std::size_t> position(WorkItemId id) const;
    // How long it will still wait, from its place, the queue's agents and its past; none: not
    // known.
    std::optional<WaitRange> expected_wait(WorkItemId id) const;
    std::optional<Explanation> explain(WorkItemId id) const;
    // What the item takes of this agent, or would.
    int share_for(AgentId agent, WorkItemId item) const;
    int share_for(AgentId agent, int kind, int share) const;  // Of an item yet to come.
    // Shares taken of the agent's capacity; 0 for an unknown agent.
    int agent_load(AgentId id) const;
    std::optional<QueueView> queue(QueueId id) const;
    // Whether an item with no needs of its own would be taken in now: a place to wait is free, or
    // an agent who can be asked at once; in the queue, or in its back-up. Looks at every agent of a
    // full queue. As of the last step: Tick first. `beyond`: of one that waits without a place, too
    // (ItemEntered::beyond_places).
    bool has_place(QueueId id, int share, bool interruptible = false, int kind = 0,
                   bool beyond = false) const;
    // Items waiting in the queue (not those offered, nor another queue's overflow).
    std::size_t waiting(QueueId id) const;
    // Agents ready who meet the queue's needs, busy or not.
    std::size_t staffed(QueueId id) const;

    // The first broken promise or drifted figure, in words; empty when all hold. Slow: compares
    // every item with every agent. For tests and the simulator.
    std::string audit() const;

private:
    std::unique_ptr<State> state_;  // impl/state.hpp
};

}  // namespace parley::routing
