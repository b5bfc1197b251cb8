#include "main/queueing/trials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace parley::queueing {
namespace {

using simulation::KindTally;
using simulation::Tally;
using simulation::Trial;

constexpr std::size_t replications_min = 24;
// Enough when the trial can tell at all; and beyond the last it goes no further.
constexpr std::uint64_t contacts_enough = 2'500'000;
constexpr std::uint64_t contacts_default_max = 16'000'000;
constexpr std::uint64_t replication_min = 2'000;
constexpr std::uint64_t compared_max = 100'000;
// Well enough: this share of the tolerance, or of the figure, or of its scale.
constexpr double tolerance_share = 0.5;
constexpr double figure_share = 0.04;
constexpr double scale_share = 0.0005;
constexpr double resolution_share = 0.9;
// A replication lasts so many relaxations; with fewer than the least it says nothing.
constexpr double relaxations = 100;
constexpr double relaxations_least = 40;
constexpr double replication_most = 400'000;
constexpr double time_most = 1e14;  // In ticks; the engine keeps 48 bits of a moment.
constexpr std::uint64_t replication_least = 25'000;

double wanted_width(const Answer& answer) {
    const double of_figure = figure_share * std::fabs(answer.expected);
    // A tolerance that can be reached is to be reached well.
    if (answer.tolerance >= of_figure) return tolerance_share * answer.tolerance;
    return std::max(of_figure, scale_share * answer.scale);
}

// Different trials of a run draw different numbers, and the same trial always the same.
std::uint64_t seed_of(std::uint64_t seed, std::string_view name, std::uint64_t replication) {
    std::uint64_t mixed = 0xcbf29ce484222325 ^ seed;  // FNV-1a.
    for (const char c : name) mixed = (mixed ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return mixed + replication * 0x9e3779b97f4a7c15;
}

double share_of(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

double mean_of(double sum, std::uint64_t count) {
    return count == 0 ? 0 : sum / static_cast<double>(count);
}

double percentile_of(const KindTally& all, double share) {
    std::vector<float> waits = all.waits;
    if (waits.empty()) return 0;
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(waits.size()));
    const auto at = waits.begin() + std::min(rank, std::ssize(waits) - 1);
    std::nth_element(waits.begin(), at, waits.end());
    return *at;
}

double total_rate(const Trial& trial) {
    double total = 0;
    for (const auto& kind : trial.kinds) total += kind.rate;
    return total;
}

// Why the floor cannot be tried; empty if it can.
std::string_view why_not_tried(const Trial& trial) {
    if (relaxations_least * trial.relaxation > replication_most) {
        return "a trial does not settle in reasonable time";
    }
    if (replication_most / total_rate(trial) > time_most) return "contacts come too rarely";
    return {};
}

// Of what was wanted everything is known well enough, or it never will be.
bool is_enough(const std::vector<Wanted>& wanted, const std::vector<Answer>& answers,
               const Context& context, std::uint64_t done) {
    if (context.contacts || done >= contacts_default_max) return true;
    return std::all_of(wanted.begin(), wanted.end(), [&](const Wanted& one) {
        const Answer& answer = answers[one.answer];
        const double width = answer.engine->half_width;
        if (width <= wanted_width(answer)) return true;
        return done >= contacts_enough && width <= resolution_share * answer.resolution();
    });
}

}  // namespace

void try_engine(const Trial& trial, const std::vector<Wanted>& wanted, std::vector<Answer>& answers,
                const Context& context, std::string_view name) {
    if (wanted.empty()) return;
    if (const auto why = why_not_tried(trial); !why.empty()) {
        for (const Wanted& one : wanted) answers[one.answer].engine_note = why;
        return;
    }
    Trial sized = trial;
    sized.contacts = static_cast<std::uint64_t>(std::clamp(
        relaxations * trial.relaxation, static_cast<double>(trial.contacts), replication_most));
    if (context.contacts) {
        sized.contacts = std::max(*context.contacts / replications_min, replication_min);
    }
    const bool is_short =
        static_cast<double>(sized.contacts) < relaxations_least * trial.relaxation;
    for (const Wanted& one : wanted) answers[one.answer].is_short = is_short;
    double load = 0;
    for (const auto& kind : trial.kinds) load += kind.rate * kind.service_mean;
    std::vector<simulation::Replications> spread(wanted.size());
    for (std::uint64_t done = 0;;) {
        const std::size_t run = spread.front().count();
        if (run >= replications_min) {
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                answers[wanted[i].answer].engine = spread[i].controlled(confidence, load);
            }
            if (is_enough(wanted, answers, context, done)) return;
        }
        SeededRng rng(seed_of(context.seed, name, run));
        const Tally tally = simulation::run_once(sized, rng);
        const KindTally all = tally.all();
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            spread[i].add(wanted[i].measure(tally, all), tally.load());
        }
        done += sized.contacts;
        context.report(fmt::format("{}: {} contacts", name, done));
    }
}

// The relaxation time of M/M/n below saturation is 1 / (n mu (1 - sqrt(load per server))^2) (P.
// Morse, "Queues, inventories and maintenance", 1958); giving up and being turned away shorten it.
double relaxation_of(const SingleQueue& queue) {
    const double share = queue.arrivals / queue.service / queue.servers;
    const double slack = 1 - std::sqrt(std::min(share, 1.0));
    double relaxation = share / std::max(slack * slack, 1e-9);
    if (queue.room) {
        const auto places = static_cast<double>(*queue.room + 1);
        relaxation = std::min(relaxation, places * places + 3 * queue.servers);
    }
    if (queue.patience > 0) {
        const double slowest = std::min(queue.patience, queue.service);
        relaxation = std::min(relaxation, 3 * queue.arrivals / slowest);
    }
    return relaxation;
}

Trial trial_of(const SingleQueue& queue) {
    Trial trial;
    simulation::FloorQueue line;
    // The engine's own bound needs a place at least; without one the room outside says no.
    if (queue.room && *queue.room > 0) line.waiting_max = *queue.room;
    if (queue.room && *queue.room == 0) trial.floor.room = 0;
    trial.floor.queues.push_back(line);
    trial.floor.agents.assign(static_cast<std::size_t>(queue.servers),
                              simulation::FloorAgent{.queues = {0}, .skills = {}});
    trial.floor.kinds.push_back({});
    simulation::KindOfContact kind;
    const double tick = 1 / queue.ticks_per_time();
    kind.rate = queue.arrivals * tick;
    kind.service_mean = service_ticks;
    kind.service = queue.law;
    if (queue.patience > 0) kind.patience_mean = 1 / (queue.patience * tick);
    trial.kinds.push_back(kind);
    trial.contacts = replication_least;
    trial.relaxation = relaxation_of(queue);
    return trial;
}

Measure measure_of(const FigureName& figure, double ticks_per_time, double threshold, int servers,
                   Trial& trial) {
    const auto count_within = [&](double time) {
        trial.thresholds.push_back(
            Duration{static_cast<std::int64_t>(std::llround(time * ticks_per_time))});
        return trial.thresholds.size() - 1;
    };
    const double unit = figure.unit * ticks_per_time;
    switch (figure.kind) {
        case FigureKind::wait_probability:
            return [](const Tally&, const KindTally& all) {
                return share_of(all.waited, all.let_in());
            };
        case FigureKind::blocking:
            return [](const Tally&, const KindTally& all) {
                return share_of(all.turned_away, all.came);
            };
        case FigureKind::abandonment:
            return [](const Tally&, const KindTally& all) {
                return share_of(all.gave_up, all.let_in());
            };
        case FigureKind::occupancy:
            return [servers](const Tally& tally, const KindTally&) {
                return tally.mean_busy(0) / servers;
            };
        case FigureKind::mean_waiting:
            return [](const Tally& tally, const KindTally&) { return tally.mean_waiting(); };
        case FigureKind::mean_wait:
            return [unit](const Tally&, const KindTally& all) {
                return mean_of(all.wait, all.let_in()) / unit;
            };
        case FigureKind::mean_wait_served:
            return [unit](const Tally&, const KindTally& all) {
                return mean_of(all.wait_served, all.served) / unit;
            };
        case FigureKind::wait_percentile:
            trial.keep_waits = true;
            return [unit, share = figure.argument](const Tally&, const KindTally& all) {
                return percentile_of(all, share) / unit;
            };
        case FigureKind::wait_above:
            return [at = count_within(figure.argument)](const Tally&, const KindTally& all) {
                return 1 - share_of(all.within[at], all.let_in());
            };
        case FigureKind::wait_within:
            return [at = count_within(figure.argument)](const Tally&, const KindTally& all) {
                return share_of(all.within[at], all.let_in());
            };
        case FigureKind::served_within:
            return [at = count_within(figure.argument)](const Tally&, const KindTally& all) {
                return share_of(all.served_within[at], all.let_in());
            };
        case FigureKind::service_level:
            return [at = count_within(threshold)](const Tally&, const KindTally& all) {
                return share_of(all.served_within[at], all.came);
            };
    }
    return {};
}

void compare_paths(const Trial& trial, const std::vector<Wanted>& wanted,
                   std::vector<Answer>& answers, const Context& context, std::string_view name) {
    Trial sized = trial;
    sized.contacts = std::min(context.contacts.value_or(compared_max), compared_max);
    if (static_cast<double>(sized.contacts) / total_rate(trial) > time_most) return;
    SeededRng rng(seed_of(context.seed, name, 0));
    const auto compared = simulation::compare_with_ideal(sized, rng);
    for (const Wanted& one : wanted) answers[one.answer].is_path_ideal = compared.differ == 0;
    Answer answer;
    answer.figure = fmt::format("otherwise than ideal, of {}", compared.contacts);
    answer.formula_note = "the same arrivals by a recursion";
    answer.engine = simulation::Estimate{static_cast<double>(compared.differ), 0};
    answers.push_back(std::move(answer));
}

}  // namespace parley::queueing
