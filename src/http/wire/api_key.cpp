#include "http/wire/api_key.hpp"

namespace parley::wire {

ApiKey to_wire(const ApiKeyView& view) {
    const parley::ApiKey& key = view.key;
    return {.id = key.id,
            .name = key.name,
            .prefix = key.prefix,
            .scopes = key.scopes,
            .agent_id = key.agent,
            .made_by = key.made_by,
            .created_at = key.created_at,
            .expires_at = key.expires_at,
            .last_used_at = view.last_used_at,
            .revoked_at = key.revoked_at};
}

}  // namespace parley::wire
