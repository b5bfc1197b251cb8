// Where the days and months of a workspace's reports begin.
//
// UTC for every workspace until zones are read (base/time_zone): then this is the one place that
// chooses by `Workspace::time_zone`, and a change of it calls for FactReader::rebuild.
#pragma once

#include <memory>
#include <optional>

#include "domain/workspace.hpp"
#include "insight/place.hpp"

namespace parley::app {

inline std::unique_ptr<const insight::Days> days_of(const std::optional<Workspace>&) {
    return std::make_unique<insight::FixedDays>(std::chrono::minutes(0));
}

}  // namespace parley::app
