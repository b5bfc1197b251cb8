#include "simulation/estimate.hpp"

#include <cmath>

#include "base/assert.hpp"
#include "workforce/special.hpp"

namespace parley::simulation {

// B. P. Welford, "Note on a method for calculating corrected sums of squares and products" (1962).
void Replications::add(double value) {
    ++count_;
    const double from_mean = value - mean_;
    mean_ += from_mean / static_cast<double>(count_);
    squares_ += from_mean * (value - mean_);
}

Estimate Replications::estimate(double confidence) const {
    PARLEY_ASSERT(count_ >= 2);
    const auto n = static_cast<double>(count_);
    const double error = std::sqrt(squares_ / (n - 1) / n);
    return {mean_, error * student_quantile(confidence, static_cast<int>(count_) - 1)};
}

// P(|T| > t) is the incomplete beta function of (freedom / 2, 1 / 2) at freedom / (freedom + t^2).
double student_quantile(double confidence, int freedom) {
    PARLEY_ASSERT(freedom >= 1 && confidence > 0 && confidence < 1);
    const double x = workforce::root_between(0, 1, [&](double at) {
        return workforce::beta_below(freedom / 2.0, 0.5, at) - (1 - confidence);
    });
    return std::sqrt(freedom * (1 - x) / x);
}

}  // namespace parley::simulation
