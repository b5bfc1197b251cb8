#include "main/queueing/models.hpp"

#include <fmt/format.h>

namespace parley::queueing {
namespace {

struct NamedModel {
    std::string_view name;
    Model model;
};

constexpr NamedModel models[] = {
    {"erlang_b", erlang_b_model},
    {"erlang_b_insensitivity", insensitivity_model},
    {"erlang_c", erlang_c_model},
    {"erlang_a", erlang_a_model},
    {"mmck", finite_queue_model},
    {"staffing_80_20", staffing_model},
    {"square_root_staffing", square_root_model},
    {"halfin_whitt_beta", halfin_whitt_model},
    {"mmc_nonpreemptive_priority", priority_model},
    {"n_model_skills_priority_abandonment", two_pools_model},
    {"skill_based_routing_6class", skills_model},
    {"dialler_batch_cap", dialler_model},
    {"service_level_variants", service_level_model},
    {"ewt_estimators_stationary", stationary_estimators_model},
    {"ewt_estimators_time_varying", varying_estimators_model},
};

}  // namespace

Model find_model(std::string_view name) {
    for (const NamedModel& one : models) {
        if (one.name == name) return one.model;
    }
    return nullptr;
}

std::vector<std::string_view> model_names() {
    std::vector<std::string_view> names;
    for (const NamedModel& one : models) names.push_back(one.name);
    return names;
}

std::vector<Answer> answers_to(const Case& one) {
    std::vector<Answer> answers;
    for (const Expected& expected : one.expected) {
        Answer answer;
        answer.figure = expected.figure;
        answer.expected = expected.value;
        answer.tolerance = one.tolerance.of(expected.value);
        answers.push_back(std::move(answer));
    }
    return answers;
}

std::unexpected<Error> unknown_figure(const Case& one, std::string_view figure) {
    return refuse(Code::invalid, "unknown_figure",
                  fmt::format("{} has no figure {}", one.model, figure));
}

}  // namespace parley::queueing
