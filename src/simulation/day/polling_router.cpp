#include "simulation/day/polling_router.hpp"

#include <algorithm>

namespace parley::simulation {
namespace {

constexpr Duration freeswitch_period = 100ms;
constexpr Duration second = 1s;

bool meets(const std::vector<Skill>& skills, const std::vector<routing::Need>& needs) {
    return std::all_of(needs.begin(), needs.end(), [&](const routing::Need& need) {
        return std::any_of(skills.begin(), skills.end(), [&](const Skill& skill) {
            return skill.name == need.skill && skill.level >= need.level;
        });
    });
}

// The next moment of the router's own timer, after `now`.
Instant next_beat(Instant now, Duration period) {
    const std::int64_t beats = now.time_since_epoch() / period;
    return Instant{period * (beats + 1)};
}

}  // namespace

PollingRouter::PollingRouter(const Floor& floor, PollingKind kind, Instant start)
    : floor_(floor), kind_(kind), agents_(floor.agents.size()), last_(start) {
    period_ = kind <= PollingKind::freeswitch_least_talk_time ? freeswitch_period : second;
    for (std::uint32_t queue = 0; queue < floor.queues.size(); ++queue) {
        auto& by_kind = able_.emplace_back();
        for (const FloorKind& item : floor.kinds) {
            std::vector<bool> agents;
            for (const FloorAgent& agent : floor.agents) {
                const bool belongs = std::find(agent.queues.begin(), agent.queues.end(), queue) !=
                                     agent.queues.end();
                agents.push_back(belongs && meets(agent.skills, floor.queues[queue].needs) &&
                                 meets(agent.skills, item.needs));
            }
            by_kind.push_back(std::move(agents));
        }
    }
    for (std::size_t i = 0; i < agents_.size(); ++i) {
        agents_[i].on_duty = floor.agents[i].on_duty;
        agents_[i].idle_since = start;
    }
}

bool PollingRouter::can_serve(std::uint32_t agent, const Waiting& waiting) const {
    return able_[waiting.queue][waiting.kind][agent];
}

// FreeSWITCH adds the base score to the seconds waited; the others put the higher priority first.
bool PollingRouter::comes_before(const Waiting& a, const Waiting& b) const {
    if (period_ == freeswitch_period) {
        const Instant first = a.joined - a.boost;
        const Instant second_one = b.joined - b.boost;
        return first != second_one ? first < second_one : a.item.number < b.item.number;
    }
    if (a.boost != b.boost) return a.boost > b.boost;
    return a.joined != b.joined ? a.joined < b.joined : a.item.number < b.item.number;
}

std::size_t PollingRouter::free_agents(const Waiting& waiting) const {
    std::size_t count = 0;
    for (std::uint32_t agent = 0; agent < agents_.size(); ++agent) {
        if (is_free(agent) && can_serve(agent, waiting)) ++count;
    }
    return count;
}

bool PollingRouter::is_asked_before(std::uint32_t a, std::uint32_t b) const {
    const Agent& one = agents_[a];
    const Agent& other = agents_[b];
    switch (kind_) {
        case PollingKind::freeswitch_longest_idle:
        case PollingKind::asterisk_leastrecent:
        case PollingKind::opensips: return one.idle_since < other.idle_since;
        case PollingKind::freeswitch_round_robin:
        case PollingKind::asterisk_rrmemory: return one.last_turn < other.last_turn;
        case PollingKind::freeswitch_least_talk_time: return one.talked < other.talked;
        case PollingKind::asterisk_fewestcalls: return one.calls < other.calls;
        case PollingKind::asterisk_linear: return a < b;
    }
    return a < b;
}

std::optional<std::uint32_t> PollingRouter::choose(const Waiting& waiting) const {
    std::optional<std::uint32_t> best;
    for (std::uint32_t agent = 0; agent < agents_.size(); ++agent) {
        if (!is_free(agent) || !can_serve(agent, waiting)) continue;
        if (!best || is_asked_before(agent, *best)) best = agent;
    }
    return best;
}

void PollingRouter::give(std::size_t at, std::uint32_t agent, Instant now) {
    Agent& chosen = agents_[agent];
    chosen.busy = true;
    chosen.given_at = now;
    chosen.last_turn = ++turns_;
    ++chosen.calls;
    given.push_back({waiting_[at].item.slot, agent});
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(at));
}

void PollingRouter::overflow(Instant now) {
    for (Waiting& waiting : waiting_) {
        const FloorQueue& queue = floor_.queues[waiting.queue];
        if (!queue.overflow || now - waiting.joined < queue.overflow_after) continue;
        waiting.queue = *queue.overflow;
        waiting.joined = now;
    }
    std::sort(waiting_.begin(), waiting_.end(),
              [&](const Waiting& a, const Waiting& b) { return comes_before(a, b); });
}

void PollingRouter::serve(Instant now) {
    std::vector<std::size_t> ahead(floor_.queues.size() * floor_.kinds.size(), 0);
    for (std::size_t at = 0; at < waiting_.size();) {
        Waiting& waiting = waiting_[at];
        if (is_asterisk()) {
            // No further back in their queue than agents are free for it, and it is their turn.
            std::size_t& before = ahead[waiting.queue * floor_.kinds.size() + waiting.kind];
            const bool may_try = before < free_agents(waiting) && waiting.next_try <= now;
            ++before;
            if (waiting.next_try <= now) waiting.next_try = now + second;
            if (!may_try) {
                ++at;
                continue;
            }
            --before;
        }
        if (const auto agent = choose(waiting)) {
            give(at, *agent, now);
        } else {
            ++at;
        }
    }
}

bool PollingRouter::enter(ItemRef item, std::uint32_t kind, Instant now) {
    const FloorKind& declared = floor_.kinds[kind];
    Waiting waiting{item, kind, declared.queue, now, now, declared.boost};
    const auto place =
        std::upper_bound(waiting_.begin(), waiting_.end(), waiting,
                         [&](const Waiting& a, const Waiting& b) { return comes_before(a, b); });
    waiting_.insert(place, waiting);
    // Asterisk's caller tries at once, and OpenSIPS hands a call to a free agent as it comes.
    if (period_ != freeswitch_period) serve(now);
    last_ = now;
    return true;
}

void PollingRouter::leave(ItemRef item, Instant now) {
    std::erase_if(waiting_, [&](const Waiting& w) { return w.item.number == item.number; });
    last_ = now;
}

void PollingRouter::release(ItemRef, std::uint32_t agent, Instant now) {
    Agent& done = agents_[agent];
    done.busy = false;
    done.idle_since = now;
    done.talked += now - done.given_at;
    last_ = now;
}

void PollingRouter::duty(std::uint32_t agent, bool on, Instant now) {
    agents_[agent].on_duty = on;
    if (on) agents_[agent].idle_since = now;
    last_ = now;
}

std::optional<Instant> PollingRouter::next_deadline() const {
    if (waiting_.empty()) return std::nullopt;
    if (!is_asterisk()) return next_beat(last_, period_);
    Instant next = Instant::max();
    for (const Waiting& waiting : waiting_) next = std::min(next, waiting.next_try);
    return std::max(next, last_ + 1ms);
}

void PollingRouter::tick(Instant now) {
    last_ = now;
    overflow(now);
    serve(now);
}

}  // namespace parley::simulation
