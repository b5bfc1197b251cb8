// What one decision wants written and told: filled by the decision, committed by the owner.
//
// A decision that refuses must leave both floor and turn untouched: check first, then change.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "app/floor.hpp"
#include "app/hook_line.hpp"
#include "base/random.hpp"
#include "ports/batch.hpp"
#include "ports/published.hpp"

namespace parley::app {

// Who does it, as the event will say.
struct Actor {
    ActorKind kind = ActorKind::system;
    IdBytes id{};

    static Actor system() { return {}; }
    static Actor of(const Agent& agent) { return {ActorKind::agent, agent.id.bytes()}; }
    static Actor of(ContactId contact) { return {ActorKind::visitor, contact.bytes()}; }
};

class Turn {
public:
    Turn(Floor& floor, Instant now, Rng& rng) : now(now), floor_(floor), rng_(rng) {}

    const Instant now;

    template <class I>
    I make() {
        return I::make(now, rng_);
    }
    Rng& rng() { return rng_; }

    void put(Row row) { rows.push_back(std::move(row)); }

    // Numbers the event and attaches nothing yet. The reference is good until the next append.
    Published& append(EventType type, Actor actor, Visibility visibility);

    // The usual events, with rows and views. Each takes the state as it is after the change.
    void changed(const Agent& agent, EventType type, Actor actor, std::string detail = {});
    void changed(const Queue& queue, EventType type, Actor actor, std::string detail = {});
    void changed(const Inbox& inbox, EventType type, Actor actor);
    void changed(const Contact& contact, EventType type, Actor actor);
    void changed(const Workspace& workspace, EventType type, Actor actor);
    // Writes the colleague's row. Called while they still stand in `live`, so that they are told,
    // too.
    void colleague_changed(Live& live, const Colleague& colleague, EventType type, Actor actor,
                           std::string detail);
    // Writes session, work item and (when the conversation is given its first) nothing else.
    void session_changed(Live& live, EventType type, Actor actor, std::string detail = {},
                         QueueId former_queue = {}, AgentId former_agent = {});
    // Adds a message at the conversation's end and returns it as pages see it.
    std::shared_ptr<const MessageView> post(Live& live, Message message,
                                            std::optional<Attachment> attachment, Actor actor,
                                            std::string sender_name);
    // A line of the house's own, such as "session_assigned"; pages hold the words.
    void notice(Live& live, std::string key);

    std::vector<Row> rows;
    std::vector<Published> events;
    std::vector<HookQuestion> questions;  // Asked once this is committed.
    std::vector<RepairKind> repairs;      // Counted once they are committed.

private:
    Floor& floor_;
    Rng& rng_;
};

}  // namespace parley::app
