// Steps of a queue: as an item waits, or while its queue is in trouble, more agents may serve it.
// A step moves the item to another lane of its queue (less is asked), into lanes of other queues
// (back-ups) or forward in all of them (boost); matching knows nothing of it.
#include <algorithm>
#include <bit>
#include <utility>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

// More rounds in one step would be possible only if queues kept changing each other.
constexpr int rounds_max = 2;

bool passes(bool holds, std::int64_t value, const QueueStep& step, std::int64_t unit) {
    const std::int64_t bound = (holds ? step.leave : step.enter) * unit;
    const bool from_below = step.when == StepWhen::service_level || step.when == StepWhen::staffed;
    return from_below ? value < bound : value > bound;
}

}  // namespace

std::vector<Need> relaxed(std::vector<Need> needs, const std::vector<QueueStep>& steps,
                          std::uint32_t holding) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if ((holding >> i & 1) == 0) continue;
        for (const Skill& limit : steps[i].relax) {
            for (Need& need : needs) {
                if (need.skill == limit.name) need.level = std::min(need.level, limit.level);
            }
        }
    }
    std::erase_if(needs, [](const Need& need) { return need.level <= 0; });
    return needs;
}

std::uint32_t State::steps_of(const ItemRow& item) const {
    if (item.held) return 0;
    const QueueRow& queue = queues[item.queue];
    std::uint32_t holding = queue.holding;
    const Duration waited = now - item.queued_at;
    for (std::size_t i = 0; i < queue.put.steps.size(); ++i) {
        const QueueStep& step = queue.put.steps[i];
        if (step.when == StepWhen::waited && waited >= std::chrono::seconds(step.enter))
            holding |= 1U << i;
    }
    const bool has_overflow = queue.put.overflow && queue.put.overflow != queue.put.queue;
    if (has_overflow && waited >= queue.put.overflow_after) holding |= overflow_step;
    return holding;
}

std::optional<State::NextStep> State::next_step(const ItemRow& item) const {
    const QueueRow& queue = queues[item.queue];
    std::optional<NextStep> next;
    const auto consider = [&](std::uint32_t step, Duration after) {
        if ((item.steps & step) != 0) return;
        const Instant at = item.queued_at + after;
        if (!next || at < next->at) next = {at, step};
    };
    for (std::size_t i = 0; i < queue.put.steps.size(); ++i) {
        const QueueStep& step = queue.put.steps[i];
        if (step.when == StepWhen::waited) consider(1U << i, std::chrono::seconds(step.enter));
    }
    if (queue.put.overflow && queue.put.overflow != queue.put.queue)
        consider(overflow_step, queue.put.overflow_after);
    return next;
}

bool State::names_backup(Slot slot, QueueId backup) const {
    const QueuePut& queue = queues[slot].put;
    return queue.overflow == backup ||
           std::any_of(queue.steps.begin(), queue.steps.end(), [&](const QueueStep& step) {
               return std::find(step.backups.begin(), step.backups.end(), backup) !=
                      step.backups.end();
           });
}

void State::restand(Slot item) {
    unwait(item);
    wait(item);
}

// Chooses its lanes and its boost by the steps that hold for it now.
void State::stand(Slot slot) {
    ItemRow& item = items[slot];
    const QueueRow& queue = queues[item.queue];
    const std::uint32_t holding = steps_of(item);
    if (holding == item.steps && item.generation == queue.generation) return;
    item.steps = static_cast<std::uint16_t>(holding);
    item.generation = queue.generation;

    Duration raised{};
    std::uint32_t relaxing = 0;
    for (std::size_t i = 0; i < queue.put.steps.size(); ++i) {
        if ((holding >> i & 1) == 0) continue;
        raised += std::chrono::seconds(std::max(queue.put.steps[i].boost_seconds, 0));
        if (!queue.put.steps[i].relax.empty()) relaxing |= 1U << i;
    }
    const Duration bound = std::max(policy.boost_max - item.boost, Duration::zero());
    item.raised_ms = static_cast<std::int32_t>(std::min(raised, bound).count());
    if (lanes[item.home].key.relaxed != relaxing) {
        LaneKey key = lanes[item.home].key;
        key.relaxed = relaxing;
        move_home(slot, lane_for(item.queue, std::move(key)));
    }
    stand_in_backups(slot);
}

// An inactive back-up goes on with what it has, and gets no more.
void State::stand_in_backups(Slot slot) {
    ItemRow& item = items[slot];
    const QueuePut& queue = queues[item.queue].put;
    const Guests former = std::exchange(item.guests, no_guests);
    const auto stood_in = [&](Slot backup) {
        return std::any_of(former.begin(), former.end(), [&](Slot lane) {
            return lane != no_slot && lanes[lane].queue == backup;
        });
    };
    std::vector<Slot> chosen;
    const auto choose = [&](QueueId id) {
        const Slot backup = find_queue(id);
        if (backup == no_slot || backup == item.queue || chosen.size() == item.guests.size() ||
            std::find(chosen.begin(), chosen.end(), backup) != chosen.end())
            return;
        if (queues[backup].put.active || stood_in(backup)) chosen.push_back(backup);
    };
    for (std::size_t i = 0; i < queue.steps.size(); ++i) {
        if ((item.steps >> i & 1) == 0) continue;
        for (const QueueId& backup : queue.steps[i].backups) choose(backup);
    }
    if ((item.steps & overflow_step) != 0) choose(queue.overflow);

    for (std::size_t i = 0; i < chosen.size(); ++i) {
        item.guests[i] = guest_lane_for(chosen[i], item);
        use_lane(item.guests[i]);
        if (!stood_in(chosen[i]))
            effects.push_back(Overflowed{item.id, queues[chosen[i]].put.queue});
    }
    for (const Slot lane : former) {
        if (lane != no_slot) drop_lane(lane);
    }
}

void State::unsettle(Slot slot) {
    QueueRow& queue = queues[slot];
    if (queue.conditions == 0 || queue.unsettled || (restoring && queue.restored)) return;
    queue.unsettled = true;
    unsettled.push_back(slot);
}

std::uint32_t State::conditions_of(Slot slot) const {
    const QueueRow& queue = queues[slot];
    std::uint32_t holding = 0;
    for (std::size_t i = 0; i < queue.put.steps.size(); ++i) {
        const QueueStep& step = queue.put.steps[i];
        const bool held = (queue.holding >> i & 1) != 0;
        bool holds = false;
        if (step.when == StepWhen::waiting) {
            holds = passes(held, static_cast<std::int64_t>(queue.waiting), step, 1);
        } else if (step.when == StepWhen::staffed) {
            holds = passes(held, static_cast<std::int64_t>(queue.staffed), step, 1);
        } else if (step.when == StepWhen::expected_wait) {
            const auto expected = forecast(slot, queue.waiting + 1);
            holds = expected && passes(held, expected->middle.count(), step, 1'000);
        } else if (step.when == StepWhen::service_level) {
            const int last = std::clamp(step.last, 1, QueueStep::last_max);
            const std::uint64_t counted = queue.memory.in_time << (64 - last);
            holds = queue.memory.answers >= static_cast<std::uint32_t>(last) &&
                    passes(held, std::popcount(counted) * 100, step, last);
        }
        if (holds) holding |= 1U << i;
    }
    return holding;
}

// Runs after matching. A queue whose steps begin or end costs a pass over its waiting items; that
// they do not begin and end all the time is what `enter` and `leave` are for. What would change
// once more waits for the next millisecond, so that no step can run for ever.
void State::settle() {
    for (int round = 0; round < rounds_max && !unsettled.empty(); ++round) {
        due_queues.clear();
        due_queues.swap(unsettled);
        std::sort(due_queues.begin(), due_queues.end(),
                  [this](Slot a, Slot b) { return queues[a].put.queue < queues[b].put.queue; });
        for (const Slot queue : due_queues) {
            queues[queue].unsettled = false;
            const std::uint32_t holding = conditions_of(queue);
            if (holding == queues[queue].holding) continue;
            queues[queue].holding = holding;
            restand_waiting(queue);
        }
        match();
    }
    if (unsettled.empty()) return;
    settling.insert(settling.end(), unsettled.begin(), unsettled.end());
    unsettled.clear();
    settle_at = now + Duration(1);
}

void State::look_again() {
    settle_at.reset();
    unsettled.insert(unsettled.end(), settling.begin(), settling.end());
    settling.clear();
}

}  // namespace parley::routing
