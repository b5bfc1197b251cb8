// The engine's state and its steps. Read with README.md beside it; each part is one .cpp:
// engine (dispatch), queues and agents (declarations), lanes and pools (who could serve what),
// candidates (who can be offered), items (enter, leave, transfer), offers (lease, accept, decline),
// waiting (order, timers, overflow), match, restore, explain, audit.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "routing/engine.hpp"
#include "routing/impl/rows.hpp"
#include "routing/impl/timers.hpp"

namespace parley::routing {

struct State {
    Policy policy;
    Instant now{};
    std::int64_t last_offer = 0;

    Slab<ItemRow> items;
    Slab<AgentRow> agents;
    std::vector<Slot> item_agents;   // Who had it last; that both rows are fetched at once.
    std::vector<AgentId> agent_ids;  // By slot: ties are compared often, and rows are large.
    Slab<QueueRow> queues;
    Slab<Lane> lanes;
    Slab<Pool> pools;
    IdIndex item_index;
    IdIndex agent_index;
    IdIndex queue_index;
    Timers timers;
    // By seat number, while it is taken; apart from the rows, so that whoever stands first in a
    // heap without being the best is found out with little memory touched.
    std::vector<Place> seat_places;
    std::vector<std::uint64_t> seat_keys;  // As refresh() last found them.
    std::vector<std::uint32_t> free_seats;
    std::size_t waiting_total = 0;
    Slab<Crew> crews;
    std::map<std::vector<Slot>, Slot> crew_of;

    std::vector<Slot> touched;  // Pools in which a pair may have come about since the last match.
    std::vector<Slot> idle_lanes;  // Those that lost their last user since the last sweep.
    std::uint64_t sweeps = 0;
    std::vector<Slot> unsettled;   // Queues whose steps are to be looked at in this step.
    std::vector<Slot> due_queues;  // Of those, the ones of the round under way.
    std::vector<Slot> settling;    // Those to be looked at again at settle_at.
    std::optional<Instant> settle_at;
    bool restoring = false;
    Slot queued = no_slot;  // The item this step put into a queue.
    Effects effects;        // Of the step under way.

    // engine.cpp
    void let_pass(Instant until);
    void fire(TimerEntry due);

    // queues.cpp
    void apply(const QueuePut& event);
    void restand_waiting(Slot queue);
    Slot find_queue(QueueId id) const;  // no_slot unless declared.
    Slot queue_row(QueueId id);         // Made when missing.

    // agents.cpp
    void apply(const AgentPut& event);
    void apply(const AgentPresence& event);
    void apply(const WrapUpDone& event);
    void apply(const WrapUpExtended& event);
    Slot find_agent(AgentId id) const;
    Slot agent_row(AgentId id);
    void set_presence(Slot agent,
                      Presence presence);  // Leaving `ready` takes back offers and holds.
    void count_duty(Slot agent);
    void start_wrap_up(Slot agent, Slot queue);
    void end_wrap_up(Slot agent);
    void send_away(Slot agent, AwayReason reason);

    // lanes.cpp
    Slot lane_for(Slot queue, LaneKey key);
    Slot guest_lane_for(Slot queue, const ItemRow& item);
    void set_asks(Lane& lane) const;
    void use_lane(Slot lane);
    void drop_lane(Slot lane);  // One user less.
    bool may_sit(const AgentRow& agent, const Lane& lane) const;
    void seat(Slot agent, Slot pool, LaneBits fits);
    void unseat(Slot agent, std::size_t nth);
    void reseat(Slot agent);  // After a change of skills or queues.
    void touch(Slot pool, LaneBits among);
    void sweep_idle_lanes();
    void retire_lane(Slot lane);
    void retire_longest_idle(Slot queue);

    // pools.cpp
    bool goes_by_level(Slot queue) const;
    void join_pool(Slot lane);
    void leave_pool(Slot lane);
    void repool(Slot queue);  // After a change of strategy. REQUIRES: nothing is touched.
    Slot pool_for(const Lane& lane);
    void fit(Slot agent, const Lane& lane);    // Into a lane that is new.
    void unfit(Slot agent, const Lane& lane);  // Out of one that goes.
    void set_fits(Slot agent, Seat& seat, LaneBits fits);
    const WaitingEntry& head_of(Slot lane) const;  // REQUIRES: an item waits in it.
    void line_up(Slot lane, const WaitingEntry& entry);
    void step_out(Slot lane, const WaitingEntry& entry);

    // candidates.cpp
    void refresh_busier(Slot agent);  // After an offer to them, and nothing else.
    void refresh(Slot agent);         // After any change of load, readiness or idle time.
    std::uint64_t candidate_key(const AgentRow& agent, const Pool& pool, const Seat& seat) const;
    std::uint64_t key_now(const Pool& pool, std::uint32_t seat) const;
    std::int64_t share_floor(const QueueRow& queue) const;
    std::int64_t pass_of(const PostRow& post, const QueueRow& queue) const;
    void charge(const Pool& pool, Slot agent);
    void add_work(Slot item, std::int64_t work_ms);
    void expect_work(Slot item);     // Of an item an agent is given.
    void settle_work(Slot item);     // Before it is taken from them.
    Slot best_candidate(Slot lane);  // REQUIRES: the lane has one.
    void prefetch_best(Slot lane);
    void refresh_seat(Slot agent, Seat& seat);
    void clear_place(Seat& seat);

    // items.cpp
    void apply(const ItemEntered& event);
    void apply(const ItemLeft& event);
    void apply(const ItemReleased& event);
    void apply(const ItemTransferred& event);
    void apply(const ItemReclaimed& event);
    void apply(const ItemTaken& event);
    Slot find_item(WorkItemId id) const;
    void prefetch_with_agent(WorkItemId id) const;
    std::optional<RejectReason> place_in_queue(Slot& queue, const LaneKey& kind, AgentId only);
    bool takes(Slot queue, const LaneKey& kind, AgentId only);
    bool has_space(Slot queue) const;
    bool can_take(AgentId agent, const LaneKey& kind) const;
    bool has_place(Slot queue, const LaneKey& kind, bool beyond) const;
    Slot add_item(const WorkItemId& id);
    void forget(Slot item);
    void release_hold(Slot item);
    void move_home(Slot item, Slot lane);
    void leave_guests(Slot item);
    void hold(Slot item, AgentId agent, Duration length);
    void give(Slot item, Slot agent);   // Adds to the agent's load.
    void retake(Slot item, int taken);  // It takes this of its agent, whatever they say by now.
    void take(Slot item);               // Takes from it.
    void end_service(Slot item);        // Of an assigned item, wrap-up included.

    // offers.cpp
    void apply(const OfferAccepted& event);
    void apply(const OfferDeclined& event);
    void offer(Slot lane, Slot item, Slot agent);
    void withdraw(Slot item, WithdrawReason reason);
    void return_to_head(Slot item);
    Slot find_offer(WorkItemId item, AgentId agent, std::int64_t offer) const;
    void fail_offer(Slot item, WithdrawReason why, AwayReason away);

    // waiting.cpp
    void wait(Slot item);
    void unwait(Slot item);
    void arm(Slot item);
    void end_hold(Slot item);
    WaitingEntry entry_of(Slot item) const;
    void set_timer(std::uint32_t owner, Instant due);
    void clear_timer(std::uint32_t owner);
    bool item_before(const WaitingEntry& a, const WaitingEntry& b) const;

    // rings.cpp
    void restand(Slot item);
    void stand(Slot item);  // REQUIRES: in no lane's order.
    void stand_in_backups(Slot item);
    std::uint32_t steps_of(const ItemRow& item) const;
    struct NextStep {
        Instant at;
        std::uint32_t step;  // As a bit.
    };
    std::optional<NextStep> next_step(const ItemRow& item) const;
    bool names_backup(Slot queue, QueueId backup) const;
    void unsettle(Slot queue);
    void settle();
    void look_again();
    std::uint32_t conditions_of(Slot queue) const;

    // forecast.cpp
    void recount_crew(Slot agent);
    void learn_service(Slot item);
    void learn_wait(Slot item, bool answered);
    double serving_agents(Slot queue) const;
    std::optional<WaitRange> forecast(Slot queue, std::size_t place) const;
    std::optional<WaitRange> expected_wait(Slot item) const;
    void announce();

    // match.cpp
    void match();
    Slot best_touched() const;
    bool lane_before(Slot a, Slot b) const;  // REQUIRES: an item waits in both.
    Slot first_by_precedence(Slot lane, Slot agent);

    // restore.cpp
    void apply(const AgentRestored& event);
    void apply(const ItemRestored& event);
    void apply(const QueueRestored& event);
    void restore_backups(Slot item, const ItemView& was);
    void apply(const Tick& event);

    // explain.cpp
    ItemView view(Slot item) const;
    AgentView view_agent(Slot agent) const;
    QueueView view_queue(Slot queue) const;
    std::optional<std::size_t> position(Slot item) const;
    Explanation::Ahead ahead_of(Slot item) const;
    Explanation explain(Slot item) const;

    // audit.cpp
    std::string audit() const;
};

// Orders entries of every WaitingOrder: rank, then the lower id.
struct ItemOrder {
    const State& state;
    bool before(const WaitingEntry& a, const WaitingEntry& b) const {
        if (a.rank != b.rank) return a.rank < b.rank;
        return state.item_before(a, b);
    }
};

}  // namespace parley::routing
