// A file of reference cases of queueing theory: a JSON array of objects with
//
//     id, model, params, expected, tol (may be absent: {"abs": x}, {"rel": x}, or both)
//
// and whatever else one likes to note.
//
// Nested params and expected figures are named by their path: lambda.A, lambda_by_class[1].
// Bounds: cases_max cases, values_max values of one. Refusals: malformed_json, too_deep,
// malformed_cases (with what is missing).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace parley::queueing {

inline constexpr std::size_t cases_max = 10'000;
inline constexpr std::size_t values_max = 1'000;

struct Tolerance {
    double absolute = 0;
    double relative = 0;

    // Of an expected value. One written with six decimals or more is taken as rounded at its last;
    // anything is allowed what double precision costs.
    double of(double expected) const;
};

struct Expected {
    std::string figure;
    double value = 0;
};

struct Case {
    std::string id;
    std::string model;
    std::map<std::string, double> numbers;
    std::map<std::string, std::string> texts;
    std::vector<Expected> expected;
    Tolerance tolerance;
};

Result<std::vector<Case>> read_cases(std::string_view text);

}  // namespace parley::queueing
