// Laws of random times, drawn from an injected source.
//
// In words, as parse_law takes them: "exponential", "deterministic", "lognormal cv=1.4",
// "gamma cv=0.5", "hyperexponential cv=2" (two exponentials with balanced means), "erlang k=3";
// cv is the standard deviation over the mean.
// Refusals: unknown_law, law_out_of_bounds.
#pragma once

#include <string_view>

#include "base/random.hpp"
#include "base/result.hpp"

namespace parley::simulation {

enum class LawKind { deterministic, exponential, lognormal, gamma, hyperexponential };

// Of mean 1; whoever draws multiplies.
struct Law {
    static constexpr double cv_max = 10;

    LawKind kind = LawKind::exponential;
    double cv = 1;  // Of the three that have one: above 0; hyperexponential: above 1.

    double draw(Rng& rng) const;
};

Result<Law> parse_law(std::string_view text);

// Above 0, at most 1.
double draw_uniform(Rng& rng);
double draw_exponential(Rng& rng);

}  // namespace parley::simulation
