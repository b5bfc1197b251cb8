// An API key lets a program act as one agent of the workspace, within the scopes it was given.
//
// The secret is shown once, when the key is made; kept are its hash and a few letters to know it
// by. A key is never changed, only revoked; what it was given is what it can do until then.
#pragma once

#include <boost/describe/enum.hpp>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace parley {

// What a key may be used for. Write does not include read.
enum class KeyScope {
    sessions_read,
    sessions_write,  // Accept, decline, close, transfer; the agent's own presence.
    messages_read,   // Also search.
    messages_write,  // Also files, read marks and typing.
    contacts_read,
    contacts_write,
    settings_read,  // Company, queues, inboxes, channels.
    settings_write,
    agents_read,
    agents_write,
    events_read,  // The realtime line: every event the agent may see, with what it concerns.
};
BOOST_DESCRIBE_ENUM(KeyScope, sessions_read, sessions_write, messages_read, messages_write,
                    contacts_read, contacts_write, settings_read, settings_write, agents_read,
                    agents_write, events_read)

struct ApiKey {
    static constexpr std::size_t name_max = 100;
    static constexpr std::size_t scopes_max = 50;   // As listed by who asks; doubles are dropped.
    static constexpr std::size_t prefix_size = 11;  // "pk_" and 8 of the secret's 43 letters.
    // Granularity of the last use.
    static constexpr Duration touched_every = std::chrono::minutes(5);

    ApiKeyId id;
    std::string name;
    std::vector<KeyScope> scopes;  // In the order of the enumeration.
    AgentId agent;                 // As whom it acts.
    std::string prefix;            // "pk_4f2Kc9xQ"
    std::string secret_hash;       // SHA-256 (hex) of the whole secret.
    AgentId made_by;
    Instant created_at;
    Instant expires_at;  // Epoch: never.
    Instant revoked_at;  // Epoch: still good.
};

// A row of its own, so that noting a use can never undo a revocation.
struct ApiKeyUse {
    ApiKeyId key;
    Instant last_used_at;
};

}  // namespace parley
