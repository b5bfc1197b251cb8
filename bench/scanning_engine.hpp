// The baseline: an engine that keeps flat lists and scans them, as engines do that poll tables of
// agents and callers. It makes the same choices by the same rules. Gentler than what it stands for:
// it looks once per event, not once per poll for every pair, and its lists are in memory.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "domain/ids.hpp"

namespace parley::bench {

class ScanningEngine {
public:
    struct Agent {
        std::vector<std::size_t> queues;
        int load = 0;
        std::int64_t idle_since = 0;
    };
    static constexpr std::size_t nobody = ~std::size_t{0};

    explicit ScanningEngine(std::vector<Agent> agents) : agents_(std::move(agents)) {}

    // Offered and accepted at once when an agent has room (then true); waits otherwise.
    bool enter(WorkItemId id, std::size_t queue, int share, std::int64_t now) {
        std::size_t best = nobody;
        for (std::size_t i = 0; i < agents_.size(); ++i) {
            if (!can_serve(agents_[i], queue, share)) continue;
            if (best == nobody || precedes(agents_[i], agents_[best])) best = i;
        }
        if (best == nobody) {
            waiting_.push_back({id, queue, share, now});
            return false;
        }
        assign(id, best, share, now);
        return true;
    }

    // Returns the item the freed agent was given; nil when none could be.
    WorkItemId release(WorkItemId id, std::int64_t now) {
        const auto found = assigned_.find(id);
        const auto [agent, share] = found->second;
        assigned_.erase(found);
        agents_[agent].load -= share;
        agents_[agent].idle_since = now;
        std::size_t best = nobody;
        for (std::size_t i = 0; i < waiting_.size(); ++i) {
            if (!can_serve(agents_[agent], waiting_[i].queue, waiting_[i].share)) continue;
            if (best == nobody || waiting_[i].entered_at < waiting_[best].entered_at) best = i;
        }
        if (best == nobody) return WorkItemId{};
        const Waiting item = waiting_[best];
        waiting_[best] = waiting_.back();
        waiting_.pop_back();
        assign(item.id, agent, item.share, now);
        return item.id;
    }

private:
    struct Waiting {
        WorkItemId id;
        std::size_t queue;
        int share;
        std::int64_t entered_at;
    };
    struct Assigned {
        std::size_t agent;
        int share;
    };

    static bool can_serve(const Agent& agent, std::size_t queue, int share) {
        if (100 - agent.load < share) return false;
        for (const std::size_t own : agent.queues) {
            if (own == queue) return true;
        }
        return false;
    }
    static bool precedes(const Agent& a, const Agent& b) {
        return a.load != b.load ? a.load < b.load : a.idle_since < b.idle_since;
    }
    void assign(WorkItemId id, std::size_t agent, int share, std::int64_t now) {
        agents_[agent].load += share;
        agents_[agent].idle_since = now;
        assigned_.emplace(id, Assigned{agent, share});
    }

    std::vector<Agent> agents_;
    std::vector<Waiting> waiting_;
    std::unordered_map<WorkItemId, Assigned> assigned_;
};

}  // namespace parley::bench
