#include <algorithm>
#include <bit>

#include "routing/impl/state.hpp"

namespace parley::routing {

// Then an agent's key differs from lane to lane, and no two can share an order.
bool State::goes_by_level(Slot queue) const {
    return queues[queue].put.strategy == Strategy::skill_level;
}

Slot State::pool_for(const Lane& lane) {
    std::vector<Slot>& known = queues[lane.queue].pools;
    const bool apart = lane.key.only || goes_by_level(lane.queue);
    if (!apart) {
        for (const Slot slot : known) {
            const Pool& pool = pools[slot];
            const bool has_room = pool.lanes.size() < Pool::lanes_max ||
                                  std::ranges::find(pool.lanes, no_slot) != pool.lanes.end();
            if (pool.share == lane.key.share && pool.kind == lane.key.kind &&
                pool.interruptible == lane.key.interruptible && has_room)
                return slot;
        }
    }
    const Slot slot = pools.add();
    Pool& pool = pools[slot];
    pool.queue = lane.queue;
    pool.share = lane.key.share;
    pool.kind = lane.key.kind;
    pool.interruptible = lane.key.interruptible;
    pool.held = static_cast<bool>(lane.key.only);
    pool.strategy = queues[lane.queue].put.strategy;
    if (!pool.held) known.push_back(slot);
    return slot;
}

void State::join_pool(Slot slot) {
    Lane& lane = lanes[slot];
    lane.pool = pool_for(lane);
    Pool& pool = pools[lane.pool];
    const auto free = std::ranges::find(pool.lanes, no_slot);
    lane.number = static_cast<std::uint8_t>(free - pool.lanes.begin());
    if (free == pool.lanes.end()) {
        pool.lanes.push_back(slot);
        pool.heads.emplace_back();
        pool.fitting.push_back(0);
    } else {
        *free = slot;
    }
    if (lane.key.only) {
        if (const Slot agent = find_agent(lane.key.only); agent != no_slot) fit(agent, lane);
        return;
    }
    for (const Slot agent : queues[lane.queue].agents) {
        if (may_sit(agents[agent], lane)) fit(agent, lane);
    }
}

void State::leave_pool(Slot slot) {
    const Lane& lane = lanes[slot];
    if (lane.key.only) {
        if (const Slot agent = find_agent(lane.key.only); agent != no_slot) unfit(agent, lane);
    } else {
        for (const Slot agent : queues[lane.queue].agents) unfit(agent, lane);
    }
    Pool& pool = pools[lane.pool];
    pool.lanes[lane.number] = no_slot;
    pool.waiting &= ~lane.bit();
    pool.touched &= ~lane.bit();
    if (std::ranges::any_of(pool.lanes, [](Slot other) { return other != no_slot; })) return;
    std::erase(queues[lane.queue].pools, lane.pool);
    pools.erase(lane.pool);
}

void State::repool(Slot queue) {
    std::vector<Slot> moving;
    for (const auto& [key, lane] : queues[queue].lanes) {
        if (!key.only) moving.push_back(lane);
    }
    for (const Slot lane : moving) leave_pool(lane);
    for (const Slot lane : moving) {
        join_pool(lane);
        if (lanes[lane].waiting.empty()) continue;
        Pool& pool = pools[lanes[lane].pool];
        pool.heads[lanes[lane].number] = lanes[lane].waiting.front();
        pool.waiting |= lanes[lane].bit();
        touch(lanes[lane].pool, lanes[lane].bit());
    }
}

void State::fit(Slot agent, const Lane& lane) {
    for (Seat& seat : agents[agent].seats) {
        if (seat.pool == lane.pool) return set_fits(agent, seat, seat.fits | lane.bit());
    }
    seat(agent, lane.pool, lane.bit());
}

void State::unfit(Slot agent, const Lane& lane) {
    auto& seats = agents[agent].seats;
    const auto seat = std::ranges::find(seats, lane.pool, &Seat::pool);
    if (seat == seats.end() || (seat->fits & lane.bit()) == 0) return;
    if (seat->fits == lane.bit())
        return unseat(agent, static_cast<std::size_t>(seat - seats.begin()));
    set_fits(agent, *seat, seat->fits & ~lane.bit());
}

void State::set_fits(Slot agent, Seat& seat, LaneBits fits) {
    clear_place(seat);
    seat.fits = fits;
    refresh_seat(agent, seat);
}

const WaitingEntry& State::head_of(Slot lane) const {
    return pools[lanes[lane].pool].heads[lanes[lane].number];
}

void State::line_up(Slot slot, const WaitingEntry& entry) {
    Lane& lane = lanes[slot];
    Pool& pool = pools[lane.pool];
    WaitingEntry& head = pool.heads[lane.number];
    if (lane.waiting.empty() || ItemOrder{*this}.before(entry, head)) head = entry;
    lane.waiting.insert(entry, ItemOrder{*this});
    pool.waiting |= lane.bit();
    touch(lane.pool, lane.bit());
}

void State::step_out(Slot slot, const WaitingEntry& entry) {
    Lane& lane = lanes[slot];
    lane.waiting.erase(entry, ItemOrder{*this});
    Pool& pool = pools[lane.pool];
    if (lane.waiting.empty()) {
        pool.waiting &= ~lane.bit();
    } else if (pool.heads[lane.number].item == entry.item) {
        pool.heads[lane.number] = lane.waiting.front();
        items.prefetch(lane.waiting.front().item);  // Whoever gets free next is offered it.
    }
}

}  // namespace parley::routing
