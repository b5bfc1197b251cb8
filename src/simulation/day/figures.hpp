// What a day came to: the figures by which routers are compared.
//
//   service_level   F4: answered in time / (all - who left in time)   higher is better
//   asa_s           mean wait of the answered                          lower
//   p95_wait_s      of all waits                                       lower
//   abandonment     share who left, or still waited at the end         lower
//   occupancy       share of the agents' time on duty                  neither
//   agent_spread    standard deviation of occupancy between agents     lower
//   overtaken       share of the answered who were served after somebody of their class who
//                   came later                                         lower
// Any but the agents' may be of one class: "service_level:vip".
// Refusals: unknown_metric, unknown_class.
#pragma once

#include <string_view>

#include "simulation/day/scenario.hpp"
#include "simulation/ideal_queue.hpp"

namespace parley::simulation {

enum class Metric {
    service_level,
    asa_s,
    p95_wait_s,
    abandonment,
    occupancy,
    agent_spread,
    overtaken,
};

struct MetricOf {
    Metric metric{};
    std::optional<std::size_t> of_class;

    bool is_higher_better() const { return metric == Metric::service_level; }
};

Result<MetricOf> parse_metric(std::string_view text, const Scenario& scenario);

// What became of everybody, and how long each agent served within the day.
class DayLog final : public Watcher {
public:
    DayLog(std::size_t agents, Instant end) : busy_(agents), end_(end) {}

    void came(std::uint64_t number, const Coming& coming) override { log_.came(number, coming); }
    void turned_away(std::uint64_t number, const Coming& coming) override {
        log_.turned_away(number, coming);
    }
    void waits(std::uint64_t, const Coming&) override {}
    void served(const Service& service) override;
    void gave_up(std::uint64_t number, const Coming& coming, Instant now) override {
        log_.gave_up(number, coming, now);
    }
    void released(std::uint32_t, Instant) override {}

    // 0 where there is nothing to count.
    double value(const MetricOf& metric, const Scenario& scenario) const;

private:
    double of_agents(Metric metric, const Scenario& scenario) const;
    double overtaken(std::optional<std::size_t> of_class) const;

    OutcomeLog log_;
    std::vector<Duration> busy_;
    Instant end_;
};

}  // namespace parley::simulation
