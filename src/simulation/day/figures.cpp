#include "simulation/day/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace parley::simulation {
namespace {

constexpr double percentile = 0.95;

struct NamedMetric {
    std::string_view name;
    Metric metric;
};
constexpr NamedMetric metrics[] = {
    {"service_level", Metric::service_level}, {"asa_s", Metric::asa_s},
    {"p95_wait_s", Metric::p95_wait_s},       {"abandonment", Metric::abandonment},
    {"occupancy", Metric::occupancy},         {"agent_spread", Metric::agent_spread},
    {"overtaken", Metric::overtaken},
};

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

}  // namespace

Result<MetricOf> parse_metric(std::string_view text, const Scenario& scenario) {
    const auto colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    MetricOf metric;
    const auto found = std::find_if(std::begin(metrics), std::end(metrics),
                                    [&](const NamedMetric& one) { return one.name == name; });
    if (found == std::end(metrics)) {
        return refuse(Code::invalid, "unknown_metric", fmt::format("the metric {}", text));
    }
    metric.metric = found->metric;
    if (colon == std::string_view::npos) return metric;
    const bool of_agents =
        metric.metric == Metric::occupancy || metric.metric == Metric::agent_spread;
    for (std::size_t i = 0; i < scenario.classes.size() && !of_agents; ++i) {
        if (scenario.classes[i].name == text.substr(colon + 1)) metric.of_class = i;
    }
    if (!metric.of_class) {
        return refuse(Code::invalid, "unknown_class", fmt::format("the metric {}", text));
    }
    return metric;
}

void DayLog::served(const Service& service) {
    log_.served(service);
    const Instant done = std::min(service.now + service.coming.service, end_);
    if (done > service.now) busy_[service.agent] += done - service.now;
}

double DayLog::of_agents(Metric metric, const Scenario& scenario) const {
    double busy = 0;
    double duty = 0;
    std::vector<double> shares;
    for (std::size_t i = 0; i < busy_.size(); ++i) {
        const double on_duty = (scenario.shifts[i].to_h - scenario.shifts[i].from_h) * hour_ms;
        if (on_duty <= 0) continue;
        const auto served = static_cast<double>(busy_[i].count());
        busy += served;
        duty += on_duty;
        shares.push_back(served / on_duty);
    }
    if (metric == Metric::occupancy) return ratio(busy, duty);
    double mean = 0;
    for (const double share : shares) mean += share;
    mean = ratio(mean, static_cast<double>(shares.size()));
    double squares = 0;
    for (const double share : shares) squares += (share - mean) * (share - mean);
    return std::sqrt(ratio(squares, static_cast<double>(shares.size())));
}

// From the last who came backwards: overtaken is whom a later one of the class was served before.
double DayLog::overtaken(std::optional<std::size_t> of_class) const {
    std::vector<Instant> earliest;
    double served = 0;
    double overtaken = 0;
    for (std::size_t i = log_.comings().size(); i-- > 0;) {
        const Coming& coming = log_.comings()[i];
        const Outcome& outcome = log_.outcomes()[i];
        if (outcome.fate != Fate::served || (of_class && *of_class != coming.kind)) continue;
        if (coming.kind >= earliest.size()) earliest.resize(coming.kind + 1, Instant::max());
        const Instant at = coming.at + outcome.wait;
        ++served;
        if (at > earliest[coming.kind]) ++overtaken;
        earliest[coming.kind] = std::min(earliest[coming.kind], at);
    }
    return ratio(overtaken, served);
}

double DayLog::value(const MetricOf& metric, const Scenario& scenario) const {
    if (metric.metric == Metric::occupancy || metric.metric == Metric::agent_spread) {
        return of_agents(metric.metric, scenario);
    }
    if (metric.metric == Metric::overtaken) return overtaken(metric.of_class);
    double all = 0;
    double answered = 0;
    double in_time = 0;
    double left_in_time = 0;
    double wait_answered = 0;
    std::vector<double> waits;
    for (std::size_t i = 0; i < log_.comings().size(); ++i) {
        const Coming& coming = log_.comings()[i];
        if (metric.of_class && *metric.of_class != coming.kind) continue;
        const Outcome& outcome = log_.outcomes()[i];
        // Who has no fate yet still waits when the day ends.
        const Duration waited = outcome.fate == Fate::turned_away ? end_ - coming.at : outcome.wait;
        const double wait = static_cast<double>(waited.count()) / 1'000;
        waits.push_back(wait);
        ++all;
        const bool is_in_time = wait <= scenario.threshold_s;
        if (outcome.fate == Fate::served) {
            ++answered;
            in_time += is_in_time;
            wait_answered += wait;
        } else {
            left_in_time += is_in_time;
        }
    }
    switch (metric.metric) {
        case Metric::service_level: return ratio(in_time, all - left_in_time);
        case Metric::asa_s: return ratio(wait_answered, answered);
        case Metric::abandonment: return ratio(all - answered, all);
        case Metric::p95_wait_s: {
            if (waits.empty()) return 0;
            const auto rank = static_cast<std::ptrdiff_t>(percentile * all);
            const auto at = waits.begin() + std::min(rank, std::ssize(waits) - 1);
            std::nth_element(waits.begin(), at, waits.end());
            return *at;
        }
        case Metric::occupancy:
        case Metric::agent_spread:
        case Metric::overtaken: break;
    }
    return 0;
}

}  // namespace parley::simulation
