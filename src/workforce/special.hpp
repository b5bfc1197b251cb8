// The few special functions that the formulas stand on.
//
// Sources: normal by erfc (C++ standard library); incomplete beta by Lentz's continued fraction
// (NIST Digital Library of Mathematical Functions, 8.17.22); Erlang's distribution as a Poisson
// sum (DLMF 8.4.10), summed from its largest term; binomial by recursion from its mode.
// Accuracy: relative 1e-12 or so in the bounds of this module. REQUIRES as each says.
#pragma once

#include <functional>

namespace parley::workforce {

double normal_density(double x);
double normal_below(double x);   // P(X <= x)
double normal_hazard(double x);  // density / P(X > x); finite for any x.

// P(B <= x), B of the beta distribution. REQUIRES a, b > 0; x of 0 … 1.
double beta_below(double a, double b, double x);

// P(S > t), S the sum of `phases` exponential times of that rate. REQUIRES phases >= 1, rate > 0.
double erlang_above(int phases, double rate, double t);

// E[(X - k)+], X of the binomial distribution of n trials. REQUIRES 0 <= k, 0 < p < 1.
double binomial_excess(int n, double p, int k);

// Where a function that falls (or rises) through 0 does so, by bisection to the last bit.
// REQUIRES f(low) and f(high) of opposite signs, or one of them 0.
double root_between(double low, double high, const std::function<double(double)>& f);

}  // namespace parley::workforce
