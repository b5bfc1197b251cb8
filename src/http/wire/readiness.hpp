// Whether the server may be given traffic.
#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <vector>

namespace parley::wire {

struct Readiness {
    bool ready = false;
    std::vector<std::string> reasons;  // Why not.
};
BOOST_DESCRIBE_STRUCT(Readiness, (), (ready, reasons))

}  // namespace parley::wire
