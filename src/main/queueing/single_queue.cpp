// One queue, first come, first served: Erlang C, Erlang A, M/M/c/K.
#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "main/queueing/models.hpp"
#include "main/queueing/parameters.hpp"
#include "main/queueing/trials.hpp"
#include "workforce/erlang_c.hpp"
#include "workforce/markov_queue.hpp"
#include "workforce/staffing.hpp"

namespace parley::queueing {
namespace {

using workforce::ErlangC;
using workforce::SteadyQueue;

double formula_of(const SteadyQueue& queue, const FigureName& figure, double threshold) {
    switch (figure.kind) {
        case FigureKind::wait_probability: return queue.wait_probability();
        case FigureKind::blocking: return queue.blocking();
        case FigureKind::abandonment: return queue.abandonment();
        case FigureKind::occupancy: return queue.occupancy();
        case FigureKind::mean_waiting: return queue.mean_waiting();
        case FigureKind::mean_wait: return queue.mean_wait() / figure.unit;
        case FigureKind::mean_wait_served: return queue.mean_wait_served() / figure.unit;
        case FigureKind::wait_percentile:
            return queue.wait_percentile(figure.argument) / figure.unit;
        case FigureKind::wait_above: return queue.wait_above(figure.argument);
        case FigureKind::wait_within: return 1 - queue.wait_above(figure.argument);
        case FigureKind::served_within: return queue.served_within(figure.argument);
        case FigureKind::service_level:
            return queue.served_within(threshold) * (1 - queue.blocking());
    }
    return 0;
}

// By the closed form, not by sums over states.
double formula_of(const ErlangC& queue, const FigureName& figure, double threshold) {
    switch (figure.kind) {
        case FigureKind::wait_probability: return queue.wait_probability;
        case FigureKind::blocking:
        case FigureKind::abandonment: return 0;
        case FigureKind::occupancy: return queue.occupancy;
        case FigureKind::mean_waiting: return queue.mean_waiting;
        case FigureKind::mean_wait:
        case FigureKind::mean_wait_served: return queue.mean_wait / figure.unit;
        case FigureKind::wait_percentile:
            return queue.wait_percentile(figure.argument) / figure.unit;
        case FigureKind::wait_above: return 1 - queue.service_level(figure.argument);
        case FigureKind::wait_within:
        case FigureKind::served_within: return queue.service_level(figure.argument);
        case FigureKind::service_level: return queue.service_level(threshold);
    }
    return 0;
}

using Formula = std::function<double(const FigureName&, double threshold)>;

// The time within which the service level counts; none where the case has none.
Result<std::optional<double>> threshold_of(Parameters& parameters) {
    TRY(const auto threshold, parameters.time("threshold"));
    TRY(const auto other, parameters.time("sl_threshold"));
    if (threshold && other) {
        return refuse(Code::invalid, "ambiguous_parameter", "the threshold more than once");
    }
    return threshold ? threshold : other;
}

double scale_of(const FigureName& figure, const SingleQueue& queue) {
    if (figure.is_time()) return 1 / queue.service / figure.unit;
    return figure.kind == FigureKind::mean_waiting ? std::max(1.0, queue.arrivals / queue.service)
                                                   : 1;
}

// What the case expects of the queue, and the path of its contacts. `threshold`: as above.
Result<std::vector<Answer>> answer(const Case& one, const SingleQueue& queue, bool in_seconds,
                                   std::optional<double> threshold, const Formula& formula,
                                   const Context& context) {
    std::vector<Answer> answers = answers_to(one);
    simulation::Trial trial = trial_of(queue);
    std::vector<Wanted> wanted;
    for (std::size_t at = 0; at < answers.size(); ++at) {
        Answer& answer = answers[at];
        if (answer.figure == "qed_approx_p_wait") {
            if (!(queue.patience > 0)) return unknown_figure(one, answer.figure);
            TRY(answer.formula,
                workforce::garnett_wait(queue.arrivals / queue.service, queue.servers,
                                        queue.patience / queue.service));
            answer.engine_note = "a limit of many servers";
            continue;
        }
        TRY(const FigureName figure, parse_figure(answer.figure, in_seconds));
        if (figure.kind == FigureKind::service_level && !threshold) return missing("threshold");
        answer.formula = formula(figure, threshold.value_or(0));
        answer.scale = scale_of(figure, queue);
        wanted.push_back({at, measure_of(figure, queue.ticks_per_time(), threshold.value_or(0),
                                         queue.servers, trial)});
    }
    try_engine(trial, wanted, answers, context, one.id);
    compare_paths(trial, wanted, answers, context, one.id);
    return answers;
}

}  // namespace

Result<std::vector<Answer>> erlang_c_model(const Case& one, const Context& context) {
    Parameters parameters(one);
    TRY(const int servers, parameters.whole("servers", 1, workforce::servers_max));
    TRY(const Traffic traffic, parameters.traffic(servers));
    TRY(const auto threshold, threshold_of(parameters));
    CHECKED(parameters.all_used());
    TRY(const ErlangC queue, workforce::erlang_c(traffic.load(), servers, 1 / traffic.service));
    const auto formula = [&](const FigureName& figure, double within) {
        return formula_of(queue, figure, within);
    };
    return answer(one, {traffic.arrivals, traffic.service, 0, servers, {}, {}},
                  parameters.in_seconds(), threshold, formula, context);
}

Result<std::vector<Answer>> erlang_a_model(const Case& one, const Context& context) {
    Parameters parameters(one);
    TRY(const int servers, parameters.whole("servers", 1, workforce::servers_max));
    TRY(const Traffic traffic, parameters.traffic(servers));
    TRY(const double patience, parameters.patience());
    TRY(const auto threshold, threshold_of(parameters));
    CHECKED(parameters.all_used());
    TRY(const SteadyQueue queue,
        SteadyQueue::of({traffic.arrivals, traffic.service, servers, patience, {}}));
    const auto formula = [&](const FigureName& figure, double within) {
        return formula_of(queue, figure, within);
    };
    return answer(one, {traffic.arrivals, traffic.service, patience, servers, {}, {}},
                  parameters.in_seconds(), threshold, formula, context);
}

Result<std::vector<Answer>> finite_queue_model(const Case& one, const Context& context) {
    Parameters parameters(one);
    TRY(const int servers, parameters.whole("servers", 1, workforce::servers_max));
    TRY(const int places, parameters.whole("capacity", servers, workforce::places_max));
    TRY(const Traffic traffic, parameters.traffic(servers));
    TRY(const auto threshold, threshold_of(parameters));
    CHECKED(parameters.all_used());
    TRY(const SteadyQueue queue,
        SteadyQueue::of({traffic.arrivals, traffic.service, servers, 0, places}));
    const auto formula = [&](const FigureName& figure, double within) {
        return formula_of(queue, figure, within);
    };
    const auto room = static_cast<std::size_t>(places - servers);
    return answer(one, {traffic.arrivals, traffic.service, 0, servers, room, {}},
                  parameters.in_seconds(), threshold, formula, context);
}

}  // namespace parley::queueing
