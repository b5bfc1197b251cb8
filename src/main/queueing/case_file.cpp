#include "main/queueing/case_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "codec/json_view.hpp"

namespace parley::queueing {
namespace {

using codec::JsonKind;
using codec::JsonView;

constexpr double double_noise = 1e-12;
constexpr std::size_t decimals_exact = 6;
constexpr std::size_t decimals_max = 15;

std::unexpected<Error> malformed(const std::string& what) {
    return refuse(Code::invalid, "malformed_cases", what);
}

bool is_number(JsonKind kind) { return kind == JsonKind::integer || kind == JsonKind::number; }

// Into `one`, named by paths. A boolean or null is no value of a case.
Result<> flatten(JsonView value, const std::string& path, Case& one, bool are_expected) {
    switch (value.kind()) {
        case JsonKind::object:
            for (std::size_t i = 0; i < value.size(); ++i) {
                const std::string key(value.key_at(i));
                CHECKED(flatten(value.value_at(i), path.empty() ? key : path + "." + key, one,
                                are_expected));
            }
            return {};
        case JsonKind::array:
            for (std::size_t i = 0; i < value.size(); ++i) {
                CHECKED(flatten(value.at(i), fmt::format("{}[{}]", path, i), one, are_expected));
            }
            return {};
        case JsonKind::integer:
        case JsonKind::number:
            if (are_expected) {
                one.expected.push_back({path, value.number()});
            } else {
                one.numbers[path] = value.number();
            }
            break;
        case JsonKind::string:
            if (are_expected) return malformed(path + " of expected is no number");
            one.texts[path] = std::string(value.string());
            break;
        case JsonKind::null:
        case JsonKind::boolean: return malformed(path + " is neither a number nor a text");
    }
    if (one.numbers.size() + one.texts.size() + one.expected.size() > values_max) {
        return malformed("too many values");
    }
    return {};
}

Result<std::string> text_of(JsonView object, std::string_view key) {
    const JsonView value = object.find(key);
    if (!value || value.kind() != JsonKind::string || value.string().empty()) {
        return malformed(fmt::format("no {}", key));
    }
    return std::string(value.string());
}

Result<Tolerance> tolerance_of(JsonView value) {
    Tolerance tolerance;
    if (!value) return tolerance;
    if (value.kind() != JsonKind::object) return malformed("tol is no object");
    for (std::size_t i = 0; i < value.size(); ++i) {
        const std::string_view key = value.key_at(i);
        const JsonView bound = value.value_at(i);
        const bool known = key == "abs" || key == "rel";
        if (!known || !is_number(bound.kind()) || !(bound.number() >= 0)) {
            return malformed(fmt::format("tol has {}, which is no abs or rel of 0 or more", key));
        }
        (key == "abs" ? tolerance.absolute : tolerance.relative) = bound.number();
    }
    return tolerance;
}

Result<Case> case_of(JsonView value) {
    if (value.kind() != JsonKind::object) return malformed("not an object");
    Case one;
    TRY(one.id, text_of(value, "id"));
    TRY(one.model, text_of(value, "model"));
    const JsonView params = value.find("params");
    const JsonView expected = value.find("expected");
    if (!params || params.kind() != JsonKind::object) return malformed("no params");
    if (!expected || expected.kind() != JsonKind::object) return malformed("no expected");
    CHECKED(flatten(params, "", one, false));
    CHECKED(flatten(expected, "", one, true));
    if (one.expected.empty()) return malformed("nothing is expected");
    TRY(one.tolerance, tolerance_of(value.find("tol")));
    return one;
}

class Reader final : public codec::JsonVisitor {
public:
    Result<> visit(JsonView root) override {
        if (root.kind() != JsonKind::array) return malformed("the file is no array of cases");
        if (root.size() == 0) return malformed("the file has no cases");
        if (root.size() > cases_max) return malformed("too many cases");
        for (std::size_t i = 0; i < root.size(); ++i) {
            auto one = case_of(root.at(i));
            if (!one) return malformed(fmt::format("case {}: {}", i + 1, one.error().message));
            const auto same = std::find_if(cases.begin(), cases.end(),
                                           [&](const Case& other) { return other.id == one->id; });
            if (same != cases.end()) return malformed("two cases have the id " + one->id);
            cases.push_back(std::move(*one));
        }
        return {};
    }

    std::vector<Case> cases;
};

// As it was written, provided it was written no longer than need be.
std::size_t decimals_of(double value) {
    const std::string text = fmt::format("{}", value);
    const auto point = text.find('.');
    if (point == std::string::npos || text.find('e') != std::string::npos) return 0;
    return text.size() - point - 1;
}

}  // namespace

double Tolerance::of(double expected) const {
    const std::size_t decimals = decimals_of(expected);
    const double rounding = decimals >= decimals_exact && decimals < decimals_max
                                ? 0.5 * std::pow(10.0, -static_cast<double>(decimals))
                                : 0;
    const double size = std::fabs(expected);
    return std::max({absolute, relative * size, rounding}) + double_noise * std::max(size, 1.0);
}

Result<std::vector<Case>> read_cases(std::string_view text) {
    Reader reader;
    CHECKED(codec::visit_json(text, reader));
    return std::move(reader.cases);
}

}  // namespace parley::queueing
