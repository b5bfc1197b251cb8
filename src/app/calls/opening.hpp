// A call begins: in or out, it stands in the conversation like anything else that is said there.
#pragma once

#include <vector>

#include "app/turn.hpp"

namespace parley::app {

struct NewCall {
    CallId id;
    CallDirection direction{};
    std::string number;
    std::string own_number;
    std::string home;
    AgentId agent;  // Who dials; nil of one that came.
};

// Its message, its row, its legs; call_started is told. REQUIRES: live.session.
CallView& add_call(Floor& floor, Turn& turn, Live& live, const NewCall& opened,
                   std::vector<Leg> legs, Actor actor);

}  // namespace parley::app
