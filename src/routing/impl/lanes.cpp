#include <algorithm>

#include "routing/impl/state.hpp"

namespace parley::routing {
namespace {

// Lanes without items cost their agents an update per change, but making one costs a pass over the
// queue's agents; so a queue keeps this many before it gives up the longest idle.
constexpr std::size_t lanes_kept_max = 64;

}  // namespace

bool meets(const std::vector<Skill>& skills, const std::vector<Need>& needs) {
    return std::all_of(needs.begin(), needs.end(), [&](const Need& need) {
        return std::any_of(skills.begin(), skills.end(), [&](const Skill& skill) {
            return skill.name == need.skill && skill.level >= need.level;
        });
    });
}

int level_at(const std::vector<Skill>& skills, const std::vector<Need>& needs) {
    int sum = 0;
    for (const Need& need : needs) {
        int best = 0;
        for (const Skill& skill : skills) {
            if (skill.name == need.skill) best = std::max(best, skill.level);
        }
        sum += best;
    }
    return sum;
}

Slot State::lane_for(Slot queue, LaneKey key) {
    auto& of_queue = queues[queue].lanes;
    if (const auto found = of_queue.find(key); found != of_queue.end()) return found->second;
    const Slot slot = lanes.add();
    Lane& lane = lanes[slot];
    lane.queue = queue;
    lane.key = key;
    set_asks(lane);
    of_queue.emplace(std::move(key), slot);

    join_pool(slot);
    return slot;
}

Slot State::guest_lane_for(Slot queue, const ItemRow& item) {
    LaneKey key = lanes[item.home].key;
    key.needs = relaxed(std::move(key.needs), queues[item.queue].put.steps, item.steps);
    key.relaxed = 0;
    key.guest = true;
    key.only = AgentId{};
    return lane_for(queue, std::move(key));
}

void State::set_asks(Lane& lane) const {
    const QueuePut& queue = queues[lane.queue].put;
    lane.asks = queue.needs;
    lane.asks.insert(lane.asks.end(), lane.key.needs.begin(), lane.key.needs.end());
    if (lane.key.relaxed != 0)
        lane.asks = relaxed(std::move(lane.asks), queue.steps, lane.key.relaxed);
}

void State::use_lane(Slot lane) { ++lanes[lane].users; }

void State::drop_lane(Slot slot) {
    Lane& lane = lanes[slot];
    PARLEY_ASSERT(lane.users > 0);
    if (--lane.users > 0) return;
    lane.idle_from = sweeps;
    if (lane.idle_listed) return;
    lane.idle_listed = true;
    idle_lanes.push_back(slot);
}

// An item held for an agent was theirs before, or was sent to them by a person: skills are not
// asked.
bool State::may_sit(const AgentRow& agent, const Lane& lane) const {
    if (lane.key.only) return lane.key.only == agent.id;
    if (!queues[lane.queue].put.offers) return false;
    return meets(agent.put.skills, lane.asks);
}

void State::seat(Slot agent, Slot pool, LaneBits fits) {
    Seat seat{fits, pool, static_cast<std::uint32_t>(seat_places.size())};
    if (free_seats.empty()) {
        seat_places.push_back(no_place);
        seat_keys.push_back(0);
    } else {
        seat.number = free_seats.back();
        free_seats.pop_back();
    }
    AgentRow& row = agents[agent];
    const Pool& there = pools[pool];
    const PostRow* post = row.post_in(there.queue);
    if (!there.held && post != nullptr) {
        seat.post = static_cast<std::uint16_t>(post - row.posts.data());
        seat.standing = post->rank;
        seat.precedence = post->precedence;
    }
    if (!there.held && goes_by_level(there.queue)) {
        const Lane& lane = lanes[there.lanes[0]];
        seat.standing =
            static_cast<std::uint16_t>(level_at(row.put.skills, queues[there.queue].put.needs) +
                                       level_at(row.put.skills, lane.key.needs));
    }
    row.widest =
        std::max(row.widest, static_cast<std::uint8_t>(row.share_of(there.kind, there.share)));
    row.seats.push_back(seat);
    refresh_seat(agent, row.seats.back());
}

void State::unseat(Slot agent, std::size_t nth) {
    auto& seats = agents[agent].seats;
    clear_place(seats[nth]);
    free_seats.push_back(seats[nth].number);
    seats[nth] = seats.back();
    seats.pop_back();
}

void State::reseat(Slot slot) {
    AgentRow& agent = agents[slot];
    std::vector<Slot> personal;
    for (const Seat& seat : agent.seats) {
        if (pools[seat.pool].held) personal.push_back(seat.pool);
    }
    while (!agent.seats.empty()) unseat(slot, agent.seats.size() - 1);
    for (const Slot pool : personal) seat(slot, pool, 1);
    if (agent.on_duty) {
        for (const Slot queue : agent.able) {
            --queues[queue].staffed;
            unsettle(queue);
        }
    }
    agent.able.clear();
    agent.counts_work = false;
    for (const PostRow& post : agent.posts) {
        const Slot queue_slot = post.queue;
        QueueRow& queue = queues[queue_slot];
        if (queue.put.strategy == Strategy::even_by_work) agent.counts_work = true;
        for (const Slot pool : queue.pools) {
            LaneBits fits = 0;
            for (const Slot lane : pools[pool].lanes) {
                if (lane != no_slot && may_sit(agent, lanes[lane])) fits |= lanes[lane].bit();
            }
            if (fits != 0) seat(slot, pool, fits);
        }
        if (!queue.known || !meets(agent.put.skills, queue.put.needs)) continue;
        agent.able.push_back(queue_slot);
        if (agent.on_duty) ++queue.staffed;
        unsettle(queue_slot);
    }
    recount_crew(slot);
}

void State::touch(Slot slot, LaneBits among) {
    Pool& pool = pools[slot];
    const LaneBits paired = among & pool.waiting & pool.candidates.fitted();
    if (paired == 0) return;
    if (pool.touched == 0) touched.push_back(slot);
    pool.touched |= paired;
}

// Runs after matching, when nothing else holds on to lanes.
void State::sweep_idle_lanes() {
    if (idle_lanes.empty() || !touched.empty()) return;
    ++sweeps;
    for (const Slot slot : idle_lanes) {
        Lane& lane = lanes[slot];
        lane.idle_listed = false;
        if (lane.users > 0) continue;
        if (lane.key.only) {
            retire_lane(slot);
        } else if (queues[lane.queue].lanes.size() > lanes_kept_max) {
            retire_longest_idle(lane.queue);
        }
    }
    idle_lanes.clear();
}

void State::retire_longest_idle(Slot queue) {
    Slot oldest = no_slot;
    for (const auto& [key, slot] : queues[queue].lanes) {
        const Lane& lane = lanes[slot];
        if (lane.users > 0 || lane.idle_listed) continue;
        if (oldest == no_slot || lane.idle_from < lanes[oldest].idle_from) oldest = slot;
    }
    if (oldest != no_slot) retire_lane(oldest);
}

void State::retire_lane(Slot slot) {
    leave_pool(slot);
    queues[lanes[slot].queue].lanes.erase(lanes[slot].key);
    lanes.erase(slot);
}

}  // namespace parley::routing
