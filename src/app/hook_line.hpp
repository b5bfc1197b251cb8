// Questions to the routing hook leave a turn by this line, once it is committed.
//
// Threads: any. Whoever listens must not block; nobody listens until the server has begun, and what
// is asked before is answered by the floor's own clock (routing_hooks.hpp).
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "domain/contact.hpp"
#include "domain/routing_hook.hpp"
#include "ports/views.hpp"

namespace parley::app {

struct HookQuestion {
    WorkspaceId workspace;
    HookCallId id;
    RoutingHook hook;
    Instant at;
    std::shared_ptr<const SessionView> session;
    Contact contact;
    std::string medium;      // "chat" or "call".
    std::string entry_rule;  // That sent it to its queue; empty: none.
    AgentId agent;           // Whom that rule named; nil: nobody.
    bool is_trial = false;
};

class HookLine {
public:
    using Listener = std::function<void(HookQuestion)>;

    void listen(Listener listener) {
        const std::scoped_lock lock(mutex_);
        listener_ = std::move(listener);
    }
    void ask(HookQuestion question) const {
        const std::scoped_lock lock(mutex_);
        if (listener_) listener_(std::move(question));
    }

private:
    mutable std::mutex mutex_;
    Listener listener_;
};

}  // namespace parley::app
