// Company, queues, inboxes and agents: what administrators set. Each change is an event and is told
// live.
#pragma once

#include <optional>

#include "app/access.hpp"
#include "app/expected.hpp"
#include "app/once.hpp"

namespace parley::app {

// In every patch an absent field stays as it is. A body for creation is a patch onto the defaults.
struct WorkspacePatch {
    std::optional<std::string> name, locale, time_zone;
};
struct QueuePatch {
    std::optional<std::string> name;
    std::optional<Strategy> strategy;
    std::optional<std::vector<std::string>> skills;
    std::optional<int> share, offer_seconds, overflow_after_seconds, wrap_up_seconds, waiting_max;
    std::optional<int> familiar_seconds, answer_seconds;
    std::optional<std::vector<QueueStep>> steps;
    std::optional<int> alert_waiting, alert_wait_seconds;
    std::optional<bool> alert_unstaffed;
    std::optional<QueueId> overflow_queue;  // Nil: none.
    std::optional<CalendarId> calendar;     // Nil: none.
    std::optional<ClosedTreatment> closed;
    std::optional<FullTreatment> when_full;
    std::optional<std::string> closed_text;
    std::optional<QueueId> closed_queue;  // Nil: none.
    std::optional<WrapUpCodeUse> wrap_up_codes;
    std::optional<int> wrap_up_extensions_max, wrap_up_extend_seconds, guest_share;
    std::optional<Picking> picking;
    std::optional<bool> interruptible;
    std::optional<int> left_messages_max;
    std::optional<int> callback_attempts_max, callback_retry_seconds;
    std::optional<std::string> callback_key;  // Empty: none.
    std::optional<bool> active;
};
struct InboxPatch {
    std::optional<std::string> name, greeting, locale, accent;
    std::optional<std::string> channel;  // At creation only.
    std::optional<QueueId> queue;
    std::optional<std::vector<std::string>> domains, pre_chat;
    std::optional<bool> active;
};
struct AgentPatch {
    std::optional<std::string> name, email, password;  // email at creation only.
    std::optional<Role> role;
    std::optional<int> capacity;
    std::optional<CapacityProfileId> capacity_profile;  // Nil: none.
    std::optional<std::vector<Skill>> skills;
    std::optional<std::vector<QueueId>> queues;
    std::optional<std::vector<Post>> posts;
    std::optional<bool> active;
};
struct ContactPatch {
    std::optional<std::string> name, email, phone, note;
    std::optional<int> vip_level;
    std::optional<std::vector<TagId>> tags;
    std::map<std::string, std::string> fields;  // Those named; an empty text takes one away.
};

constexpr std::size_t queues_max = 500;  // Of one workspace; over_limit "too_many" beyond.
constexpr std::size_t inboxes_max = 500;
constexpr std::size_t agents_max = 10'000;
constexpr std::size_t password_min = 10;  // Characters.
constexpr std::size_t password_max = 200;

// All refuse forbidden "permission_missing", invalid with a field ("missing_field",
// "name_too_long", "out_of_range", "bad_accent", "bad_locale" …) and not_found "queue_not_found"
// and the like.
Task<Result<Workspace>> update_workspace(App& app, const Staff& staff, WorkspacePatch patch,
                                         Expected<Workspace> expected = nullptr);

Task<Result<Queue>> create_queue(App& app, const Staff& staff, QueuePatch body,
                                 Once<Queue> once = {});
Task<Result<Queue>> update_queue(App& app, const Staff& staff, QueueId id, QueuePatch patch,
                                 Expected<Queue> expected = nullptr);
Task<Result<Inbox>> create_inbox(App& app, const Staff& staff, InboxPatch body,
                                 Once<Inbox> once = {});
Task<Result<Inbox>> update_inbox(App& app, const Staff& staff, InboxId id, InboxPatch patch,
                                 Expected<Inbox> expected = nullptr);

// Also conflict "email_taken", "last_administrator" (nobody would be left to undo it).
Task<Result<Agent>> create_agent(App& app, const Staff& staff, AgentPatch body,
                                 Once<Agent> once = {});
Task<Result<Agent>> update_agent(App& app, const Staff& staff, AgentId id, AgentPatch patch,
                                 Expected<Agent> expected = nullptr);

Task<Result<Contact>> update_contact(App& app, const Staff& staff, ContactId id, ContactPatch patch,
                                     Expected<Contact> expected = nullptr);

// Each refuses not_found.
Task<Result<Queue>> get_queue(App& app, const Staff& staff, QueueId id);
Task<Result<Inbox>> get_inbox(App& app, const Staff& staff, InboxId id);
Task<Result<Agent>> get_agent(App& app, const Staff& staff, AgentId id);
Task<Result<Workspace>> get_workspace(App& app, const Staff& staff);
// In order of name, then id.
Task<Result<std::vector<Queue>>> list_queues(App& app, const Staff& staff);
Task<Result<std::vector<Inbox>>> list_inboxes(App& app, const Staff& staff);
Task<Result<std::vector<Agent>>> list_agents(App& app, const Staff& staff);

Result<> check_password(std::string_view password);

}  // namespace parley::app
