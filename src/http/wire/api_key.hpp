// API keys as administrators see them. The secret is in one answer only: that of its making.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "codec/types.hpp"
#include "domain/api_key.hpp"
#include "ports/views.hpp"

namespace parley::wire {

using KeyScopes = codec::List<KeyScope, parley::ApiKey::scopes_max>;

struct ApiKey {
    ApiKeyId id;
    std::string name;
    std::string prefix;
    std::vector<KeyScope> scopes;
    AgentId agent_id;
    AgentId made_by;
    Instant created_at;
    Instant expires_at;
    Instant last_used_at;
    Instant revoked_at;
};
BOOST_DESCRIBE_STRUCT(ApiKey, (),
                      (id, name, prefix, scopes, agent_id, made_by, created_at, expires_at,
                       last_used_at, revoked_at))

struct ApiKeyBody {
    std::string name;
    KeyScopes scopes;
    std::optional<AgentId> agent_id;
    std::optional<Instant> expires_at;
};
BOOST_DESCRIBE_STRUCT(ApiKeyBody, (), (name, scopes, agent_id, expires_at))

struct MadeApiKey {
    ApiKey key;
    std::string secret;
};
BOOST_DESCRIBE_STRUCT(MadeApiKey, (), (key, secret))

ApiKey to_wire(const ApiKeyView& view);

}  // namespace parley::wire
