// Staffing to a target, and by the square root of the load.
#include <fmt/format.h>

#include "main/queueing/models.hpp"
#include "main/queueing/parameters.hpp"
#include "main/queueing/trials.hpp"
#include "workforce/erlang_c.hpp"
#include "workforce/markov_queue.hpp"
#include "workforce/staffing.hpp"

namespace parley::queueing {
namespace {

constexpr std::string_view definition = "P(served and wait<=20s) over all offered";
constexpr std::string_view whole_number = "a whole number";

// The agents one of the two models asks for, and what they then reach.
struct Staffing {
    std::string_view prefix;  // Of its figures.
    int agents = 0;
    double patience = 0;
};

// A figure's name as a single queue's, which is what it is.
std::string plain_name(std::string_view figure, std::string_view prefix) {
    std::string_view rest = figure.substr(prefix.size());
    return rest == "sl" ? "service_level" : std::string(rest);
}

Result<double> value_of(const workforce::SteadyQueue& queue, const FigureName& figure,
                        double within) {
    switch (figure.kind) {
        case FigureKind::service_level: return queue.served_within(within);
        case FigureKind::mean_wait: return queue.mean_wait() / figure.unit;
        case FigureKind::abandonment: return queue.abandonment();
        case FigureKind::occupancy: return queue.occupancy();
        case FigureKind::wait_probability: return queue.wait_probability();
        case FigureKind::mean_waiting: return queue.mean_waiting();
        default: return refuse(Code::invalid, "unknown_figure", "no figure of staffing");
    }
}

Result<> answer_staffing(const Case& one, const Staffing& staffing, const Traffic& traffic,
                         double within, std::vector<Answer>& answers, const Context& context) {
    TRY(const auto queue,
        workforce::SteadyQueue::of(
            {traffic.arrivals, traffic.service, staffing.agents, staffing.patience, {}}));
    const SingleQueue single{
        traffic.arrivals, traffic.service, staffing.patience, staffing.agents, {}, {}};
    simulation::Trial trial = trial_of(single);
    std::vector<Wanted> wanted;
    for (std::size_t at = 0; at < one.expected.size(); ++at) {
        Answer& answer = answers[at];
        if (!answer.figure.starts_with(staffing.prefix)) continue;
        const std::string name = plain_name(answer.figure, staffing.prefix);
        if (name == "agents") {
            answer.formula = staffing.agents;
            answer.engine_note = whole_number;
            continue;
        }
        TRY(const FigureName figure, parse_figure(name, true));
        TRY(answer.formula, value_of(queue, figure, within));
        answer.scale = figure.is_time() ? 1 / traffic.service / figure.unit : 1;
        wanted.push_back(
            {at, measure_of(figure, single.ticks_per_time(), within, staffing.agents, trial)});
    }
    const std::string name = fmt::format("{} {}", one.id, staffing.prefix);
    try_engine(trial, wanted, answers, context, name);
    compare_paths(trial, wanted, answers, context, name);
    return {};
}

// Only one definition is known; its "20s" stands for the target's time.
bool is_known_definition(std::string text) {
    const auto from = text.find("<=");
    const auto to = text.find(')');
    if (from == std::string::npos || to == std::string::npos || to < from) return false;
    text.replace(from + 2, to - from - 2, "20s");
    return text == definition;
}

}  // namespace

Result<std::vector<Answer>> staffing_model(const Case& one, const Context& context) {
    Parameters parameters(one);
    TRY(const Traffic traffic, parameters.traffic({}));
    if (!parameters.in_seconds()) return missing("a service time with a unit");
    const auto words = parameters.text("target");
    if (!words) return missing("target");
    TRY(const ServiceTarget target, parse_target(*words));
    TRY(const auto patience, parameters.time("erlang_a_mean_patience"));
    const auto meaning = parameters.text("erlang_a_sl_definition");
    if (meaning && !is_known_definition(*meaning)) {
        return refuse(Code::invalid, "parameter_out_of_bounds",
                      fmt::format("only \"{}\" is known", definition));
    }
    CHECKED(parameters.all_used());
    const workforce::Target wanted{target.share, target.within_s};
    std::vector<Answer> answers = answers_to(one);
    bool wants_c = false;
    bool wants_a = false;
    for (const Answer& answer : answers) {
        const bool is_c = answer.figure.starts_with("erlang_c_");
        const bool is_a = answer.figure.starts_with("erlang_a_");
        if (!is_c && !is_a) return unknown_figure(one, answer.figure);
        wants_c = wants_c || is_c;
        wants_a = wants_a || is_a;
    }
    if (wants_c) {
        TRY(const auto staffed,
            workforce::staff_erlang_c(traffic.load(), 1 / traffic.service, wanted));
        CHECKED(answer_staffing(one, {"erlang_c_", staffed.servers, 0}, traffic, target.within_s,
                                answers, context));
    }
    if (wants_a) {
        if (!patience) return missing("erlang_a_mean_patience");
        if (!(*patience > 0)) return missing("a patience above 0");
        TRY(const int agents,
            workforce::staff_erlang_a(traffic.arrivals, traffic.service, 1 / *patience, wanted));
        CHECKED(answer_staffing(one, {"erlang_a_", agents, 1 / *patience}, traffic, target.within_s,
                                answers, context));
    }
    return answers;
}

Result<std::vector<Answer>> square_root_model(const Case& one, const Context& context) {
    Parameters parameters(one);
    TRY(const double load, parameters.number("offered_erlangs"));
    TRY(const double beta, parameters.number("beta"));
    CHECKED(parameters.all_used());
    if (!(beta > 0)) {
        return refuse(Code::invalid, "parameter_out_of_bounds", "beta is to be above 0");
    }
    TRY(const int agents, workforce::square_root_servers(load, beta));
    TRY(const auto exact, workforce::erlang_c(load, agents, 1));
    std::vector<Answer> answers = answers_to(one);
    const SingleQueue single{load, 1, 0, agents, {}, {}};
    for (std::size_t at = 0; at < one.expected.size(); ++at) {
        Answer& answer = answers[at];
        if (answer.figure == "agents") {
            answer.formula = agents;
            answer.engine_note = whole_number;
        } else if (answer.figure == "approx_p_wait") {
            answer.formula = workforce::halfin_whitt_wait(beta);
            answer.engine_note = "a limit of many servers";
        } else if (answer.figure == "exact_p_wait") {
            answer.formula = exact.wait_probability;
            simulation::Trial trial = trial_of(single);
            const Measure measure =
                measure_of({FigureKind::wait_probability}, service_ticks, 0, agents, trial);
            const std::vector<Wanted> wanted{{at, measure}};
            try_engine(trial, wanted, answers, context, one.id);
            compare_paths(trial, wanted, answers, context, one.id);
        } else {
            return unknown_figure(one, answer.figure);
        }
    }
    return answers;
}

Result<std::vector<Answer>> halfin_whitt_model(const Case& one, const Context&) {
    Parameters parameters(one);
    TRY(const double wait, parameters.number("p_wait"));
    CHECKED(parameters.all_used());
    std::vector<Answer> answers = answers_to(one);
    for (Answer& answer : answers) {
        if (answer.figure != "beta") return unknown_figure(one, answer.figure);
        TRY(answer.formula, workforce::halfin_whitt_beta(wait));
        answer.engine_note = "a limit of many servers";
    }
    return answers;
}

}  // namespace parley::queueing
