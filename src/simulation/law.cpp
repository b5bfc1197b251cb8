#include "simulation/law.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>

namespace parley::simulation {
namespace {

// G. Box, M. Muller, "A note on the generation of random normal deviates" (1958).
double draw_normal(Rng& rng) {
    const double radius = std::sqrt(-2 * std::log(draw_uniform(rng)));
    return radius * std::cos(2 * std::numbers::pi * draw_uniform(rng));
}

// G. Marsaglia, W. Tsang, "A simple method for generating gamma variables" (2000). Of mean `shape`.
double draw_gamma(double shape, Rng& rng) {
    if (shape < 1) {
        return draw_gamma(shape + 1, rng) * std::pow(draw_uniform(rng), 1 / shape);
    }
    const double d = shape - 1.0 / 3;
    const double c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double x = draw_normal(rng);
        const double cube = std::pow(1 + c * x, 3);
        if (cube <= 0) continue;
        if (std::log(draw_uniform(rng)) < x * x / 2 + d - d * cube + d * std::log(cube)) {
            return d * cube;
        }
    }
}

std::optional<double> parameter(std::string_view text, std::string_view name) {
    const auto at = text.find(std::string(name) + "=");
    if (at == std::string_view::npos) return std::nullopt;
    double value = 0;
    const char* from = text.data() + at + name.size() + 1;
    const auto [end, error] = std::from_chars(from, text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

double draw_uniform(Rng& rng) { return (static_cast<double>(rng.next() >> 11) + 1) * 0x1p-53; }

double draw_exponential(Rng& rng) { return -std::log(draw_uniform(rng)); }

double Law::draw(Rng& rng) const {
    switch (kind) {
        case LawKind::deterministic: return 1;
        case LawKind::exponential: return draw_exponential(rng);
        case LawKind::lognormal: {
            const double variance = std::log1p(cv * cv);
            return std::exp(std::sqrt(variance) * draw_normal(rng) - variance / 2);
        }
        case LawKind::gamma: {
            const double shape = 1 / (cv * cv);
            return draw_gamma(shape, rng) / shape;
        }
        case LawKind::hyperexponential: {
            const double square = cv * cv;
            const double p = (1 + std::sqrt((square - 1) / (square + 1))) / 2;
            const double branch = draw_uniform(rng) <= p ? p : 1 - p;
            return draw_exponential(rng) / (2 * branch);
        }
    }
    return 1;
}

Result<Law> parse_law(std::string_view text) {
    const std::string_view name = text.substr(0, text.find(' '));
    const bool bare = name.size() == text.size();
    if (bare && name == "exponential") return Law{};
    if (bare && name == "deterministic") return Law{LawKind::deterministic, 0};
    std::optional<double> cv = parameter(text, "cv");
    Law law;
    if (name == "lognormal") {
        law.kind = LawKind::lognormal;
    } else if (name == "gamma") {
        law.kind = LawKind::gamma;
    } else if (name == "hyperexponential") {
        law.kind = LawKind::hyperexponential;
    } else if (name == "erlang") {
        law.kind = LawKind::gamma;
        const auto k = parameter(text, "k");
        cv = k && *k >= 1 && *k == std::floor(*k) ? std::optional(1 / std::sqrt(*k)) : std::nullopt;
    } else {
        return refuse(Code::invalid, "unknown_law", fmt::format("the law \"{}\"", text));
    }
    const double lowest = law.kind == LawKind::hyperexponential ? 1 : 0;
    if (!cv || !(*cv > lowest && *cv <= Law::cv_max)) {
        return refuse(Code::invalid, "law_out_of_bounds", fmt::format("the law \"{}\"", text));
    }
    law.cv = *cv;
    return law;
}

}  // namespace parley::simulation
