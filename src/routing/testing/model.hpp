// What must be true of any day, told from the effects alone, without looking into the engine.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

#include "routing/engine.hpp"

namespace parley::routing::testing {

struct BrokenPromise : std::runtime_error {
    using std::runtime_error::runtime_error;
};

inline void promise(bool kept, const char* what) {
    if (!kept) throw BrokenPromise(what);
}

// Follows effects as the caller's rows would.
class Model {
public:
    struct Item {
        int share = 0;
        int kind = 0;
        int taken = 0;  // Of their agent.
        bool interruptible = false;
        AgentId agent;  // Offered or assigned.
        bool assigned = false;
        std::int64_t offer = 0;
    };

    void about_to_enter(const ItemEntered& event) { announced_[event.item] = event; }
    void about_to_take(const ItemTaken& event) { taken_ = event; }
    void declare(const AgentPut& agent) {
        capacity_[agent.agent] = agent.capacity;
        shares_[agent.agent] = agent.shares;
    }
    // Reasons an agent may hold more than their capacity: it was lowered after they were given
    // work.
    void follow(const Effects& effects) {
        for (const Effect& effect : effects) std::visit(*this, effect);
        taken_.reset();
    }

    const std::map<WorkItemId, Item>& items() const { return items_; }
    std::int64_t last_offer() const { return last_offer_; }

    void operator()(const Queued& e) {
        const auto known = items_.find(e.item);
        if (known != items_.end())
            return promise(!known->second.agent, "queued while with an agent");
        const ItemEntered& entered = announced_.at(e.item);
        items_[e.item] = {entered.share, entered.kind, 0, entered.interruptible, {}, false, 0};
    }
    void operator()(const Offer& e) {
        Item& item = at(e.item);
        promise(!item.agent, "offered while another agent has it");
        promise(e.offer > last_offer_, "offer numbers must increase");
        last_offer_ = e.offer;
        const auto [firm, all] = load_of(e.agent);
        promise(e.why.load == all, "the load told is not the load");
        item.taken = share_of(e.agent, item);
        const int taken = (item.interruptible ? all : firm) + item.taken;
        promise(taken <= capacity_.at(e.agent), "offered beyond capacity");
        item.agent = e.agent;
        item.offer = e.offer;
    }
    void operator()(const WithdrawOffer& e) {
        Item& item = at(e.item);
        promise(item.agent == e.agent && !item.assigned && item.offer == e.offer,
                "withdrew no offer");
        item.agent = AgentId{};
    }
    void operator()(const Requeued& e) {
        promise(!at(e.item).agent, "requeued while with an agent");
    }
    void operator()(const SetAway&) {}
    void operator()(const Assign& e) {
        if (taken_ && taken_->item == e.item && taken_->agent == e.agent) take(e);
        Item& item = at(e.item);
        promise(item.agent == e.agent && !item.assigned && item.offer == e.offer,
                "assigned no offer");
        item.assigned = true;
    }
    void operator()(const Unassigned& e) {
        Item& item = at(e.item);
        promise(item.agent == e.agent && item.assigned, "unassigned what was not theirs");
        item.agent = AgentId{};
        item.assigned = false;
    }
    void operator()(const Overflowed& e) {
        promise(!at(e.item).agent, "overflowed while with an agent");
    }
    void operator()(const Rejected&) {}
    void operator()(const Abandoned& e) {
        promise(!at(e.item).agent, "abandoned while with an agent");
        items_.erase(e.item);
    }
    void operator()(const Released& e) {
        promise(at(e.item).assigned && at(e.item).agent == e.agent, "released what was not theirs");
        items_.erase(e.item);
    }
    void operator()(const WrapUpStarted&) {}
    void operator()(const WrapUpLengthened&) {}
    void operator()(const WrapUpEnded&) {}

private:
    int share_of(AgentId agent, const Item& item) const {
        for (const KindShare& each : shares_.at(agent)) {
            if (each.kind == item.kind) return each.share;
        }
        return item.share;
    }

    std::pair<int, int> load_of(AgentId agent) const {  // Firm, and all.
        int firm = 0;
        int all = 0;
        for (const auto& [id, other] : items_) {
            if (other.agent != agent) continue;
            all += other.taken;
            if (!other.interruptible) firm += other.taken;
        }
        return {firm, all};
    }

    // Without an offer: as if it had just been made.
    void take(const Assign& e) {
        Item& item =
            items_
                .try_emplace(e.item,
                             Item{taken_->share, taken_->kind, 0, false, {}, false, e.offer})
                .first->second;
        promise(!item.agent, "taken while with an agent");
        const auto [firm, all] = load_of(e.agent);
        item.taken = share_of(e.agent, item);
        promise((item.interruptible ? all : firm) + item.taken <= capacity_.at(e.agent),
                "taken beyond capacity");
        item.agent = e.agent;
    }

    Item& at(WorkItemId id) {
        const auto found = items_.find(id);
        promise(found != items_.end(), "an effect on an item nobody knows");
        return found->second;
    }

    std::optional<ItemTaken> taken_;
    std::map<WorkItemId, Item> items_;
    std::map<WorkItemId, ItemEntered> announced_;
    std::map<AgentId, int> capacity_;
    std::map<AgentId, std::vector<KindShare>> shares_;
    std::int64_t last_offer_ = 0;
};

// Of the same kind of demand, no older item may be passed over by an agent who could serve either.
inline void promise_order(const Engine& engine, const Effects& effects,
                          const std::map<WorkItemId, Model::Item>& items) {
    const auto born = [](const ItemView& item) {
        return item.entered_at - item.boost - item.raised;
    };
    for (const Effect& effect : effects) {
        const auto* offer = std::get_if<Offer>(&effect);
        if (offer == nullptr) continue;
        const ItemView taken = engine.item(offer->item).value();
        for (const auto& [id, other] : items) {
            if (other.agent) continue;
            const ItemView left = engine.item(id).value();
            const bool same_kind = left.queue == taken.queue && left.needs == taken.needs &&
                                   left.share == taken.share && left.kind == taken.kind &&
                                   !left.held_for && left.interruptible == taken.interruptible &&
                                   left.steps == taken.steps;
            if (!same_kind || offer->through != taken.queue || offer->why.preferred) continue;
            promise(left.at_head <= taken.at_head, "passed over what stood at the head");
            if (left.at_head < taken.at_head) continue;
            promise(born(taken) <= born(left), "passed over an older item");
        }
    }
}

// An item that entered a full queue was asked of somebody at once.
inline void promise_place(const Engine& engine, const Effects& effects, const QueuePut& queue) {
    if (engine.waiting(queue.queue) <= queue.waiting_max) return;
    for (const Effect& effect : effects) {
        const auto* queued = std::get_if<Queued>(&effect);
        if (queued == nullptr || queued->queue != queue.queue) continue;
        const auto asked = std::find_if(effects.begin(), effects.end(), [&](const Effect& other) {
            const auto* offer = std::get_if<Offer>(&other);
            return offer != nullptr && offer->item == queued->item;
        });
        promise(asked != effects.end(), "waits beyond the queue's limit");
    }
}

}  // namespace parley::routing::testing
