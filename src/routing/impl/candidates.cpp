#include <algorithm>
#include <bit>
#include <utility>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

constexpr int ratio_bits = 14;  // Of AgentRow::ratio_full.
constexpr int idle_bits = 48;   // Milliseconds since the epoch: enough until the year 10889.
constexpr std::uint64_t first_max = (1 << 16) - 1;  // What a key has left besides.

constexpr std::int64_t stride_whole = 10'000;  // Of weight 1.
constexpr std::int64_t pass_lag_max = 3 * stride_whole / Post{}.weight;
// Of `even_by_work`: the work an item is taken for while nobody knows how long it will be.
constexpr std::int64_t usual_work_ms = 180'000;
constexpr std::int64_t work_max_ms = 10 * usual_work_ms;  // Of an item that was left open.
constexpr std::int64_t work_lag_max = 10 * stride_whole / Post{}.weight;

struct CandidateOrder {
    State& state;
    bool before(const Candidate& a, const Candidate& b) const {
        if (a.key != b.key) return a.key < b.key;
        if (a.agent == b.agent) return false;
        return state.agent_ids[a.agent] < state.agent_ids[b.agent];
    }
    void moved(const Candidate& candidate, Place place) const {
        state.seat_places[candidate.seat] = place;
    }
};

}  // namespace

// An agent holding an open offer counts as given work at that moment; if it comes to nothing
// through no fault of theirs, they are back where they stood. A key never becomes better without
// refresh(); it may become worse by itself.
std::uint64_t State::candidate_key(const AgentRow& agent, const Pool& pool,
                                   const Seat& seat) const {
    if (pool.held) return 0;
    const Strategy strategy = pool.strategy;
    if (strategy == Strategy::round_robin) return static_cast<std::uint64_t>(agent.last_offer);
    if (strategy == Strategy::weighted || strategy == Strategy::even_by_work) {
        const PostRow& post = agent.posts[seat.post];
        return static_cast<std::uint64_t>(pass_of(post, queues[pool.queue]));
    }
    const Instant since =
        agent.offered > 0 ? std::max(agent.idle_since, agent.last_offered_at) : agent.idle_since;
    const auto idle = static_cast<std::uint64_t>(std::max<std::int64_t>(to_ms(since), 0));
    if (strategy == Strategy::longest_idle) return idle << ratio_bits | agent.ratio;
    const auto before_idle = [idle](std::uint64_t first) {
        return std::min(first, first_max) << idle_bits | idle;
    };
    if (strategy == Strategy::even_by_load) return before_idle(agent.ratio);
    if (strategy == Strategy::least_loaded) return before_idle(agent.items.size());
    if (strategy == Strategy::skill_level) return before_idle(first_max - seat.standing);
    return before_idle(seat.standing);
}

// Shares by stride scheduling (C. A. Waldspurger and W. E. Weihl, "Stride Scheduling",
// MIT/LCS/TM-528, 1995): each offer moves its agent on by a stride that is the shorter the greater
// their weight, and whoever is furthest back is asked next. Who was away or full catches up on
// three offers of the usual weight, not on a day. Where work is shared evenly the stride is the
// work itself, whichever queue it came from, and ten usual items of it are caught up on.
std::int64_t State::share_floor(const QueueRow& queue) const {
    const bool by_work = queue.put.strategy == Strategy::even_by_work;
    return queue.share_clock - (by_work ? work_lag_max : pass_lag_max);
}

std::int64_t State::pass_of(const PostRow& post, const QueueRow& queue) const {
    return std::max(post.pass, share_floor(queue));
}

// What candidate_key() would say, without a look at the agent.
std::uint64_t State::key_now(const Pool& pool, std::uint32_t seat) const {
    const bool shares =
        pool.strategy == Strategy::weighted || pool.strategy == Strategy::even_by_work;
    if (!shares || pool.held) return seat_keys[seat];
    const std::int64_t floor = share_floor(queues[pool.queue]);
    return std::max(seat_keys[seat], static_cast<std::uint64_t>(std::max<std::int64_t>(floor, 0)));
}

void State::charge(const Pool& pool, Slot agent) {
    QueueRow& queue = queues[pool.queue];
    const bool by_work = pool.strategy == Strategy::even_by_work;
    if ((pool.strategy != Strategy::weighted && !by_work) || pool.held) return;
    AgentRow& row = agents[agent];
    PostRow& post = *row.post_in(pool.queue);
    const std::int64_t pass = pass_of(post, queue);
    queue.share_clock = std::max(queue.share_clock, pass);
    if (!by_work) post.pass = pass + stride_whole / post.weight;
}

void State::add_work(Slot slot, std::int64_t work_ms) {
    AgentRow& agent = agents[items[slot].agent];
    if (!agent.counts_work) return;
    const std::int64_t work = work_ms * items[slot].taken / share_max;
    for (PostRow& post : agent.posts) {
        const QueueRow& queue = queues[post.queue];
        if (queue.put.strategy != Strategy::even_by_work) continue;
        const std::int64_t stride = work * stride_whole / (usual_work_ms * post.weight);
        post.pass = std::max<std::int64_t>(pass_of(post, queue) + stride, 0);  // A key has no sign.
    }
}

void State::expect_work(Slot item) { add_work(item, usual_work_ms); }

// What was expected of it makes way for what it was; an offer that came to nothing was no work.
void State::settle_work(Slot item) {
    std::int64_t worked = 0;
    if (items[item].state == WorkItemState::assigned)
        worked = std::clamp<std::int64_t>((now - items[item].until).count(), 0, work_max_ms);
    add_work(item, worked - usual_work_ms);
}

// More work makes no key better, so that where room is left for any item nobody moves.
void State::refresh_busier(Slot slot) {
    const AgentRow& agent = agents[slot];
    if (std::min(agent.room_for(true), agent.room_for(false)) < agent.widest) return refresh(slot);
    for (const Seat& seat : agent.seats)
        seat_keys[seat.number] = candidate_key(agent, pools[seat.pool], seat);
}

void State::refresh(Slot agent) {
    for (Seat& seat : agents[agent].seats) refresh_seat(agent, seat);
}

// Begins to fetch whoever will be asked, if somebody is free.
void State::prefetch_best(Slot lane) {
    if ((pools[lanes[lane].pool].candidates.fitted() & lanes[lane].bit()) != 0)
        agents.prefetch(best_candidate(lane));
}

void State::refresh_seat(Slot agent_slot, Seat& seat) {
    const AgentRow& agent = agents[agent_slot];
    Pool& pool = pools[seat.pool];
    const bool can = agent.can_be_offered() && agent.has_room(pool);
    if (!can) return clear_place(seat);

    const std::uint64_t key = candidate_key(agent, pool, seat);
    const std::uint64_t before = std::exchange(seat_keys[seat.number], key);
    const CandidateOrder order{*this};
    const Candidate candidate{key, seat.fits, agent_slot, seat.number};
    if (seat.is_taken) {
        // Otherwise they stand too far forward, which best_candidate() puts right if it ever
        // matters.
        const Place place = seat_places[seat.number];
        if (key < before && key < pool.candidates.at(place).key)
            pool.candidates.change(place, candidate, order);
        return;
    }
    seat.is_taken = true;
    pool.candidates.push(candidate, order);
    for (LaneBits left = seat.fits; left != 0; left &= left - 1)
        ++pool.fitting[static_cast<std::size_t>(std::countr_zero(left))];
    touch(seat.pool, seat.fits);
}

// Keys in the heap are the true ones or better. So when the first who fits has their true key, they
// are the best; until then they sink to where they belong. An agent of many queues thus moves in
// those that are used.
Slot State::best_candidate(Slot slot) {
    const Lane& lane = lanes[slot];
    Pool& pool = pools[lane.pool];
    const CandidateOrder order{*this};
    for (;;) {
        const Place place = pool.candidates.first(lane.bit(), order);
        Candidate first = pool.candidates.at(place);
        const std::uint64_t key = key_now(pool, first.seat);
        if (key == first.key) return first.agent;
        first.key = key;
        pool.candidates.change(place, first, order);
    }
}

void State::clear_place(Seat& seat) {
    if (!seat.is_taken) return;
    seat.is_taken = false;
    Pool& pool = pools[seat.pool];
    for (LaneBits left = seat.fits; left != 0; left &= left - 1)
        --pool.fitting[static_cast<std::size_t>(std::countr_zero(left))];
    pool.candidates.remove(seat_places[seat.number], CandidateOrder{*this});
}

}  // namespace parley::routing
