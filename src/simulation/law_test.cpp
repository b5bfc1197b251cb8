#include "simulation/law.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "simulation/estimate.hpp"

namespace parley::simulation {
namespace {

TEST_CASE("every law has mean 1 and the spread it says") {
    struct Row {
        const char* words;
        double cv;
    };
    constexpr Row rows[] = {{"exponential", 1},        {"deterministic", 0},
                            {"lognormal cv=1.4", 1.4}, {"gamma cv=0.5", 0.5},
                            {"gamma cv=1.5", 1.5},     {"hyperexponential cv=2", 2},
                            {"erlang k=4", 0.5}};
    for (const Row& row : rows) {
        CAPTURE(row.words);
        const Law law = *parse_law(row.words);
        SeededRng rng(5);
        double sum = 0;
        double squares = 0;
        double least = 0;
        constexpr int draws = 200'000;
        for (int i = 0; i < draws; ++i) {
            const double value = law.draw(rng);
            least = std::min(least, value);
            sum += value;
            squares += value * value;
        }
        CHECK(least == 0);
        const double mean = sum / draws;
        CHECK(mean == doctest::Approx(1).epsilon(0.02));
        CHECK(std::sqrt(std::max(0.0, squares / draws - mean * mean)) ==
              doctest::Approx(row.cv).epsilon(0.06));
    }
}

TEST_CASE("words that are no law are refused") {
    for (const char* words : {"", "normal", "exponential cv=1", "gaussian cv=2"}) {
        CHECK(parse_law(words).error().reason == "unknown_law");
    }
    for (const char* words : {"lognormal", "lognormal cv=0", "lognormal cv=11", "gamma cv=x",
                              "hyperexponential cv=1", "erlang k=0", "erlang k=1.5"}) {
        CHECK(parse_law(words).error().reason == "law_out_of_bounds");
    }
}

TEST_CASE("Student's quantiles are those of the printed table") {
    CHECK(student_quantile(0.95, 1) == doctest::Approx(12.706).epsilon(1e-4));
    CHECK(student_quantile(0.95, 10) == doctest::Approx(2.228).epsilon(1e-3));
    CHECK(student_quantile(0.99, 30) == doctest::Approx(2.750).epsilon(1e-3));
}

TEST_CASE("an interval covers the truth about as often as it says") {
    SeededRng rng(9);
    int covered = 0;
    for (int round = 0; round < 400; ++round) {
        Replications values;
        for (int i = 0; i < 20; ++i) values.add(draw_uniform(rng));
        const Estimate estimate = values.estimate(0.9);
        if (std::fabs(estimate.mean - 0.5) <= estimate.half_width) ++covered;
    }
    CHECK(covered > 335);
    CHECK(covered < 385);
}

TEST_CASE("what a control explains is taken out of the value and of its error") {
    SeededRng rng(10);
    Replications values;
    for (int i = 0; i < 30; ++i) {
        const double control = draw_uniform(rng);
        values.add(3 * control + 0.01 * draw_uniform(rng), control);
    }
    const Estimate plain = values.estimate(0.99);
    const Estimate controlled = values.controlled(0.99, 0.5);
    CHECK(controlled.mean == doctest::Approx(1.505).epsilon(0.002));
    CHECK(controlled.half_width < plain.half_width / 20);
    Replications constant;
    for (int i = 0; i < 5; ++i) constant.add(i, 7);  // Explains nothing.
    CHECK(constant.controlled(0.9, 7).half_width == constant.estimate(0.9).half_width);
}

}  // namespace
}  // namespace parley::simulation
