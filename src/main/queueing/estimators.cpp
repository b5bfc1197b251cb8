// What is told to those who wait: the errors of several estimators, in an overloaded queue at rest
// and under arrivals that swing.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "main/queueing/models.hpp"
#include "main/queueing/parameters.hpp"
#include "main/queueing/trials.hpp"
#include "simulation/engine_router.hpp"
#include "simulation/wait_estimates.hpp"

namespace parley::queueing {
namespace {

using simulation::WaitEstimates;
using simulation::WaitEstimator;

constexpr std::uint64_t contacts_default = 1'500'000;
constexpr std::size_t replications = 24;
constexpr std::uint64_t replication_min = 2'000;

struct SwingingRate {
    double base = 0;
    double share = 0;  // Of the base.
    double period_s = 1;
};

// "50+15*sin(2*pi*t/120min)", per minute.
Result<SwingingRate> parse_rate(std::string_view text) {
    const auto refused =
        refuse(Code::invalid, "parameter_out_of_bounds",
               fmt::format("\"{}\" is no rate such as \"50+15*sin(2*pi*t/120min)\"", text));
    std::string_view rest = text;
    const auto read = [&](double& value) {
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
        if (error != std::errc{}) return false;
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        return true;
    };
    const auto skip = [&](std::string_view word) {
        if (!rest.starts_with(word)) return false;
        rest.remove_prefix(word.size());
        return true;
    };
    double base = 0;
    double swing = 0;
    double period = 0;
    if (!read(base) || !skip("+") || !read(swing) || !skip("*sin(2*pi*t/") || !read(period)) {
        return refused;
    }
    const double unit = skip("min)") ? 60 : skip("h)") ? 3'600 : skip("s)") ? 1 : 0;
    const bool fits =
        rest.empty() && unit > 0 && base > 0 && swing >= 0 && swing <= base && period > 0;
    if (!fits) return refused;
    return SwingingRate{base / 60, swing / base, period * unit};
}

Result<WaitEstimator> estimator_of(const Case& one, std::string_view figure) {
    constexpr std::string_view prefix = "rmse_s.";
    if (figure.starts_with(prefix)) {
        const auto& names = simulation::wait_estimator_names;
        const auto found = std::find(names.begin(), names.end(), figure.substr(prefix.size()));
        if (found != names.end()) return static_cast<WaitEstimator>(found - names.begin());
    }
    return unknown_figure(one, figure);
}

// Everything in seconds.
Result<std::vector<Answer>> answer(const Case& one, const SwingingRate& rate, double service,
                                   double patience, int servers, const Context& context) {
    std::vector<Answer> answers = answers_to(one);
    std::vector<WaitEstimator> estimators;
    for (Answer& each : answers) {
        TRY(const WaitEstimator estimator, estimator_of(one, each.figure));
        estimators.push_back(estimator);
        each.formula_note = "none is known";
        each.scale = 1 / service;
    }
    const double tick = 1 / (service * service_ticks);
    simulation::Trial trial = trial_of(SingleQueue{rate.base, service, patience, servers, {}, {}});
    const simulation::Swing swing{rate.share, rate.period_s / tick};
    const std::uint64_t contacts =
        std::max(context.contacts.value_or(contacts_default) / replications, replication_min);
    const auto warm = static_cast<std::int64_t>(
        simulation::warm_share * static_cast<double>(contacts) / trial.kinds.front().rate);
    std::vector<simulation::Replications> errors(answers.size());
    for (std::size_t run = 0; run < replications; ++run) {
        SeededRng rng(context.seed * 1'000'003 + run);
        WaitEstimates estimates({servers, service * tick, patience * tick}, 1 / tick,
                                Instant{Duration{warm}});
        simulation::EngineRouter router(trial.floor, Instant{});
        simulation::PoissonSource source(trial.kinds, swing, contacts, rng);
        simulation::World(router, estimates, {}).run(source);
        if (estimates.counted() == 0) {
            return refuse(Code::invalid, "parameter_out_of_bounds", "nobody had to wait");
        }
        for (std::size_t i = 0; i < errors.size(); ++i) {
            errors[i].add(estimates.error_s(estimators[i]));
        }
        context.report(fmt::format("{}: {} contacts", one.id, (run + 1) * contacts));
    }
    for (std::size_t i = 0; i < errors.size(); ++i) {
        answers[i].engine = errors[i].estimate(confidence);
    }
    return answers;
}

struct EstimatorQueue {
    double service = 0;
    double patience = 0;
    int servers = 1;
};

Result<EstimatorQueue> read(Parameters& parameters) {
    EstimatorQueue queue;
    TRY(queue.servers, parameters.whole("servers", 1, workforce::servers_max));
    TRY(queue.service, parameters.service());
    TRY(queue.patience, parameters.patience());
    if (!parameters.in_seconds()) return missing("a service time with a unit");
    return queue;
}

}  // namespace

Result<std::vector<Answer>> stationary_estimators_model(const Case& one, const Context& context) {
    Parameters parameters(one);
    TRY(const EstimatorQueue queue, read(parameters));
    TRY(const auto arrivals, parameters.rate("lambda"));
    if (!arrivals) return missing("lambda");
    CHECKED(parameters.all_used());
    return answer(one, {*arrivals, 0, 1}, queue.service, queue.patience, queue.servers, context);
}

Result<std::vector<Answer>> varying_estimators_model(const Case& one, const Context& context) {
    Parameters parameters(one);
    TRY(const EstimatorQueue queue, read(parameters));
    const auto words = parameters.text("lambda_per_min");
    if (!words) return missing("lambda_per_min");
    TRY(const SwingingRate rate, parse_rate(*words));
    CHECKED(parameters.all_used());
    return answer(one, rate, queue.service, queue.patience, queue.servers, context);
}

}  // namespace parley::queueing
