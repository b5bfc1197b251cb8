// Who is signed in, what they may do, and from where else they are signed in.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/access.hpp"
#include "domain/permission.hpp"
#include "domain/sign_in.hpp"
#include "http/wire/agent.hpp"
#include "http/wire/api_key.hpp"
#include "http/wire/workspace.hpp"

namespace parley::wire {

struct SignIn {
    SignInId id;
    Instant created_at;
    Instant last_seen_at;
    std::string user_agent;
    std::string address;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (id, created_at, last_seen_at, user_agent, address, current))

struct SignInBody {
    std::string email;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (email, password))

// A message holds one attachment; this many may be picked at once, each sent as its own message.
constexpr int attachments_max = 10;

struct Limits {
    std::int64_t text_max = 0;
    std::int64_t file_bytes_max = 0;
    int attachments_max = 0;
};
BOOST_DESCRIBE_STRUCT(Limits, (), (text_max, file_bytes_max, attachments_max))

struct Me {
    Agent agent;
    Workspace workspace;
    std::vector<Permission> permissions;
    SignInId sign_in_id;
    Limits limits;
    std::optional<ApiKey> api_key;
};
BOOST_DESCRIBE_STRUCT(Me, (), (agent, workspace, permissions, sign_in_id, limits, api_key))

SignIn to_wire(const parley::SignIn& sign_in, SignInId current);
Me make_me(const app::Staff& staff, const parley::Workspace& workspace);

}  // namespace parley::wire
