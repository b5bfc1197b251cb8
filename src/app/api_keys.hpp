// API keys: how a program asks as one of the workspace's agents, and how it is let in.
//
// Made and revoked by people only: a key can neither make itself a successor nor widen itself.
// Revoking closes the key's realtime lines at once, as signing out does.
#pragma once

#include "app/access.hpp"
#include "app/once.hpp"

namespace parley::app {

constexpr std::size_t api_keys_max = 200;  // Not revoked, of one workspace.

struct NewApiKey {
    std::string name;
    std::vector<KeyScope> scopes;
    AgentId agent;       // Nil: the maker.
    Instant expires_at;  // Epoch: never.
};

struct MadeApiKey {
    ApiKey key;
    std::string secret;  // "pk_…"; only its hash is kept.
};

// All need agent_manage: forbidden "permission_missing", "not_by_api_key".
// Also refuses invalid "missing_field", "name_too_long", "out_of_range" (/expires_at is past),
// not_found "agent_not_found", over_limit "too_many".
Task<Result<MadeApiKey>> create_api_key(App& app, const Staff& staff, NewApiKey body,
                                        Once<MadeApiKey> once = {});
// Newest first. Refuses invalid "bad_cursor".
Task<Result<PageOf<ApiKeyView>>> list_api_keys(App& app, const Staff& staff, std::string cursor,
                                               std::size_t limit);
// Again: nothing happens. Refuses not_found "api_key_not_found".
Task<Result<>> revoke_api_key(App& app, const Staff& staff, ApiKeyId id);

// Whose secret is it? Refuses unauthenticated "bad_api_key" (unknown), "api_key_revoked" (or its
// agent is inactive), "api_key_expired".
Task<Result<Staff>> authenticate_api_key(App& app, std::string secret);

// A key acts under a sign-in of its own id: what ends the one closes the lines of the other.
inline SignInId sign_in_of(ApiKeyId key) { return SignInId(key.bytes()); }

}  // namespace parley::app
