// A sign-in is one browser's proof that an account is signed in. "Session" means something else
// here.
#pragma once

#include <string>

#include "domain/ids.hpp"

namespace parley {

struct SignIn {
    static constexpr Duration lasts = std::chrono::hours(24 * 14);  // From its last use.
    static constexpr Duration touched_every =
        std::chrono::minutes(5);  // Granularity of last_seen_at.

    SignInId id;
    AccountId account;
    WorkspaceId workspace;
    AgentId agent;
    std::string token_hash;  // SHA-256 (hex) of the cookie's 256-bit random token.
    std::string user_agent;
    std::string address;
    Instant created_at;
    Instant last_seen_at;
    Instant revoked_at;  // Epoch: still good.
};

}  // namespace parley
