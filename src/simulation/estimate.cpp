#include "simulation/estimate.hpp"

#include <algorithm>
#include <cmath>

#include "base/assert.hpp"
#include "workforce/special.hpp"

namespace parley::simulation {

namespace {

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

// Sum of the products of both deviations from their means.
double products(const std::vector<double>& a, const std::vector<double>& b) {
    const double mean_a = mean_of(a);
    const double mean_b = mean_of(b);
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
    return sum;
}

}  // namespace

void Replications::add(double value, double control) {
    values_.push_back(value);
    controls_.push_back(control);
}

Estimate Replications::estimate(double confidence) const {
    PARLEY_ASSERT(count() >= 2);
    const auto n = static_cast<double>(count());
    const double error = std::sqrt(products(values_, values_) / (n - 1) / n);
    return {mean_of(values_), error * student_quantile(confidence, static_cast<int>(count()) - 1)};
}

Estimate Replications::controlled(double confidence, double control_mean) const {
    PARLEY_ASSERT(count() >= 3);
    const double spread = products(controls_, controls_);
    if (spread <= 0) return estimate(confidence);
    const auto n = static_cast<double>(count());
    const double together = products(values_, controls_);
    const double slope = together / spread;
    const double off = mean_of(controls_) - control_mean;
    const double left = std::max(products(values_, values_) - slope * together, 0.0);
    const double error = std::sqrt(left / (n - 2) * (1 / n + off * off / spread));
    return {mean_of(values_) - slope * off,
            error * student_quantile(confidence, static_cast<int>(count()) - 2)};
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
