// Counts what happens in a world: of those who came after the warming up, and of time since then.
//
// A wait is that of a contact let in, until served or given up. Time is watched until the last
// contact came.
#pragma once

#include <vector>

#include "simulation/world.hpp"

namespace parley::simulation {

struct TallyPlan {
    std::size_t kinds = 1;
    std::vector<std::uint32_t> pool_of_agent;
    std::size_t pools = 1;
    Instant warm;                      // Whoever came before is not counted.
    std::vector<Duration> thresholds;  // Waits are counted within each, inclusive.
    bool keep_waits = false;           // For percentiles.
};

struct KindTally {
    std::uint64_t came = 0;
    std::uint64_t turned_away = 0;
    std::uint64_t waited = 0;
    std::uint64_t served = 0;
    std::uint64_t gave_up = 0;
    double work = 0;  // Sums, in ticks: of the service times of all who came,
    double wait = 0;
    double wait_served = 0;
    std::vector<std::uint64_t> within;  // By threshold.
    std::vector<std::uint64_t> served_within;
    std::vector<float> waits;

    std::uint64_t let_in() const { return came - turned_away; }
};

class Tally final : public Watcher {
public:
    explicit Tally(TallyPlan plan);

    const KindTally& kind(std::size_t at) const { return kinds_[at]; }
    KindTally all() const;
    double mean_waiting() const { return watched_.waiting / duration(); }
    // Work that came in a tick: the load of this replication.
    double load() const;
    // Agents busy in the pool, on average.
    double mean_busy(std::size_t pool) const { return watched_.busy[pool] / duration(); }

    void came(std::uint64_t number, const Coming& coming) override;
    void turned_away(std::uint64_t number, const Coming& coming) override;
    void waits(std::uint64_t number, const Coming& coming) override;
    void served(const Service& service) override;
    void gave_up(std::uint64_t number, const Coming& coming, Instant now) override;
    void released(std::uint32_t agent, Instant now) override;

private:
    struct Areas {
        double waiting = 0;
        std::vector<double> busy;
    };

    bool counts(const Coming& coming) const { return coming.at >= plan_.warm; }
    double duration() const { return static_cast<double>((until_ - plan_.warm).count()); }
    void pass(Instant now);
    void wait_ended(KindTally& kind, Duration wait);

    TallyPlan plan_;
    std::vector<KindTally> kinds_;
    Instant now_;
    Areas areas_;
    Areas watched_;  // As of the last contact that came.
    Instant until_;
    std::size_t waiting_ = 0;
    std::vector<std::size_t> busy_;
};

}  // namespace parley::simulation
