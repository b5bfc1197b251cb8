// A way to somebody: which of our agents speaks, and where to.
#pragma once

#include <string>

#include "voice/sip/agent.hpp"

namespace parley::voice {

struct Way {
    // direct: the target is where it goes. routed: the first request goes to `place`, what follows
    // as the dialogue says. fixed: everything goes to `place`, where a phone was seen, maybe behind
    // NAT.
    enum class Kind { direct, routed, fixed };

    Agent* agent = nullptr;
    Place place;
    Kind kind = Kind::direct;
    std::string target;  // URI of who is asked for; of a trunk without its user part.
};

}  // namespace parley::voice
