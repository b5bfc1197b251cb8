// Models without a queue: counts and a rule for dialling.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "main/queueing/models.hpp"
#include "main/queueing/parameters.hpp"
#include "workforce/dialling.hpp"
#include "workforce/service_level.hpp"

namespace parley::queueing {
namespace {

constexpr int count_max = 1'000'000'000;
constexpr std::string_view lines_by_agents = "max_lines_by_idle_agents.";
constexpr std::string_view definition =
    "E[(X-k)+]/E[X], X~Binomial(d,p), k idle agents, no agent frees meanwhile";

}  // namespace

Result<std::vector<Answer>> dialler_model(const Case& one, const Context&) {
    Parameters parameters(one);
    TRY(const double answered, parameters.number("answer_probability"));
    TRY(const double limit, parameters.number("max_abandon_ratio"));
    const auto meaning = parameters.text("definition");
    if (meaning && *meaning != definition) {
        return refuse(Code::invalid, "parameter_out_of_bounds",
                      fmt::format("only \"{}\" is known", definition));
    }
    CHECKED(parameters.all_used());
    std::vector<Answer> answers = answers_to(one);
    for (Answer& answer : answers) {
        if (!answer.figure.starts_with(lines_by_agents)) {
            return unknown_figure(one, answer.figure);
        }
        const std::string text = answer.figure.substr(lines_by_agents.size());
        int idle = 0;
        const auto end = text.data() + text.size();
        if (std::from_chars(text.data(), end, idle).ptr != end) {
            return unknown_figure(one, answer.figure);
        }
        TRY(const int lines, workforce::lines_for(idle, answered, limit));
        answer.formula = lines;
        answer.engine_note = "a rule, not a queue";
    }
    return answers;
}

Result<std::vector<Answer>> service_level_model(const Case& one, const Context&) {
    Parameters parameters(one);
    workforce::StayCounts counts;
    TRY(counts.answered, parameters.whole("answered", 0, count_max));
    TRY(counts.abandoned, parameters.whole("abandoned", 0, count_max));
    TRY(counts.answered_within, parameters.whole("answered_within", 0, count_max));
    TRY(counts.abandoned_within, parameters.whole("abandoned_within", 0, count_max));
    if (parameters.has("short_abandons")) {
        TRY(counts.short_abandons, parameters.whole("short_abandons", 0, count_max));
    }
    if (parameters.has("flowed_out")) {
        TRY(counts.flowed_out, parameters.whole("flowed_out", 0, count_max));
    }
    if (parameters.has("abandoned_after")) {
        TRY(const int after, parameters.whole("abandoned_after", 0, count_max));
        if (counts.abandoned_within + after != counts.abandoned) {
            return refuse(Code::invalid, "parameter_out_of_bounds",
                          "abandoned within and after are not abandoned together");
        }
    }
    CHECKED(parameters.all_used());
    TRY(const auto levels, workforce::service_levels(counts));
    const std::array by_number{levels.f1, levels.f2, levels.f3, levels.f4,
                               levels.f5, levels.f6, levels.f7};
    std::vector<Answer> answers = answers_to(one);
    for (Answer& answer : answers) {
        const std::string_view name = answer.figure;
        const bool known = name.size() >= 2 && name[0] == 'f' && name[1] >= '1' && name[1] <= '7' &&
                           (name.size() == 2 || name[2] == '_');
        if (!known) return unknown_figure(one, name);
        const bool wants_short = name[1] == '5' || name[1] == '6';
        if (wants_short && !parameters.has("short_abandons")) return missing("short_abandons");
        if (name[1] == '7' && !parameters.has("flowed_out")) return missing("flowed_out");
        answer.formula = by_number[static_cast<std::size_t>(name[1] - '1')];
        if (!answer.formula) {
            return refuse(Code::invalid, "parameter_out_of_bounds", "nothing was counted");
        }
        answer.engine_note = "counts, not a queue";
    }
    return answers;
}

}  // namespace parley::queueing
