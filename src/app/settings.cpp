#include "app/settings.hpp"

#include <algorithm>

#include "app/change.hpp"
#include "app/contact_fields.hpp"
#include "app/lifecycle.hpp"
#include "app/live.hpp"
#include "app/restore.hpp"
#include "app/settings_checks.hpp"
#include "base/secret.hpp"

namespace parley::app {
namespace {

constexpr std::size_t inbox_key_bytes = 16;

template <class T, class Id>
std::vector<T> sorted(const std::unordered_map<Id, T>& map) {
    std::vector<T> values;
    for (const auto& [id, value] : map) values.push_back(value);
    std::ranges::sort(values, [](const T& a, const T& b) {
        return std::tie(a.name, a.id) < std::tie(b.name, b.id);
    });
    return values;
}

template <class T>
Task<Result<T>> look_at(App& app, const Staff& staff, std::function<T(const Floor&)> look) {
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    co_return co_await owner->peek<T>(std::move(look));
}

}  // namespace

Task<Result<Workspace>> update_workspace(App& app, const Staff& staff, WorkspacePatch patch,
                                         Expected<Workspace> expected) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    std::function<Result<Workspace>(Floor&, Turn&, const Agent&)> decide =
        [patch, expected](Floor& floor, Turn& turn, const Agent& by) -> Result<Workspace> {
        CHECKED(still(expected, floor.workspace));
        TRY(Workspace changed, patched(floor.workspace, patch));
        if (changed.time_zone != floor.workspace.time_zone) {
            RuleSources sources = floor.rules->sources();
            sources.zone = changed.time_zone;
            CHECKED(floor.adopt(std::move(sources)));
        }
        floor.workspace = changed;
        turn.changed(changed, EventType::workspace_updated, Actor::of(by));
        return changed;
    };
    co_return co_await change<Workspace>(app, staff, Permission::settings_write, std::move(decide));
}

Task<Result<Queue>> create_queue(App& app, const Staff& staff, QueuePatch body, Once<Queue> once) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    std::function<Result<Queue>(Floor&, Turn&, const Agent&)> decide =
        [body, once](Floor& floor, Turn& turn, const Agent& by) -> Result<Queue> {
        CHECKED(first_time(floor, turn, once));
        if (!body.name) return refuse(Code::invalid, "missing_field", {}, "/name");
        if (floor.queues.size() >= queues_max) return refuse(Code::over_limit, "too_many");
        TRY(Queue queue, patched(floor, Queue{}, body));
        queue.id = turn.make<QueueId>();
        queue.created_at = turn.now;
        floor.queues[queue.id] = queue;
        turn.changed(queue, EventType::queue_created, Actor::of(by));
        route(floor, turn, declare(queue), Actor::of(by));
        keep(floor, turn, once, queue);
        return queue;
    };
    co_return co_await change<Queue>(app, staff, Permission::settings_write, std::move(decide));
}

Task<Result<Queue>> update_queue(App& app, const Staff& staff, QueueId id, QueuePatch patch,
                                 Expected<Queue> expected) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    std::function<Result<Queue>(Floor&, Turn&, const Agent&)> decide =
        [id, patch, expected](Floor& floor, Turn& turn, const Agent& by) -> Result<Queue> {
        const Queue* there = floor.queue(id);
        if (there == nullptr) return refuse(Code::not_found, "queue_not_found");
        CHECKED(still(expected, *there));
        TRY(Queue queue, patched(floor, *there, patch));
        floor.queues[id] = queue;
        turn.changed(queue, EventType::queue_updated, Actor::of(by));
        route(floor, turn, declare(queue), Actor::of(by));
        return queue;
    };
    co_return co_await change<Queue>(app, staff, Permission::settings_write, std::move(decide));
}

Task<Result<Inbox>> create_inbox(App& app, const Staff& staff, InboxPatch body, Once<Inbox> once) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    std::function<Result<Inbox>(Floor&, Turn&, const Agent&)> decide =
        [body, once](Floor& floor, Turn& turn, const Agent& by) -> Result<Inbox> {
        CHECKED(first_time(floor, turn, once));
        if (!body.name) return refuse(Code::invalid, "missing_field", {}, "/name");
        if (!body.queue) return refuse(Code::invalid, "missing_field", {}, "/queue_id");
        if (floor.inboxes.size() >= inboxes_max) return refuse(Code::over_limit, "too_many");
        TRY(Inbox inbox, patched(floor, Inbox{}, body));
        inbox.id = turn.make<InboxId>();
        inbox.public_key = random_token(turn.rng(), inbox_key_bytes);
        inbox.created_at = turn.now;
        floor.inboxes[inbox.id] = inbox;
        turn.changed(inbox, EventType::inbox_created, Actor::of(by));
        keep(floor, turn, once, inbox);
        return inbox;
    };
    co_return co_await change<Inbox>(app, staff, Permission::settings_write, std::move(decide));
}

Task<Result<Inbox>> update_inbox(App& app, const Staff& staff, InboxId id, InboxPatch patch,
                                 Expected<Inbox> expected) {
    CO_CHECKED(require(staff, KeyScope::settings_write));
    std::function<Result<Inbox>(Floor&, Turn&, const Agent&)> decide =
        [id, patch, expected](Floor& floor, Turn& turn, const Agent& by) -> Result<Inbox> {
        const Inbox* there = floor.inbox(id);
        if (there == nullptr) return refuse(Code::not_found, "inbox_not_found");
        CHECKED(still(expected, *there));
        TRY(Inbox inbox, patched(floor, *there, patch));
        floor.inboxes[id] = inbox;
        turn.changed(inbox, EventType::inbox_updated, Actor::of(by));
        return inbox;
    };
    co_return co_await change<Inbox>(app, staff, Permission::settings_write, std::move(decide));
}

Task<Result<Contact>> update_contact(App& app, const Staff& staff, ContactId id, ContactPatch patch,
                                     Expected<Contact> expected) {
    CO_CHECKED(require(staff, KeyScope::contacts_write));
    CO_TRY(const auto owner, owner_of(app, staff.workspace));
    auto look = [id](Repository& repository) {
        return std::pair(repository.contact(id), repository.conversations_of(id));
    };
    const auto stored = co_await read(app, staff.workspace, look);
    if (!stored.first) co_return refuse(Code::not_found, "contact_not_found");
    std::vector<ConversationId> conversations;
    for (const Conversation& conversation : stored.second) conversations.push_back(conversation.id);
    std::function<Result<Contact>(Floor&, Turn&, const Agent&)> decide =
        [contact = *stored.first, conversations, patch, expected](
            Floor& floor, Turn& turn, const Agent& by) -> Result<Contact> {
        // What was read may have been changed since, by a decision just before this one.
        const Contact* newer = floor.changed_contacts.find(contact.id);
        const Contact& there = newer != nullptr ? *newer : contact;
        CHECKED(still(expected, there));
        TRY(Contact changed, patched(floor.rules->sources().scheme, there, patch));
        floor.changed_contacts.remember(changed);
        turn.changed(changed, EventType::contact_updated, Actor::of(by));
        for (const ConversationId conversation : conversations) {
            if (Live* live = floor.live(conversation)) live->contact = changed;
        }
        return changed;
    };
    co_return co_await change<Contact>(app, staff, Permission::session_serve, std::move(decide));
}

Task<Result<Workspace>> get_workspace(App& app, const Staff& staff) {
    if (!app.workspaces.find(staff.workspace)) {  // Every node welcomes; only one owns.
        auto stored = [](Repository& repository) { return repository.workspace(); };
        auto workspace = co_await read(app, staff.workspace, stored);
        if (!workspace) co_return refuse(Code::not_found, "workspace_not_found");
        co_return std::move(*workspace);
    }
    std::function<Workspace(const Floor&)> look = [](const Floor& floor) {
        return floor.workspace;
    };
    co_return co_await look_at<Workspace>(app, staff, std::move(look));
}

Task<Result<Queue>> get_queue(App& app, const Staff& staff, QueueId id) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    std::function<std::optional<Queue>(const Floor&)> look = [id](const Floor& floor) {
        const Queue* there = floor.queue(id);
        return there != nullptr ? std::optional(*there) : std::nullopt;
    };
    CO_TRY(auto found, co_await look_at<std::optional<Queue>>(app, staff, std::move(look)));
    if (!found) co_return refuse(Code::not_found, "queue_not_found");
    co_return std::move(*found);
}

Task<Result<Inbox>> get_inbox(App& app, const Staff& staff, InboxId id) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    std::function<std::optional<Inbox>(const Floor&)> look = [id](const Floor& floor) {
        const Inbox* there = floor.inbox(id);
        return there != nullptr ? std::optional(*there) : std::nullopt;
    };
    CO_TRY(auto found, co_await look_at<std::optional<Inbox>>(app, staff, std::move(look)));
    if (!found) co_return refuse(Code::not_found, "inbox_not_found");
    co_return std::move(*found);
}

Task<Result<Agent>> get_agent(App& app, const Staff& staff, AgentId id) {
    CO_CHECKED(require(staff, KeyScope::agents_read));
    std::function<std::optional<Agent>(const Floor&)> look = [id](const Floor& floor) {
        const Agent* there = floor.agent(id);
        return there != nullptr ? std::optional(*there) : std::nullopt;
    };
    CO_TRY(auto found, co_await look_at<std::optional<Agent>>(app, staff, std::move(look)));
    if (!found) co_return refuse(Code::not_found, "agent_not_found");
    co_return std::move(*found);
}

Task<Result<std::vector<Queue>>> list_queues(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    std::function<std::vector<Queue>(const Floor&)> look = [](const Floor& floor) {
        return sorted(floor.queues);
    };
    co_return co_await look_at<std::vector<Queue>>(app, staff, std::move(look));
}

Task<Result<std::vector<Inbox>>> list_inboxes(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::settings_read));
    std::function<std::vector<Inbox>(const Floor&)> look = [](const Floor& floor) {
        return sorted(floor.inboxes);
    };
    co_return co_await look_at<std::vector<Inbox>>(app, staff, std::move(look));
}

Task<Result<std::vector<Agent>>> list_agents(App& app, const Staff& staff) {
    CO_CHECKED(require(staff, KeyScope::agents_read));
    std::function<std::vector<Agent>(const Floor&)> look = [](const Floor& floor) {
        return sorted(floor.agents);
    };
    co_return co_await look_at<std::vector<Agent>>(app, staff, std::move(look));
}

}  // namespace parley::app
