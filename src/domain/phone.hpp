// A phone (话机) is a desk phone or any SIP program that registers, of one agent.
#pragma once

#include <string>

#include "domain/ids.hpp"

namespace parley {

struct Phone {
    static constexpr std::size_t name_max = 100;

    PhoneId id;
    std::string name;
    AgentId agent;
    std::string user;  // Made by us; unique over the installation.
    std::string ha1_md5;
    std::string ha1_sha256;  // Of H(user:realm:password), hex (RFC 7616); the password is not kept.
    bool rings = true;       // For offers to the agent; answering it accepts them.
    bool active = true;
    Instant created_at;
};

}  // namespace parley
