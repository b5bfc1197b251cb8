// A random day: dropped, repeated and late messages, agents who come and go, declarations that
// change.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "routing/testing/model.hpp"
#include "routing/testing/names.hpp"
#include "routing/testing/rebuild.hpp"

namespace parley::routing::testing {

inline constexpr int queue_count = 4;
inline constexpr int agent_count = 9;
inline constexpr int strategy_count = 8;
inline constexpr int step_when_count = 5;

template <class AnyId>
AnyId nth(std::uint64_t number) {
    IdBytes bytes{};
    for (int i = 0; i < 8; ++i) bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
    return AnyId(bytes);
}

class Day {
public:
    explicit Day(std::uint64_t seed) : rng_(seed) {
        declared_.policy.preferred_hold = 15s;
        engine_ = Engine(declared_.policy);
        for (int i = 0; i < queue_count; ++i) declared_.queues.push_back(random_queue(i));
        for (const QueuePut& queue : declared_.queues) step(queue);
        for (int i = 0; i < agent_count; ++i) {
            declared_.agents.push_back(random_agent(i));
            model_.declare(declared_.agents.back());
            step(declared_.agents.back());
        }
    }

    void run(int steps) {
        for (int i = 0; i < steps; ++i) {
            now_ += Duration(rng_.below(3) == 0 ? 0 : rng_.below(900));
            step(next_event());
        }
    }

    // From here on, a second engine made from what the first shows must do the same.
    void fork() {
        std::vector<WorkItemId> items;
        for (const auto& [id, item] : model_.items()) items.push_back(id);
        Declarations declared = declared_;
        declared.policy.last_offer = model_.last_offer();
        step(Tick{});
        twin_.emplace(rebuilt(engine_, declared, items, now_));
        step(Tick{});
    }

    // Every customer is served once agents are there and answer: nothing is forgotten.
    void drain() {
        for (QueuePut queue : declared_.queues) {
            queue.offers = true;
            step(queue);
        }
        for (AgentPut agent : declared_.agents) {
            agent.skills = {{"en", 10}, {"law", 10}};
            for (const QueuePut& queue : declared_.queues) agent.queues.push_back(queue.queue);
            agent.capacity = 100;
            agent.active = true;
            agent.shares.clear();
            model_.declare(agent);
            step(agent);
        }
        for (int round = 0; round < 2'000 && !model_.items().empty(); ++round) {
            for (const AgentPut& agent : declared_.agents) {
                step(AgentPresence{agent.agent, Presence::ready});
            }
            const auto open = model_.items();
            for (const auto& [id, item] : open) {
                if (item.agent && !item.assigned) step(OfferAccepted{id, item.agent, item.offer});
                if (item.agent) step(ItemReleased{id});
            }
            now_ += 10s;
            step(Tick{});
        }
        promise(model_.items().empty(), "an item was never served");
    }

    std::string replay() const {
        Engine again(declared_.policy);
        for (const auto& [event, at, effects] : recorded_) {
            if (text_of(again.step(event, at)) != effects)
                return "a replay went otherwise: " + effects;
        }
        return {};
    }

    std::size_t offers() const { return static_cast<std::size_t>(model_.last_offer()); }

private:
    struct Recorded {
        Event event;
        Instant at;
        std::string effects;
    };

    static std::string text_of(const Effects& effects) {
        static const Cast nobody;
        struct Ids : EffectText {
            using EffectText::operator();
            std::string operator()(const Offer& e) const {
                return fmt::format("offer {} {} {} {} {}", e.item.text(), e.agent.text(), e.offer,
                                   to_ms(e.expires_at), e.through.text());
            }
            std::string operator()(const WithdrawOffer& e) const {
                return fmt::format("withdraw {} {}", e.item.text(), e.offer);
            }
            std::string operator()(const Overflowed& e) const {
                return "overflow " + e.item.text();
            }
            std::string operator()(const Requeued& e) const { return "head " + e.item.text(); }
        };
        std::string text;
        for (const Effect& effect : effects) text += std::visit(Ids{{nobody}}, effect) + "; ";
        return text;
    }

    void step(const Event& event) {
        const bool is_stale = answers_no_open_offer(event);
        const Effects effects = engine_.step(event, now_);
        const std::string text = text_of(effects);
        recorded_.push_back({event, now_, text});
        model_.follow(effects);
        if (const std::string broken = engine_.audit(); !broken.empty())
            throw BrokenPromise(broken);
        promise_order(engine_, effects, model_.items());
        for (const QueuePut& queue : declared_.queues) {
            if (std::holds_alternative<ItemEntered>(event)) promise_place(engine_, effects, queue);
        }
        promise_known();
        const bool assigns = std::any_of(effects.begin(), effects.end(), [](const Effect& effect) {
            return std::holds_alternative<Assign>(effect);
        });
        promise(!is_stale || !assigns, "an accept of an old offer was taken");
        if (twin_) promise_twin(event, text);
    }

    bool answers_no_open_offer(const Event& event) const {
        const auto* accept = std::get_if<OfferAccepted>(&event);
        if (accept == nullptr) return false;
        const auto item = model_.items().find(accept->item);
        return item == model_.items().end() || item->second.assigned ||
               item->second.agent != accept->agent || item->second.offer != accept->offer;
    }

    void promise_twin(const Event& event, const std::string& text) {
        const std::string other = text_of(twin_->step(event, now_));
        if (other != text) throw BrokenPromise("rebuilt engine: " + other + " instead of: " + text);
        if (const std::string broken = twin_->audit(); !broken.empty()) throw BrokenPromise(broken);
        for (const AgentPut& agent : declared_.agents) {
            promise(engine_.agent(agent.agent) == twin_->agent(agent.agent), "agents differ");
        }
        for (const QueuePut& queue : declared_.queues) {
            promise(engine_.queue(queue.queue) == twin_->queue(queue.queue), "queues differ");
        }
        for (const auto& [id, item] : model_.items()) {
            promise(engine_.item(id) == twin_->item(id), "items differ");
        }
    }

    void promise_known() {
        std::size_t waiting = 0;
        for (const QueuePut& queue : declared_.queues) waiting += engine_.waiting(queue.queue);
        for (const auto& [id, item] : model_.items()) {
            const auto view = engine_.item(id);
            promise(view.has_value(), "an item was forgotten");
            promise(view->agent == item.agent, "engine and effects disagree about an item's agent");
            promise(item.assigned == (view->state == WorkItemState::assigned), "state differs");
            const auto position = engine_.position(id);
            promise(position.has_value() == (view->state == WorkItemState::waiting),
                    "position differs");
            if (position) {
                promise(*position <= engine_.waiting(view->queue),
                        "a position beyond the queue's end");
                --waiting;
            }
        }
        promise(waiting == 0, "the queues' counts differ from the items that wait");
    }

    bool chance(std::uint64_t percent) { return rng_.below(100) < percent; }

    std::vector<Need> random_needs() {
        std::vector<Need> needs;
        if (chance(25)) needs.push_back({"en", 1 + static_cast<int>(rng_.below(5))});
        if (chance(15)) needs.push_back({"law", 1 + static_cast<int>(rng_.below(8))});
        return needs;
    }

    int some_of(int most) { return 1 + static_cast<int>(rng_.below(most)); }

    QueueStep random_step() {
        QueueStep step;
        step.when = static_cast<StepWhen>(rng_.below(step_when_count));
        step.enter = some_of(10);
        step.last = some_of(6);
        switch (step.when) {
            case StepWhen::waited: break;
            case StepWhen::service_level:
                step.enter = 10 * some_of(9);
                step.leave = std::min(step.enter + 10 * some_of(3), 100);
                break;
            case StepWhen::staffed:
                step.enter = some_of(3);
                step.leave = step.enter + some_of(2) - 1;
                break;
            case StepWhen::expected_wait:
            case StepWhen::waiting: step.leave = some_of(step.enter); break;
        }
        if (chance(40)) step.relax.push_back({"en", some_of(5) - 1});
        if (chance(40)) step.relax.push_back({"law", some_of(8) - 1});
        for (int q = 0; q < queue_count; ++q) {
            if (chance(20)) step.backups.push_back(nth<QueueId>(q + 1));
        }
        if (chance(30)) step.boost_seconds = some_of(60);
        return step;
    }

    QueuePut random_queue(int i) {
        QueuePut queue;
        queue.queue = nth<QueueId>(i + 1);
        queue.strategy = static_cast<Strategy>(rng_.below(strategy_count));
        queue.needs = random_needs();
        queue.offer_for = Duration(2'000 + rng_.below(6'000));
        if (chance(60)) queue.overflow = nth<QueueId>(1 + rng_.below(queue_count + 1));
        queue.overflow_after = Duration(rng_.below(20'000));
        if (chance(50)) queue.wrap_up = Duration(rng_.below(5'000));
        queue.waiting_max = chance(15) ? 0 : 5 + rng_.below(20);
        if (chance(50)) queue.hold_for = Duration(rng_.below(20'000));
        queue.active = !chance(15);
        queue.offers = !chance(10);
        queue.answer_within = Duration(rng_.below(10'000));
        const auto steps = chance(60) ? rng_.below(4) : 0;
        for (std::uint64_t n = 0; n < steps; ++n) queue.steps.push_back(random_step());
        return queue;
    }

    AgentPut random_agent(int i) {
        AgentPut agent;
        agent.agent = nth<AgentId>(i + 1);
        if (chance(70)) agent.skills.push_back({"en", 1 + static_cast<int>(rng_.below(10))});
        if (chance(40)) agent.skills.push_back({"law", 1 + static_cast<int>(rng_.below(10))});
        for (int q = 0; q < queue_count; ++q) {
            if (!chance(50)) continue;
            agent.queues.push_back(nth<QueueId>(q + 1));
            if (chance(50)) continue;
            agent.posts.push_back({nth<QueueId>(q + 1), some_of(3), 5 * some_of(6), some_of(3)});
        }
        agent.capacity = chance(70) ? 100 : 20 + static_cast<int>(rng_.below(80));
        agent.active = !chance(10);
        if (chance(30)) agent.shares.push_back({some_of(3), 5 * some_of(20)});
        return agent;
    }

    AgentId random_agent_id() { return nth<AgentId>(1 + rng_.below(agent_count)); }

    // Mostly an item that is there; sometimes one long gone.
    WorkItemId random_item() {
        if (model_.items().empty() || chance(5))
            return nth<WorkItemId>(1 + rng_.below(entered_ + 1));
        auto item = model_.items().begin();
        std::advance(item, static_cast<std::ptrdiff_t>(rng_.below(model_.items().size())));
        return item->first;
    }

    Event enter() {
        static constexpr int shares[] = {100, 25, 40, 7};
        ItemEntered item;
        item.item = chance(3) ? random_item() : nth<WorkItemId>(++entered_);
        item.queue = nth<QueueId>(1 + rng_.below(queue_count));
        item.needs = random_needs();
        item.share = shares[rng_.below(4)];
        item.interruptible = item.share == 7 || item.share == 40;
        item.entered_at = now_ - Duration(chance(20) ? rng_.below(60'000) : 0);
        if (chance(20)) item.boost = Duration(rng_.below(90'000)) - 20s;
        if (chance(50)) item.kind = some_of(3);
        if (chance(20)) item.preferred = random_agent_id();
        if (!model_.items().contains(item.item)) model_.about_to_enter(item);
        return item;
    }

    // An answer to an offer that may be long over, from an agent who may never have had it.
    Event answer() {
        const WorkItemId id = random_item();
        const auto item = model_.items().find(id);
        AgentId agent = random_agent_id();
        std::int64_t offer = static_cast<std::int64_t>(rng_.below(offers() + 1));
        if (item != model_.items().end() && !chance(15)) {
            agent = item->second.agent;
            offer = item->second.offer - (chance(10) ? 1 : 0);
        }
        if (chance(80)) return OfferAccepted{id, agent, offer};
        return OfferDeclined{id, agent, offer};
    }

    Event take() {
        ItemTaken event;
        event.item = chance(60) ? random_item() : nth<WorkItemId>(++entered_);
        event.queue = nth<QueueId>(1 + rng_.below(queue_count));
        event.share = chance(50) ? 100 : 25;
        event.agent = random_agent_id();
        event.kind = chance(50) ? some_of(3) : 0;
        event.beside = chance(30);
        model_.about_to_take(event);
        return event;
    }

    Event redeclare() {
        if (chance(50)) {
            const auto i = rng_.below(queue_count);
            declared_.queues[i] = random_queue(static_cast<int>(i));
            return declared_.queues[i];
        }
        const auto i = rng_.below(agent_count);
        declared_.agents[i] = random_agent(static_cast<int>(i));
        model_.declare(declared_.agents[i]);
        return declared_.agents[i];
    }

    Event next_event() {
        if (!recorded_.empty() && chance(5)) return repeat();
        const auto dice = rng_.below(100);
        if (dice < 30) return enter();
        if (dice < 55) return answer();
        if (dice < 65) return ItemReleased{random_item()};
        if (dice < 69) return ItemLeft{random_item()};
        if (dice < 80) {
            const auto presence = chance(75)   ? Presence::ready
                                  : chance(50) ? Presence::away
                                               : Presence::offline;
            return AgentPresence{random_agent_id(), presence};
        }
        if (dice < 82) return WrapUpDone{random_agent_id()};
        if (dice < 83) return WrapUpExtended{random_agent_id(), Duration(rng_.below(90'000))};
        if (dice < 87) {
            return ItemTransferred{
                random_item(), chance(70) ? nth<QueueId>(1 + rng_.below(queue_count)) : QueueId{},
                chance(40) ? random_agent_id() : AgentId{}};
        }
        if (dice < 89) return ItemReclaimed{random_item()};
        if (dice < 90) return take();
        if (dice < 92) return redeclare();
        return Tick{};
    }

    // A message sent twice, or one that took very long.
    Event repeat() {
        const Event old = recorded_[rng_.below(recorded_.size())].event;
        const bool is_message =
            !std::holds_alternative<QueuePut>(old) && !std::holds_alternative<AgentPut>(old);
        if (!is_message) return Tick{};
        if (const auto* taken = std::get_if<ItemTaken>(&old)) model_.about_to_take(*taken);
        if (const auto* item = std::get_if<ItemEntered>(&old)) {
            if (!model_.items().contains(item->item)) model_.about_to_enter(*item);
        }
        return old;
    }

    SeededRng rng_;
    Instant now_ = start_of_day;
    Declarations declared_;
    Engine engine_;
    std::optional<Engine> twin_;
    Model model_;
    std::uint64_t entered_ = 0;
    std::vector<Recorded> recorded_;
};

}  // namespace parley::routing::testing
