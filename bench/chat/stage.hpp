// What must stand before the load begins: a company with teams, agents at work, and one accepted
// session per visitor.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bench/chat/line.hpp"

namespace parley::bench {

struct AgentLogin {
    std::string email;
    std::string password;
};

// Where visitors write and who serves them. `agents_per_inbox` is how many agents see each message.
struct House {
    std::vector<Address> nodes;  // Of one installation; lines take turns among them.
    std::vector<std::string> inbox_keys;
    std::vector<AgentLogin> agents;
    int agents_per_inbox = 0;  // 0: unknown, of a server that was there before.
};

struct HouseSize {
    int teams = 4;  // A queue and an inbox each.
    int agents_per_team = 3;
};

// Runs the first-run wizard of a fresh server and furnishes it. Throws std::runtime_error.
House furnish(const Address& address, const HouseSize& size);

struct Stage {
    std::vector<std::unique_ptr<Line>> visitors;
    std::vector<std::unique_ptr<Line>> agents;
};

// Signs the agents in, opens every line, and has each visitor's session accepted by an agent.
// Throws std::runtime_error, also where the agents have no room for that many.
Stage set_stage(const House& house, int conversations);

}  // namespace parley::bench
