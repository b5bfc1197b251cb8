#include <algorithm>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

// Longer than any age, so that whatever returned to the head precedes whatever did not.
constexpr std::int64_t head_start_ms = std::int64_t{1} << 50;

struct TimerOrder {
    const State& state;
    bool operator()(const TimerEntry& a, const TimerEntry& b) const {
        if (a.is_agent() != b.is_agent()) return b.is_agent();
        if (a.is_agent())
            return state.agents[a.slot()].put.agent < state.agents[b.slot()].put.agent;
        return state.items[a.slot()].id < state.items[b.slot()].id;
    }
};

}  // namespace

// Effective age is waited + boost; who has more of it now has more of it for ever, so the order is
// fixed by the moment at which the age would have been nothing.
WaitingEntry State::entry_of(Slot slot) const {
    const ItemRow& item = items[slot];
    const std::int64_t born = to_ms(item.entered_at - item.boost);
    return {item.at_head ? born - head_start_ms : born, slot};
}

bool State::item_before(const WaitingEntry& a, const WaitingEntry& b) const {
    return items[a.item].id < items[b.item].id;
}

void State::set_timer(std::uint32_t owner, Instant due) {
    timers.set(owner, due, TimerOrder{*this});
}

void State::clear_timer(std::uint32_t owner) { timers.clear(owner, TimerOrder{*this}); }

void State::wait(Slot slot) {
    ItemRow& item = items[slot];
    item.state = WorkItemState::waiting;
    if (item.overflowed() && !is_in_backup(item)) leave_guest(slot);
    lanes[item.home].waiting.insert(entry_of(slot), ItemOrder{*this});
    touch(item.home);
    if (item.overflowed()) {
        lanes[item.guest].waiting.insert(entry_of(slot), ItemOrder{*this});
        touch(item.guest);
    }
    ++queues[item.queue].waiting;
    ++waiting_total;
    arm(slot);
}

void State::unwait(Slot slot) {
    const ItemRow& item = items[slot];
    lanes[item.home].waiting.erase(entry_of(slot), ItemOrder{*this});
    if (item.overflowed()) lanes[item.guest].waiting.erase(entry_of(slot), ItemOrder{*this});
    --queues[item.queue].waiting;
    --waiting_total;
    clear_timer(Timers::item_owner(slot));
}

std::optional<Instant> State::overflow_at(const ItemRow& item) const {
    const QueuePut& queue = queues[item.queue].put;
    if (item.overflowed() || !queue.overflow || queue.overflow == queue.queue) return std::nullopt;
    return item.queued_at + queue.overflow_after;
}

// Whether its overflow is still the one its queue declares.
bool State::is_in_backup(const ItemRow& item) const {
    return item.overflowed() &&
           queues[lanes[item.guest].queue].put.queue == queues[item.queue].put.overflow;
}

// Sets the moment at which something changes for a waiting item; what is due already happens at
// once.
void State::arm(Slot slot) {
    const ItemRow& item = items[slot];
    if (item.held) {
        if (item.until <= now) return end_hold(slot);
        return set_timer(Timers::item_owner(slot), item.until);
    }
    const auto due = overflow_at(item);
    if (!due) return clear_timer(Timers::item_owner(slot));
    if (*due <= now) {
        clear_timer(Timers::item_owner(slot));
        return overflow(slot);
    }
    set_timer(Timers::item_owner(slot), *due);
}

void State::end_hold(Slot slot) {
    unwait(slot);
    ItemRow& item = items[slot];
    item.held = false;
    LaneKey key = lanes[item.home].key;
    key.only = AgentId{};
    move_home(slot, lane_for(item.queue, std::move(key)));
    wait(slot);
}

// Adds the back-up queue's agents; without a usable back-up the item just goes on waiting.
void State::overflow(Slot slot) {
    ItemRow& item = items[slot];
    const Slot backup = find_queue(queues[item.queue].put.overflow);
    if (backup == no_slot || !queues[backup].put.active) return;
    item.guest = guest_lane_for(backup, lanes[item.home].key);
    use_lane(item.guest);
    lanes[item.guest].waiting.insert(entry_of(slot), ItemOrder{*this});
    touch(item.guest);
    effects.push_back(Overflowed{item.id, queues[backup].put.queue});
}

}  // namespace parley::routing
