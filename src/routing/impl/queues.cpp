#include <algorithm>

#include "routing/impl/state.hpp"

namespace parley::routing {

Slot State::queue_row(QueueId id) {
    const std::size_t hash = std::hash<QueueId>{}(id);
    const auto is_it = [&](Slot slot) { return queues[slot].put.queue == id; };
    if (const Slot found = queue_index.find(hash, is_it); found != no_slot) return found;
    const Slot slot = queues.add();
    queues[slot].put.queue = id;
    queue_index.insert(hash, slot);
    return slot;
}

Slot State::find_queue(QueueId id) const {
    const auto is_it = [&](Slot slot) { return queues[slot].put.queue == id; };
    const Slot slot = queue_index.find(std::hash<QueueId>{}(id), is_it);
    return slot == no_slot || !queues[slot].known ? no_slot : slot;
}

// A change of declaration is rare and may cost a pass over the queue's agents and items.
void State::apply(const QueuePut& event) {
    const Slot slot = queue_row(event.queue);
    QueueRow& queue = queues[slot];
    const bool went_by_level = goes_by_level(slot);
    queue.put = event;
    queue.put.steps.resize(std::min(event.steps.size(), Engine::steps_max));
    queue.known = true;
    ++queue.generation;
    queue.conditions = 0;
    for (std::size_t i = 0; i < queue.put.steps.size(); ++i) {
        if (queue.put.steps[i].when != StepWhen::waited) queue.conditions |= 1U << i;
    }
    queue.holding = 0;
    unsettle(slot);
    for (const auto& [key, lane] : queue.lanes) set_asks(lanes[lane]);
    if (goes_by_level(slot) != went_by_level) {
        match();
        repool(slot);
    }
    for (const Slot pool : queue.pools) pools[pool].strategy = queue.put.strategy;
    for (const Slot agent : queue.agents) reseat(agent);

    // Its own items may be due at another time, and others may have lacked it as their back-up.
    for (Slot other = 0; other < queues.end(); ++other) {
        if (other != slot && !names_backup(other, event.queue)) continue;
        if (other != slot) ++queues[other].generation;
        restand_waiting(other);
    }
}

void State::restand_waiting(Slot queue) {
    std::vector<Slot> waiting_here;
    for (const auto& [key, lane] : queues[queue].lanes) {
        if (key.guest) continue;
        lanes[lane].waiting.for_each(
            [&](const WaitingEntry& entry) { waiting_here.push_back(entry.item); });
    }
    std::sort(waiting_here.begin(), waiting_here.end(),
              [this](Slot a, Slot b) { return items[a].id < items[b].id; });
    for (const Slot item : waiting_here) restand(item);
}

}  // namespace parley::routing
