#include "simulation/day/trace.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace parley::simulation {
namespace {

Duration from_seconds(double seconds) { return Duration{std::llround(seconds * 1'000)}; }

}  // namespace

std::vector<Coming> draw_day(const Scenario& scenario, Rng& rng) {
    std::vector<Coming> day;
    for (std::size_t kind = 0; kind < scenario.classes.size(); ++kind) {
        const DayClass& one = scenario.classes[kind];
        const double interval = scenario.hours * hour_ms / static_cast<double>(one.per_hour.size());
        for (std::size_t i = 0; i < one.per_hour.size(); ++i) {
            if (one.per_hour[i] <= 0) continue;
            const double start = interval * static_cast<double>(i);
            const double gap = hour_ms / one.per_hour[i];
            for (double at = draw_exponential(rng) * gap; at < interval;
                 at += draw_exponential(rng) * gap) {
                Coming coming;
                coming.at = Instant{Duration{std::llround(start + at)}};
                coming.kind = static_cast<std::uint32_t>(kind);
                coming.service = from_seconds(one.handling.draw(rng) * one.handling_s);
                if (one.patience_s > 0) {
                    coming.patience = from_seconds(one.patience.draw(rng) * one.patience_s);
                }
                day.push_back(coming);
            }
        }
    }
    std::sort(day.begin(), day.end(), [](const Coming& a, const Coming& b) {
        return std::tie(a.at, a.kind, a.service, a.patience) <
               std::tie(b.at, b.kind, b.service, b.patience);
    });
    return day;
}

std::vector<DutyChange> duties_of(const Scenario& scenario) {
    std::vector<DutyChange> duties;
    for (std::size_t i = 0; i < scenario.shifts.size(); ++i) {
        const Shift& shift = scenario.shifts[i];
        const auto agent = static_cast<std::uint32_t>(i);
        const auto moment = [](double hours) {
            return Instant{Duration{std::llround(hours * hour_ms)}};
        };
        if (shift.from_h > 0) duties.push_back({moment(shift.from_h), agent, true});
        duties.push_back({moment(shift.to_h), agent, false});
    }
    std::sort(duties.begin(), duties.end(), [](const DutyChange& a, const DutyChange& b) {
        return std::tie(a.at, a.agent, a.on) < std::tie(b.at, b.agent, b.on);
    });
    return duties;
}

}  // namespace parley::simulation
