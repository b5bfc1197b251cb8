// A figure from independent replications, with how far the truth may lie from it.
//
// A replication that happened to have more work than it should is known to: beside each value comes
// a control, the work that came, whose mean is known. What the control explains is taken out of the
// value and of its error by linear regression.
// Sources: Student (W. S. Gosset), "The probable error of a mean" (1908); S. Lavenberg, P. Welch,
// "A perspective on the use of control variables to increase the efficiency of Monte Carlo
// simulations" (Management Science 27, 1981).
#pragma once

#include <cstddef>
#include <vector>

namespace parley::simulation {

struct Estimate {
    double mean = 0;
    double half_width = 0;  // Of the confidence interval.
};

class Replications {
public:
    void add(double value, double control = 0);
    std::size_t count() const { return values_.size(); }
    // REQUIRES: two values or more; confidence of 0 … 1, excluded.
    Estimate estimate(double confidence) const;
    // The same with the control's true mean. REQUIRES: three values or more.
    Estimate controlled(double confidence, double control_mean) const;

private:
    std::vector<double> values_;
    std::vector<double> controls_;
};

// t with P(|T| <= t) = confidence, T of Student's law. REQUIRES freedom >= 1.
double student_quantile(double confidence, int freedom);

}  // namespace parley::simulation
