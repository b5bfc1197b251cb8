#include <algorithm>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

// Longer than any age, so that whatever returned to the head precedes whatever did not.
constexpr std::int64_t head_start_ms = std::int64_t{1} << 50;

}  // namespace

// Effective age is waited + boost; who has more of it now has more of it for ever, so the order is
// fixed by the moment at which the age would have been nothing.
WaitingEntry State::entry_of(Slot slot) const {
    const ItemRow& item = items[slot];
    const std::int64_t born = to_ms(item.entered_at - item.boost) - item.raised_ms;
    return {item.at_head ? born - head_start_ms : born, slot};
}

bool State::item_before(const WaitingEntry& a, const WaitingEntry& b) const {
    return items[a.item].id < items[b.item].id;
}

void State::set_timer(std::uint32_t owner, Instant due) { timers.set(owner, due); }

void State::clear_timer(std::uint32_t owner) { timers.clear(owner); }

void State::wait(Slot slot) {
    ItemRow& item = items[slot];
    item.state = WorkItemState::waiting;
    stand(slot);
    const WaitingEntry entry = entry_of(slot);
    line_up(item.home, entry);
    for (const Slot lane : item.guests) {
        if (lane == no_slot) break;
        line_up(lane, entry);
    }
    unsettle(item.queue);
    ++queues[item.queue].waiting;
    ++waiting_total;
    arm(slot);
}

void State::unwait(Slot slot) {
    const ItemRow& item = items[slot];
    const WaitingEntry entry = entry_of(slot);
    step_out(item.home, entry);
    for (const Slot lane : item.guests) {
        if (lane == no_slot) break;
        step_out(lane, entry);
    }
    unsettle(item.queue);
    --queues[item.queue].waiting;
    --waiting_total;
    clear_timer(Timers::item_owner(slot));
}

// Sets the moment at which something changes for a waiting item; what is due already happens at
// once.
void State::arm(Slot slot) {
    const ItemRow& item = items[slot];
    if (item.held) {
        if (item.until <= now) return end_hold(slot);
        return set_timer(Timers::item_owner(slot), item.until);
    }
    const auto next = next_step(item);
    if (!next) return clear_timer(Timers::item_owner(slot));
    set_timer(Timers::item_owner(slot), next->at);
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

}  // namespace parley::routing
