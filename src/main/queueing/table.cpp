#include "main/queueing/table.hpp"

#include <fmt/format.h>

namespace parley::queueing {
namespace {

std::string number(double value) { return fmt::format("{:.6g}", value); }

std::string formula_of(const Answer& answer) {
    return answer.formula ? number(*answer.formula) : "-";
}

std::string engine_of(const Answer& answer) {
    if (!answer.engine) return "-";
    if (answer.engine->half_width == 0) return number(answer.engine->mean);
    return fmt::format("{} ±{:.2g}", number(answer.engine->mean), answer.engine->half_width);
}

std::string why_not(const Answer& answer) {
    if (!answer.formula && !answer.engine) return "nothing to compare";
    if (answer.formula && !answer.formula_holds()) return "the formula";
    if (answer.is_too_coarse()) return "too few contacts to tell";
    return "the engine";
}

std::string line(std::string_view id, std::string_view figure, std::string_view expected,
                 std::string_view formula, std::string_view engine, std::string_view tolerance,
                 std::string_view passes) {
    return fmt::format("{:<10} {:<36} {:>12} {:>12} {:>22} {:>10}  {}\n", id, figure, expected,
                       formula, engine, tolerance, passes);
}

}  // namespace

std::string table_head() {
    return line("case", "figure", "expected", "formula", "engine", "tolerance", "pass");
}

std::string table_lines(const std::string& id, const std::vector<Answer>& answers) {
    std::string lines;
    for (const Answer& answer : answers) {
        std::string verdict = answer.passes() ? "yes" : "NO: " + why_not(answer);
        if (answer.passes() && !answer.engine) verdict += "; formula only: " + answer.engine_note;
        if (answer.passes() && !answer.formula) {
            verdict += "; engine only: " + answer.formula_note;
        }
        if (answer.passes() && answer.is_told_by_path()) {
            verdict += "; too few contacts to tell, but every contact's path is right";
        }
        lines += line(id, answer.figure, number(answer.expected), formula_of(answer),
                      engine_of(answer), fmt::format("{:.2g}", answer.tolerance), verdict);
    }
    return lines;
}

std::string refusal_line(const std::string& id, const Error& error) {
    return fmt::format("{:<10} NO: {}: {}\n", id, error.reason, error.message);
}

}  // namespace parley::queueing
