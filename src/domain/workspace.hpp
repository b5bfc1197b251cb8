// A workspace is one company's contact centre, strictly apart from every other.
#pragma once

#include <string>

#include "domain/ids.hpp"

namespace parley {

struct Workspace {
    static constexpr std::size_t name_max = 100;  // Code points.

    WorkspaceId id;
    std::string name;
    std::string locale = "en";  // BCP 47: "en" or "zh-CN".
    std::string time_zone = "UTC";
    bool demo = false;  // Filled with made-up people; pages say so in a banner.
    Instant created_at;
};

}  // namespace parley
