#include "workforce/special.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/assert.hpp"

namespace parley::workforce {
namespace {

constexpr double tiny = 1e-300;
constexpr double exact_enough = 1e-16;
constexpr int terms_max = 10'000'000;
constexpr int halvings_max = 2'000;
constexpr double far_out = 30;  // Beyond it the normal's tail is its asymptotic series.

double kept_from_zero(double x) { return std::fabs(x) < tiny ? tiny : x; }

// The continued fraction of DLMF 8.17.22. Good for x <= (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / kept_from_zero(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m < terms_max; ++m) {
        const double twice = 2.0 * m;
        const double even = m * (b - m) * x / ((a + twice - 1) * (a + twice));
        d = 1 / kept_from_zero(1 + even * d);
        c = kept_from_zero(1 + even / c);
        value *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + twice) * (a + twice + 1));
        d = 1 / kept_from_zero(1 + odd * d);
        c = kept_from_zero(1 + odd / c);
        value *= d * c;
        if (std::fabs(d * c - 1) < exact_enough) break;
    }
    return value;
}

}  // namespace

double normal_density(double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi); }

double normal_below(double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; }

double normal_hazard(double x) {
    if (x < far_out) return normal_density(x) / normal_below(-x);
    const double square = x * x;
    return x / (1 - 1 / square + 3 / (square * square));
}

double beta_below(double a, double b, double x) {
    PARLEY_ASSERT(a > 0 && b > 0 && x >= 0 && x <= 1);
    if (x == 0 || x == 1) return x;
    const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) +
                                  a * std::log(x) + b * std::log1p(-x));
    if (x <= (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
    return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double erlang_above(int phases, double rate, double t) {
    PARLEY_ASSERT(phases >= 1 && rate > 0);
    if (t <= 0) return 1;
    const double mean = rate * t;
    // The largest term of those summed, and outwards from it until nothing is added.
    const int largest = std::min(phases - 1, static_cast<int>(std::min(mean, 1e9)));
    const double first = std::exp(largest * std::log(mean) - mean - std::lgamma(largest + 1.0));
    double sum = first;
    double term = first;
    for (int i = largest; i > 0 && term > sum * exact_enough; --i) sum += term *= i / mean;
    term = first;
    for (int i = largest + 1; i < phases && term > sum * exact_enough; ++i) {
        sum += term *= mean / i;
    }
    return std::min(sum, 1.0);
}

double binomial_excess(int n, double p, int k) {
    PARLEY_ASSERT(k >= 0 && p > 0 && p < 1);
    double excess = 0;
    const double odds = p / (1 - p);
    double term = 0;
    for (int x = k + 1; x <= n; ++x) {
        if (x == k + 1) {
            term = std::exp(std::lgamma(n + 1.0) - std::lgamma(x + 1.0) - std::lgamma(n - x + 1.0) +
                            x * std::log(p) + (n - x) * std::log1p(-p));
        } else {
            term *= odds * (n - x + 1) / x;
        }
        excess += term * (x - k);
    }
    return excess;
}

double root_between(double low, double high, const std::function<double(double)>& f) {
    const bool rises = f(high) > f(low);
    for (int i = 0; i < halvings_max; ++i) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) break;
        ((f(middle) < 0) == rises ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

}  // namespace parley::workforce
