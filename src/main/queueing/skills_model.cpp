// Classes with agents of their own who can do some of the others' too, and a few waiting places for
// all: the setting of R. Wallace, W. Whitt, "A staffing algorithm for call centers with skill-based
// routing" (M&SOM 7, 2005).
//
// With one skill each the classes share nothing but the room, and with all of them the floor is one
// M/M/c/K in all that does not depend on the order: both have formulas. In between there is none.
// The engine says "primary first" by an overflow after 0 s to the agents with the skill as a
// further one. Whom a free agent serves next it decides by age over all their queues, where the
// cases say "own primary queue first"; these differ by less than the tolerance the cases have.
#include <fmt/format.h>

#include <algorithm>

#include "main/queueing/models.hpp"
#include "main/queueing/parameters.hpp"
#include "main/queueing/trials.hpp"
#include "workforce/markov_queue.hpp"
#include "workforce/shared_room.hpp"

namespace parley::queueing {
namespace {

constexpr std::string_view arrival_rule = "longest idle agent with the skill, primary skill first";
constexpr std::string_view completion_rule =
    "own primary queue first, then lower skills, FCFS in class";
constexpr int classes_max = 50;
constexpr int agents_max = 10'000;

struct Skills {
    int classes = 1;
    int agents_each = 1;  // Of one primary skill.
    int skills_each = 1;
    int room = 0;
    double arrivals = 0;  // Of one class.
    double service = 0;
};

Result<Skills> read(Parameters& parameters) {
    Skills skills;
    TRY(skills.classes, parameters.whole("classes", 1, classes_max));
    TRY(const auto arrivals, parameters.rate("lambda_per_class"));
    if (!arrivals) return missing("lambda_per_class");
    skills.arrivals = *arrivals;
    TRY(skills.service, parameters.service());
    TRY(skills.agents_each, parameters.whole("agents_per_primary_skill", 1, agents_max));
    TRY(skills.skills_each, parameters.whole("skills_per_agent", 1, skills.classes));
    TRY(skills.room, parameters.whole("extra_waiting_spaces", 0, workforce::room_max));
    if (parameters.has("agents")) {
        TRY(const int agents, parameters.whole("agents", 1, agents_max * classes_max));
        if (agents != skills.classes * skills.agents_each) {
            return refuse(Code::invalid, "parameter_out_of_bounds",
                          "agents are not classes times agents_per_primary_skill");
        }
    }
    if (parameters.text("arrival_rule").value_or(std::string(arrival_rule)) != arrival_rule ||
        parameters.text("completion_rule").value_or(std::string(completion_rule)) !=
            completion_rule) {
        return refuse(
            Code::invalid, "parameter_out_of_bounds",
            fmt::format("the rules are to be \"{}\" and \"{}\"", arrival_rule, completion_rule));
    }
    CHECKED(parameters.all_used());
    return skills;
}

// Queue 2i is class i's, of those whose primary skill it is; 2i + 1 its back-up, of the others who
// have it. Further skills are spread evenly over the agents of one primary skill.
simulation::Trial trial_of(const Skills& skills) {
    simulation::Trial trial;
    const auto classes = static_cast<std::uint32_t>(skills.classes);
    simulation::KindOfContact kind;
    const double tick = 1 / (skills.service * service_ticks);
    kind.rate = skills.arrivals * tick;
    kind.service_mean = service_ticks;
    for (std::uint32_t i = 0; i < classes; ++i) {
        simulation::FloorQueue own;
        if (skills.skills_each > 1) own.overflow = 2 * i + 1;
        trial.floor.queues.push_back(own);
        trial.floor.queues.push_back({});
        trial.floor.kinds.push_back({2 * i, {}, {}});
        trial.kinds.push_back(kind);
        for (int agent = 0; agent < skills.agents_each; ++agent) {
            simulation::FloorAgent has{.queues = {2 * i}, .skills = {}};
            for (int further = 1; further < skills.skills_each; ++further) {
                const auto step = static_cast<std::uint32_t>(agent + further - 1) % (classes - 1);
                has.queues.push_back(2 * ((i + 1 + step) % classes) + 1);
            }
            trial.floor.agents.push_back(std::move(has));
        }
    }
    const auto room = static_cast<std::size_t>(skills.room);
    trial.floor.room = room;
    trial.relaxation = relaxation_of({skills.arrivals * skills.classes,
                                      skills.service,
                                      0,
                                      skills.agents_each * skills.classes,
                                      room,
                                      {}});
    return trial;
}

// Nothing where no formula is known.
Result<std::optional<double>> formula_of(const Skills& skills, const FigureName& figure) {
    if (skills.skills_each == 1) {
        TRY(const auto figures,
            workforce::shared_room(
                {skills.classes, skills.arrivals, skills.service, skills.agents_each, skills.room},
                figure.argument));
        switch (figure.kind) {
            case FigureKind::blocking: return figures.blocking;
            case FigureKind::wait_probability: return figures.wait_probability;
            case FigureKind::mean_wait: return figures.mean_wait / figure.unit;
            case FigureKind::wait_within: return figures.wait_within;
            case FigureKind::wait_above: return 1 - figures.wait_within;
            default: return std::nullopt;
        }
    }
    if (skills.skills_each < skills.classes) return std::nullopt;
    const int agents = skills.classes * skills.agents_each;
    TRY(const auto queue,
        workforce::SteadyQueue::of(
            {skills.arrivals * skills.classes, skills.service, agents, 0, agents + skills.room}));
    switch (figure.kind) {
        case FigureKind::blocking: return queue.blocking();
        case FigureKind::wait_probability: return queue.wait_probability();
        case FigureKind::mean_wait: return queue.mean_wait() / figure.unit;
        case FigureKind::mean_waiting: return queue.mean_waiting();
        case FigureKind::occupancy: return queue.occupancy();
        default: return std::nullopt;
    }
}

}  // namespace

Result<std::vector<Answer>> skills_model(const Case& one, const Context& context) {
    Parameters parameters(one);
    TRY(const Skills skills, read(parameters));
    simulation::Trial trial = trial_of(skills);
    std::vector<Answer> answers = answers_to(one);
    std::vector<Wanted> wanted;
    for (std::size_t at = 0; at < answers.size(); ++at) {
        Answer& answer = answers[at];
        TRY(const FigureName figure, parse_figure(answer.figure, parameters.in_seconds()));
        if (figure.kind == FigureKind::service_level) return missing("threshold");
        TRY(answer.formula, formula_of(skills, figure));
        if (!answer.formula) answer.formula_note = "none is known";
        answer.scale = figure.is_time() ? 1 / skills.service / figure.unit : 1;
        wanted.push_back({at, measure_of(figure, skills.service * service_ticks, 0,
                                         skills.classes * skills.agents_each, trial)});
    }
    try_engine(trial, wanted, answers, context, one.id);
    return answers;
}

}  // namespace parley::queueing
