// Many visitors' pages that come back at the same moment, as after a restart of the server.
#pragma once

#include <cstddef>

#include "bench/chat/rest.hpp"
#include "bench/life/past.hpp"

namespace parley::bench {

struct HerdResult {
    std::size_t back = 0;     // Welcomed and resumed.
    std::size_t tries = 0;    // Connections made; those refused or cut were tried again.
    double seconds = 0;       // Until the last was welcomed.
    double welcomed_p50 = 0;  // Of each, from the common start, in seconds.
};

// Every visitor connects, taking turns between the servers, says hello with the number of the last
// event it has seen, and waits for its welcome; who is cut off tries again after a second. Gives up
// after `seconds_max`.
HerdResult come_back(std::vector<Address> servers, const Past& past, std::size_t visitors,
                     double seconds_max);

}  // namespace parley::bench
