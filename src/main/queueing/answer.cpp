#include "main/queueing/answer.hpp"

#include <algorithm>
#include <cmath>

namespace parley::queueing {
namespace {

constexpr double resolution_share = 0.1;
constexpr double resolution_scale = 0.002;

}  // namespace

// Written so that NaN holds nowhere.
bool Answer::formula_holds() const {
    return formula && std::fabs(*formula - expected) <= tolerance;
}

double Answer::resolution() const {
    return std::max({tolerance, resolution_share * std::fabs(expected), resolution_scale * scale});
}

bool Answer::engine_holds() const {
    return engine && !is_too_coarse() &&
           std::fabs(engine->mean - expected) <= tolerance + engine->half_width;
}

bool Answer::is_told_by_path() const {
    if (!is_path_ideal || !formula || !is_too_coarse()) return false;
    return is_short || std::fabs(engine->mean - expected) <= tolerance + engine->half_width;
}

bool Answer::passes() const {
    if (!formula && !engine) return false;
    return (!formula || formula_holds()) && (!engine || engine_holds() || is_told_by_path());
}

}  // namespace parley::queueing
