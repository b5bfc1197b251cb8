// What a file of cases may hold, and that nothing in it is passed over.
#include <doctest/doctest.h>

#include <cmath>

#include "main/queueing/case_file.hpp"
#include "main/queueing/figure_name.hpp"
#include "main/queueing/models.hpp"
#include "main/queueing/parameters.hpp"

namespace parley::queueing {
namespace {

std::string case_with(const std::string& model, const std::string& params,
                      const std::string& expected) {
    return R"([{"id": "x", "model": ")" + model + R"(", "params": )" + params +
           R"(, "expected": )" + expected + R"(, "tol": {"abs": 0.001}}])";
}

Context quick() {
    Context context;
    context.contacts = 200'000;
    context.report = [](std::string_view) {};
    return context;
}

Result<std::vector<Answer>> answers(const std::string& model, const std::string& params,
                                    const std::string& expected) {
    const auto cases = read_cases(case_with(model, params, expected));
    REQUIRE(cases);
    const Model found = find_model(model);
    REQUIRE(static_cast<bool>(found));
    return found(cases->front(), quick());
}

std::string reason(const std::string& model, const std::string& params,
                   const std::string& expected) {
    const auto given = answers(model, params, expected);
    return given ? "none" : given.error().reason;
}

TEST_CASE("a file that is no list of cases is refused with what is wrong") {
    for (const char* text : {"{", "[1", ""}) {
        CHECK(read_cases(text).error().reason == "malformed_json");
    }
    for (const char* text :
         {"{}", "[]", "[1]", R"([{"id": "a"}])", R"([{"id": "a", "model": "m", "params": {}}])",
          R"([{"id": "a", "model": "m", "params": {}, "expected": {}}])",
          R"([{"id": "a", "model": "m", "params": {"x": null}, "expected": {"y": 1}}])",
          R"([{"id": "a", "model": "m", "params": {}, "expected": {"y": "1"}}])",
          R"([{"id": "a", "model": "m", "params": {}, "expected": {"y": 1}, "tol": {"pct": 1}}])",
          R"([{"id": "a", "model": "m", "params": {}, "expected": {"y": 1}, "tol": {"abs": -1}}])",
          R"([{"id": "a", "model": "m", "params": {}, "expected": {"y": 1}},
              {"id": "a", "model": "m", "params": {}, "expected": {"y": 1}}])"}) {
        CAPTURE(text);
        CHECK(read_cases(text).error().reason == "malformed_cases");
    }
}

TEST_CASE("a tolerance is the greater of its two, and allows for a rounded expectation") {
    CHECK(Tolerance{0.1, 0.001}.of(10) == doctest::Approx(0.1));
    CHECK(Tolerance{0.1, 0.1}.of(10) == doctest::Approx(1));
    CHECK(Tolerance{1e-9, 0}.of(7.835937) == doctest::Approx(5e-7).epsilon(1e-3));
    CHECK(Tolerance{1e-9, 0}.of(0.5) < 2e-9);
    CHECK(Tolerance{}.of(7) < 1e-10);
}

TEST_CASE("units are read wherever they stand") {
    CHECK(parse_figure("mean_wait_admitted_min", true)->unit == 60);
    CHECK(parse_figure("p_wait_le_0.5min_admitted_fcfs", true)->argument == 30);
    CHECK(parse_figure("p_wait_gt_20s", true)->argument == 20);
    CHECK(parse_figure("p_served_within_0.1", false)->argument == 0.1);
    CHECK(parse_figure("wait_p90_s", true)->argument == 0.9);
    CHECK(parse_figure("mean_wait", true).error().reason == "mixed_units");
    CHECK(parse_figure("asa_s", false).error().reason == "mixed_units");
    for (const char* name : {"", "wait_p", "wait_p100_s", "mean_wait_weeks", "p_wait_gt_s"}) {
        CHECK(parse_figure(name, true).error().reason == "unknown_figure");
    }
    CHECK(parse_target("80% in 20 s")->share == 0.8);
    CHECK(parse_target("0.9 within 2 min")->within_s == 120);
    for (const char* words : {"", "80%", "80% in", "80% in 20", "180% in 20 s", "0 in 1 s"}) {
        CHECK_FALSE(parse_target(words));
    }
}

TEST_CASE("what a model does not take, or misses, is said") {
    const std::string wait = R"({"p_wait": 0.5})";
    CHECK_FALSE(static_cast<bool>(find_model("erlang_d")));
    CHECK(reason("erlang_c", R"({"servers": 3})", wait) == "missing_parameter");
    CHECK(reason("erlang_c", R"({"lambda": 1, "mu": 1})", wait) == "missing_parameter");
    CHECK(reason("erlang_c", R"({"lambda": 1, "mu": 1, "servers": 2, "theta": 1})", wait) ==
          "unknown_parameter");
    CHECK(reason("erlang_c", R"({"lambda": 1, "mu": 1, "aht": 1, "servers": 2})", wait) ==
          "ambiguous_parameter");
    CHECK(reason("erlang_c", R"({"lambda_per_min": 1, "mu": 1, "servers": 2})", wait) ==
          "mixed_units");
    CHECK(reason("erlang_c", R"({"lambda": 2, "mu": 1, "servers": 2})", wait) ==
          "queue_grows_forever");
    CHECK(reason("erlang_c", R"({"lambda": 1, "mu": 1, "servers": 2.5})", wait) ==
          "parameter_out_of_bounds");
    CHECK(reason("erlang_c", R"({"lambda": 1, "mu": 1, "servers": 2})", R"({"luck": 1})") ==
          "unknown_figure");
    CHECK(reason("erlang_c", R"({"lambda": 1, "mu": 1, "servers": 2})",
                 R"({"service_level": 1})") == "missing_parameter");
    CHECK(reason("mmck", R"({"lambda": 1, "mu": 1, "servers": 2, "capacity": 1})", wait) ==
          "parameter_out_of_bounds");
    CHECK(reason("erlang_b_insensitivity",
                 R"({"offered_erlangs": 1, "servers": 2, "service_distributions": ["odd"]})",
                 R"({"blocking": 0.2})") == "unknown_law");
}

TEST_CASE("a wrong expectation fails, by formula and by the engine alike") {
    const std::string params = R"({"lambda": 4, "mu": 1, "servers": 5})";
    const auto right = answers("erlang_c", params, R"({"p_wait": 0.554113})");
    REQUIRE(right);
    CHECK(right->front().passes());
    CHECK(right->front().formula_holds());
    CHECK(right->front().engine_holds());
    CHECK(right->back().passes());  // The path of every contact.
    const auto wrong = answers("erlang_c", params, R"({"p_wait": 0.65})");
    REQUIRE(wrong);
    CHECK_FALSE(wrong->front().passes());
    CHECK_FALSE(wrong->front().formula_holds());
    CHECK_FALSE(wrong->front().engine_holds());
}

TEST_CASE("an answer that nobody gave does not pass, nor one too coarse to tell") {
    Answer answer;
    answer.expected = 1;
    CHECK_FALSE(answer.passes());
    answer.engine = simulation::Estimate{1, 0.05};
    CHECK(answer.passes());
    answer.engine->half_width = 0.5;
    CHECK(answer.is_too_coarse());
    CHECK_FALSE(answer.passes());
    answer.engine.reset();
    answer.formula = std::nan("");
    CHECK_FALSE(answer.passes());
}

}  // namespace
}  // namespace parley::queueing
