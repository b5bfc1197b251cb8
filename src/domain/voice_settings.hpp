// What a workspace allows its telephone calls.
#pragma once

#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace parley {

struct VoiceSettings {
    static constexpr int retention_days_max = 3'650;
    static constexpr std::size_t prefixes_max = 200;
    static constexpr int calls_max_max = 10'000;
    static constexpr int agent_minutes_max_max = 1'440;

    WorkspaceId workspace;
    bool recording = true;
    int retention_days = 90;     // Of recordings; 0: until somebody deletes them.
    std::string country = "CN";  // Where numbers without a country belong (ISO 3166-1).
    // What may be called: a number must begin with one of these ("+86"); empty: none.
    std::vector<std::string> allowed_prefixes;
    int call_share = 100;         // Of an agent's capacity: 100 fills them.
    int calls_max = 200;          // At once, in and out; more are refused.
    int agent_calls_max = 100;    // That one agent dials in a day.
    int agent_minutes_max = 480;  // That one agent talks in a day on calls they dialled.
};

}  // namespace parley
