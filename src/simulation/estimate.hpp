// A figure from independent replications, with how far the truth may lie from it.
//
// Source: Student (W. S. Gosset), "The probable error of a mean" (1908).
#pragma once

#include <cstddef>

namespace parley::simulation {

struct Estimate {
    double mean = 0;
    double half_width = 0;  // Of the confidence interval.
};

class Replications {
public:
    void add(double value);
    std::size_t count() const { return count_; }
    // REQUIRES: two values or more; confidence of 0 … 1, excluded.
    Estimate estimate(double confidence) const;

private:
    std::size_t count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
};

// t with P(|T| <= t) = confidence, T of Student's law. REQUIRES freedom >= 1.
double student_quantile(double confidence, int freedom);

}  // namespace parley::simulation
