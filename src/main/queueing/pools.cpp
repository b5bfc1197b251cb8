// Several classes: priorities, two pools of agents, skills.
//
// How the engine says them: a class that goes first has a boost longer than any wait; a pool that
// is asked only when another is busy serves the back-up queue of an overflow after 0 s.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "main/queueing/models.hpp"
#include "main/queueing/parameters.hpp"
#include "main/queueing/trials.hpp"
#include "workforce/erlang_c.hpp"
#include "workforce/markov_queue.hpp"
#include "workforce/priorities.hpp"
#include "workforce/shared_room.hpp"
#include "workforce/two_pools.hpp"

namespace parley::queueing {
namespace {

using simulation::FloorAgent;
using simulation::FloorKind;
using simulation::FloorQueue;
using simulation::KindTally;
using simulation::Tally;

// Above any wait of a trial, and a multiple of it for each class before another.
constexpr Duration strictly{std::int64_t{1} << 44};
constexpr std::size_t strict_classes_max = 4;  // Their boosts stay below the simulator's limit.

// name[3] or name.A, or nothing.
std::optional<std::string> member_of(std::string_view figure, std::string_view name) {
    if (!figure.starts_with(name) || figure.size() < name.size() + 2) return std::nullopt;
    std::string_view rest = figure.substr(name.size());
    const char first = rest.front();
    rest.remove_prefix(1);
    if (first == '[' && rest.ends_with(']')) {
        rest.remove_suffix(1);
        return std::string(rest);
    }
    return first == '.' ? std::optional(std::string(rest)) : std::nullopt;
}

simulation::KindOfContact kind_of(double arrivals, double service, double patience) {
    simulation::KindOfContact kind;
    const double tick = 1 / (service * service_ticks);
    kind.rate = arrivals * tick;
    kind.service_mean = service_ticks;
    if (patience > 0) kind.patience_mean = 1 / (patience * tick);
    return kind;
}

double mean_wait_of(const KindTally& kind, double ticks_per_time) {
    return kind.let_in() == 0 ? 0 : kind.wait / static_cast<double>(kind.let_in()) / ticks_per_time;
}

simulation::Trial priority_trial(const std::vector<Parameters::Member>& classes, double service,
                                 int servers) {
    simulation::Trial trial;
    trial.floor.queues.push_back(FloorQueue{});
    trial.floor.agents.assign(static_cast<std::size_t>(servers),
                              FloorAgent{.queues = {0}, .skills = {}});
    double arrivals = 0;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        trial.floor.kinds.push_back(
            FloorKind{0, {}, strictly * static_cast<std::int64_t>(classes.size() - 1 - i)});
        trial.kinds.push_back(kind_of(classes[i].value, service, 0));
        arrivals += classes[i].value;
    }
    trial.relaxation = relaxation_of({arrivals, service, 0, servers, {}, {}});
    return trial;
}

}  // namespace

Result<std::vector<Answer>> priority_model(const Case& one, const Context& context) {
    Parameters parameters(one);
    TRY(const int servers, parameters.whole("servers", 1, workforce::servers_max));
    TRY(const double service, parameters.service());
    TRY(const auto classes, parameters.rates("lambda_by_class"));
    CHECKED(parameters.all_used());
    if (parameters.in_seconds()) {
        return refuse(Code::invalid, "mixed_units", "this model takes times without units");
    }
    std::vector<double> arrivals;
    for (const auto& one_class : classes) arrivals.push_back(one_class.value);
    TRY(const auto waits, workforce::priority_waits(arrivals, service, servers));
    const double ticks = service * service_ticks;
    std::vector<Answer> answers = answers_to(one);
    std::vector<Wanted> by_class;
    std::vector<Wanted> in_order;
    for (std::size_t at = 0; at < answers.size(); ++at) {
        Answer& answer = answers[at];
        answer.scale = 1 / service;
        if (answer.figure == "mean_wait_fcfs") {
            answer.formula = waits.in_order;
            in_order.push_back({at, [ticks](const Tally&, const KindTally& all) {
                                    return mean_wait_of(all, ticks);
                                }});
            continue;
        }
        const auto member = member_of(answer.figure, "mean_wait_by_class");
        const auto found =
            std::find_if(classes.begin(), classes.end(),
                         [&](const Parameters::Member& m) { return member && m.name == *member; });
        if (found == classes.end()) return unknown_figure(one, answer.figure);
        const auto index = static_cast<std::size_t>(found - classes.begin());
        answer.formula = waits.by_class[index];
        if (classes.size() > strict_classes_max) {
            answer.engine_note = "boosts for four classes at most";
            continue;
        }
        by_class.push_back({at, [ticks, index](const Tally& tally, const KindTally&) {
                                return mean_wait_of(tally.kind(index), ticks);
                            }});
    }
    simulation::Trial trial = priority_trial(classes, service, servers);
    try_engine(trial, by_class, answers, context, one.id);
    for (FloorKind& kind : trial.floor.kinds) kind.boost = {};
    try_engine(trial, in_order, answers, context, one.id + " in order");
    return answers;
}

namespace {

// Who the two classes and pools of an N model are.
struct TwoPoolsNames {
    std::string a;
    std::string b;
    std::string pool_1;
    std::string pool_2;
};

// Pool 1 has one of the skills, pool 2 both.
Result<TwoPoolsNames> names_of(Parameters& parameters,
                               const std::vector<Parameters::Member>& classes) {
    const auto pools = parameters.names_in("pools");
    const auto wrong = refuse(Code::invalid, "parameter_out_of_bounds",
                              "an N model has two classes, a pool with the skill of one, and a"
                              " pool with both");
    if (classes.size() != 2 || pools.size() != 2) return wrong;
    TwoPoolsNames names;
    for (const std::string& pool : pools) {
        auto skills = parameters.texts_in(fmt::format("pools.{}.skills", pool));
        std::sort(skills.begin(), skills.end());
        std::vector<std::string> both{classes[0].name, classes[1].name};
        std::sort(both.begin(), both.end());
        if (skills == both) {
            names.pool_2 = pool;
        } else if (skills.size() == 1 && std::count(both.begin(), both.end(), skills[0]) == 1) {
            names.pool_1 = pool;
            names.a = skills[0];
            names.b = skills[0] == both[0] ? both[1] : both[0];
        }
    }
    if (names.pool_1.empty() || names.pool_2.empty()) return wrong;
    return names;
}

Result<> check_rules(Parameters& parameters, const TwoPoolsNames& names) {
    const std::string arrival =
        fmt::format("{0} prefers pool {2} then pool {3}; {1} only pool {3}; no idling", names.a,
                    names.b, names.pool_1, names.pool_2);
    const std::string completion = fmt::format(
        "pool {2} takes {1} first, then {0}; FCFS inside a class", names.a, names.b, names.pool_2);
    if (parameters.text("arrival_rule").value_or(arrival) != arrival ||
        parameters.text("completion_rule").value_or(completion) != completion) {
        return refuse(Code::invalid, "parameter_out_of_bounds",
                      fmt::format("the rules are to be \"{}\" and \"{}\"", arrival, completion));
    }
    return {};
}

// Queue 0 is A's, of pool 1; queue 1 its back-up, of pool 2; queue 2 is B's, which goes first.
simulation::Trial two_pools_trial(const workforce::TwoPools& model) {
    simulation::Trial trial;
    FloorQueue first;
    first.overflow = 1;
    trial.floor.queues = {first, FloorQueue{}, FloorQueue{}};
    trial.floor.agents.assign(static_cast<std::size_t>(model.pool_1),
                              FloorAgent{.queues = {0}, .skills = {}, .pool = 0});
    trial.floor.agents.insert(trial.floor.agents.end(), static_cast<std::size_t>(model.pool_2),
                              FloorAgent{.queues = {1, 2}, .skills = {}, .pool = 1});
    trial.floor.kinds = {FloorKind{0, {}, {}}, FloorKind{2, {}, strictly}};
    trial.kinds = {kind_of(model.arrivals_a, model.service, model.patience),
                   kind_of(model.arrivals_b, model.service, model.patience)};
    trial.relaxation = relaxation_of({model.arrivals_a + model.arrivals_b,
                                      model.service,
                                      model.patience,
                                      model.pool_1 + model.pool_2,
                                      {},
                                      {}});
    return trial;
}

// A figure of one class or pool: by formula, and as the engine's is measured.
struct PoolsFigure {
    double formula = 0;
    double scale = 1;
    Measure measure;
};

std::optional<PoolsFigure> pools_figure(std::string_view figure, const TwoPoolsNames& names,
                                        const workforce::TwoPools& model,
                                        const workforce::TwoPoolsFigures& figures) {
    const double ticks = model.service * service_ticks;
    for (const std::size_t kind : {0u, 1u}) {
        const std::string& name = kind == 0 ? names.a : names.b;
        const auto& of_class = kind == 0 ? figures.a : figures.b;
        if (member_of(figure, "p_wait") == name) {
            return PoolsFigure{
                of_class.wait_probability, 1, [kind](const Tally& tally, const KindTally&) {
                    const KindTally& one = tally.kind(kind);
                    return static_cast<double>(one.waited) / static_cast<double>(one.let_in());
                }};
        }
        if (member_of(figure, "mean_wait") == name) {
            return PoolsFigure{of_class.mean_wait, 1 / model.service,
                               [kind, ticks](const Tally& tally, const KindTally&) {
                                   return mean_wait_of(tally.kind(kind), ticks);
                               }};
        }
        if (member_of(figure, "p_abandon") == name) {
            return PoolsFigure{
                of_class.abandonment, 1, [kind](const Tally& tally, const KindTally&) {
                    const KindTally& one = tally.kind(kind);
                    return static_cast<double>(one.gave_up) / static_cast<double>(one.let_in());
                }};
        }
        if (member_of(figure, "occupancy") == (kind == 0 ? names.pool_1 : names.pool_2)) {
            const int agents = kind == 0 ? model.pool_1 : model.pool_2;
            return PoolsFigure{kind == 0 ? figures.occupancy_1 : figures.occupancy_2, 1,
                               [kind, agents](const Tally& tally, const KindTally&) {
                                   return tally.mean_busy(kind) / agents;
                               }};
        }
    }
    return std::nullopt;
}

}  // namespace

Result<std::vector<Answer>> two_pools_model(const Case& one, const Context& context) {
    Parameters parameters(one);
    TRY(const auto classes, parameters.rates("lambda"));
    TRY(const TwoPoolsNames names, names_of(parameters, classes));
    workforce::TwoPools model;
    for (const auto& each : classes) {
        (each.name == names.a ? model.arrivals_a : model.arrivals_b) = each.value;
    }
    TRY(model.service, parameters.service());
    TRY(model.patience, parameters.patience());
    const auto agents = [&](const std::string& pool) {
        return parameters.whole(fmt::format("pools.{}.agents", pool), 1,
                                workforce::TwoPools::pool_max);
    };
    TRY(model.pool_1, agents(names.pool_1));
    TRY(model.pool_2, agents(names.pool_2));
    CHECKED(check_rules(parameters, names));
    CHECKED(parameters.all_used());
    if (parameters.in_seconds()) {
        return refuse(Code::invalid, "mixed_units", "this model takes times without units");
    }
    TRY(const auto figures, workforce::two_pools(model));
    std::vector<Answer> answers = answers_to(one);
    std::vector<Wanted> wanted;
    for (std::size_t at = 0; at < answers.size(); ++at) {
        auto figure = pools_figure(answers[at].figure, names, model, figures);
        if (!figure) return unknown_figure(one, answers[at].figure);
        answers[at].formula = figure->formula;
        answers[at].scale = figure->scale;
        wanted.push_back({at, std::move(figure->measure)});
    }
    try_engine(two_pools_trial(model), wanted, answers, context, one.id);
    return answers;
}

}  // namespace parley::queueing
