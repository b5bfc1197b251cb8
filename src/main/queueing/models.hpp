// The models a case may name. Each answers all figures that its case expects, in that order, and
// may add rows of its own. Refusals: what is wrong with the case, in words.
#pragma once

#include <string_view>
#include <vector>

#include "main/queueing/answer.hpp"

namespace parley::queueing {

using Model = Result<std::vector<Answer>> (*)(const Case& one, const Context& context);

// Null: no such model.
Model find_model(std::string_view name);
std::vector<std::string_view> model_names();

// By files: loss.cpp, single_queue.cpp, staffing_models.cpp, pools.cpp, counts.cpp, estimators.cpp.
Result<std::vector<Answer>> erlang_b_model(const Case& one, const Context& context);
Result<std::vector<Answer>> insensitivity_model(const Case& one, const Context& context);
Result<std::vector<Answer>> erlang_c_model(const Case& one, const Context& context);
Result<std::vector<Answer>> erlang_a_model(const Case& one, const Context& context);
Result<std::vector<Answer>> finite_queue_model(const Case& one, const Context& context);
Result<std::vector<Answer>> staffing_model(const Case& one, const Context& context);
Result<std::vector<Answer>> square_root_model(const Case& one, const Context& context);
Result<std::vector<Answer>> halfin_whitt_model(const Case& one, const Context& context);
Result<std::vector<Answer>> priority_model(const Case& one, const Context& context);
Result<std::vector<Answer>> two_pools_model(const Case& one, const Context& context);
Result<std::vector<Answer>> skills_model(const Case& one, const Context& context);
Result<std::vector<Answer>> dialler_model(const Case& one, const Context& context);
Result<std::vector<Answer>> service_level_model(const Case& one, const Context& context);
Result<std::vector<Answer>> stationary_estimators_model(const Case& one, const Context& context);
Result<std::vector<Answer>> varying_estimators_model(const Case& one, const Context& context);

// One answer an expected figure, with its tolerance, still without a word from anybody.
std::vector<Answer> answers_to(const Case& one);

std::unexpected<Error> unknown_figure(const Case& one, std::string_view figure);

}  // namespace parley::queueing
