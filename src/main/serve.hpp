// `parley serve`: the core, its sockets and its pages, from a configuration to SIGTERM.
#pragma once

#include "main/config.hpp"

namespace parley {

// Returns the exit status. Prints where to look once it serves; throws for what keeps it from
// starting.
int serve(const Config& config);

}  // namespace parley
