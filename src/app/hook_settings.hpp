// The routing hook as administrators set it up, watch it and try it.
//
// All need settings_write, to look too: an address may hold a secret. Whoever sets it up must be
// allowed to be told of events, for it is told of every session. routing_hook_updated tells of
// changes.
#pragma once

#include "app/access.hpp"
#include "app/expected.hpp"
#include "app/hook_asker.hpp"

namespace parley::app {

struct HookTools {
    App& app;
    const Outbound& outbound;
    const Seal& seal;
    HookAsker& asker;
};

struct HookView {
    RoutingHook hook;
    HookHealth health;
};

struct HookMade {
    HookView view;
    std::string secret;  // Told where it was made now, this once; else empty.
};

struct HookPatch {
    std::optional<std::string> url;
    std::optional<bool> active;
    std::optional<int> timeout_ms;
    std::optional<std::vector<QueueId>> queues;
};

Task<Result<HookView>> get_hook(const HookTools& tools, const Staff& staff);
// Refuses invalid "url_not_allowed" (with what the guard says), "missing_field" (active without an
// address), "out_of_range", "text_too_long", not_found "queue_not_found". The first address makes
// the secret. Switched on, its health begins anew.
Task<Result<HookMade>> update_hook(const HookTools& tools, const Staff& staff, HookPatch patch,
                                   Expected<RoutingHook> expected = nullptr);
// The former one signs no more. Refuses conflict "routing_hook_unset".
Task<Result<HookMade>> rotate_hook_secret(const HookTools& tools, const Staff& staff);

struct HookTrial {
    InboxId inbox;        // Nil: the first that is active.
    std::string message;  // What the made-up contact wrote.
};
// Asks it, also while it is off, about a session that there is none of; it does not count.
// Refuses conflict "routing_hook_unset", not_found "inbox_not_found", invalid "text_too_long".
Task<Result<HookExchange>> try_hook(const HookTools& tools, const Staff& staff, HookTrial trial);

}  // namespace parley::app
