// What a model says to one expected figure, by formula and by the engine, and whether that will do.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "main/queueing/case_file.hpp"
#include "simulation/estimate.hpp"

namespace parley::queueing {

struct Answer {
    std::string figure;
    double expected = 0;
    double tolerance = 0;
    double scale = 1;  // Of the figure: 1 for shares, a mean service for times.
    std::optional<double> formula;
    std::optional<simulation::Estimate> engine;
    std::string formula_note;  // Why there is none.
    std::string engine_note;
    bool is_short = false;       // The trial's replications were too short to settle.
    bool is_path_ideal = false;  // Every contact of the engine fared as in the ideal queue.

    bool formula_holds() const;
    // Within the tolerance, as far as the trial can tell.
    bool engine_holds() const;
    // The trial's own error must be smaller than this to say anything.
    double resolution() const;
    bool is_too_coarse() const { return engine && (is_short || engine->half_width > resolution()); }
    // Where the trial cannot tell, the path of every contact does.
    bool is_told_by_path() const;
    // Something was compared, and whatever was compared holds.
    bool passes() const;
};

// How trials are run, for all models alike.
struct Context {
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> contacts;         // Of each trial; none: as many as are needed.
    std::function<void(std::string_view)> report;  // Where it stands.
};

inline constexpr double confidence = 0.9999;

}  // namespace parley::queueing
