#include "app/settings_checks.hpp"

#include <algorithm>
#include <array>

#include "app/contact_fields.hpp"
#include "app/field_checks.hpp"
#include "base/sort_stably.hpp"
#include "base/utf8.hpp"

namespace parley::app {
namespace {

constexpr std::array<std::string_view, 3> pre_chat_fields = {"name", "email", "phone"};

template <class T>
void take(T& into, const std::optional<T>& given) {
    if (given) into = *given;
}

Result<> check_required_name(std::string_view name) {
    CHECKED(check_filled(name, "/name"));
    return check_name(name, "/name");
}

Result<> check_locale(std::string_view locale, std::string_view field) {
    if (locale == "en" || locale == "zh-CN") return {};
    return refuse(Code::invalid, "bad_locale", "en or zh-CN", field);
}

Result<> check_skill_name(std::string_view name, std::string_view field) {
    const bool is_lower = std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (name.empty() || !is_lower || name.find_first_of(" ,=\t\r\n") != std::string_view::npos)
        return refuse(Code::invalid, "bad_skill", "one lower-case word", field);
    return check_text(name, skill_name_max, field);
}

bool is_accent(std::string_view accent) {
    return accent.size() == 7 && accent[0] == '#' &&
           accent.substr(1).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// A host name, perhaps with "*." before it and ":port" behind; no scheme, no path.
bool is_domain(std::string_view domain) {
    if (domain.starts_with("*.")) domain.remove_prefix(2);
    return !domain.empty() && domain.size() <= domain_max &&
           domain.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.:") ==
               std::string_view::npos;
}

Result<> check_queues(const Floor& floor, const std::vector<QueueId>& queues) {
    for (const QueueId id : queues) {
        if (floor.queue(id) == nullptr)
            return refuse(Code::not_found, "queue_not_found", {}, "/queue_ids");
    }
    return {};
}

bool is_between(int value, int least, int most) { return value >= least && value <= most; }

// What a step measures lies in `enter` and `leave` between these, and it ends where it does not
// begin.
bool has_fit_bounds(const QueueStep& step) {
    switch (step.when) {
        case StepWhen::waited: return is_between(step.enter, 0, QueueStep::seconds_max);
        case StepWhen::expected_wait:
            return is_between(step.enter, 1, QueueStep::seconds_max) &&
                   is_between(step.leave, 0, step.enter);
        case StepWhen::waiting:
            return is_between(step.enter, 0, queue_waiting_max) &&
                   is_between(step.leave, 0, step.enter);
        case StepWhen::service_level:
            return is_between(step.enter, 1, 100) && is_between(step.leave, step.enter, 100);
        case StepWhen::staffed: break;
    }
    return is_between(step.enter, 1, step_staffed_max) &&
           is_between(step.leave, step.enter, step_staffed_max);
}

Result<> check_steps(const Floor& floor, const Queue& queue) {
    if (queue.steps.size() > Queue::steps_max)
        return refuse(Code::over_limit, "too_many", {}, "/steps");
    std::vector<QueueId> backups;
    if (queue.overflow_queue) backups.push_back(queue.overflow_queue);
    for (const QueueStep& step : queue.steps) {
        if (!has_fit_bounds(step) || !is_between(step.last, 1, QueueStep::last_max) ||
            !is_between(step.boost_seconds, 0, QueueStep::seconds_max))
            return refuse(Code::invalid, "out_of_range", {}, "/steps");
        if (step.relax.size() > QueueStep::relax_max)
            return refuse(Code::over_limit, "too_many", {}, "/steps");
        for (const Skill& skill : step.relax) {
            CHECKED(check_skill_name(skill.name, "/steps"));
            CHECKED(check_range(skill.level, 0, skill_level_max, "/steps"));
        }
        for (const QueueId& backup : step.backups) {
            if (floor.queue(backup) == nullptr)
                return refuse(Code::not_found, "queue_not_found", {}, "/steps");
            if (backup == queue.id)
                return refuse(Code::invalid, "own_overflow", "a queue is not its own back-up",
                              "/steps");
            backups.push_back(backup);
        }
    }
    std::ranges::sort(backups);
    const auto doubles = std::ranges::unique(backups);
    if (backups.size() - doubles.size() > Queue::backups_max)
        return refuse(Code::over_limit, "too_many", "4 back-up queues at most", "/steps");
    return {};
}

Result<> check_handling(const Queue& queue) {
    CHECKED(check_range(queue.wrap_up_seconds, 0, wrap_up_seconds_max, "/wrap_up_seconds"));
    CHECKED(check_range(queue.wrap_up_extensions_max, 0, Queue::wrap_up_extensions_most,
                        "/wrap_up_extensions_max"));
    CHECKED(check_range(queue.wrap_up_extend_seconds, 1, Queue::wrap_up_extend_seconds_max,
                        "/wrap_up_extend_seconds"));
    CHECKED(
        check_range(queue.left_messages_max, 0, Queue::left_messages_most, "/left_messages_max"));
    CHECKED(check_range(queue.callback_attempts_max, 0, Callback::attempts_most,
                        "/callback_attempts_max"));
    CHECKED(check_range(queue.callback_retry_seconds, 1, Callback::retry_seconds_max,
                        "/callback_retry_seconds"));
    if (queue.callback_key.size() > 1 || !Queue::callback_keys.contains(queue.callback_key))
        return refuse(Code::invalid, "bad_keys", {}, "/callback_key");
    return check_range(queue.guest_share, 0, queue_share_max, "/guest_share");
}

// A post of a queue the agent no longer serves goes with it.
Result<> check_posts(Agent& agent) {
    if (agent.posts.size() > queues_max) return refuse(Code::over_limit, "too_many", {}, "/posts");
    for (const Post& post : agent.posts) {
        CHECKED(check_range(post.rank, 1, Post::rank_max, "/posts"));
        CHECKED(check_range(post.weight, 1, Post::weight_max, "/posts"));
        CHECKED(check_range(post.precedence, 1, Post::precedence_max, "/posts"));
    }
    std::erase_if(agent.posts, [&](const Post& post) {
        return !std::ranges::binary_search(agent.queues, post.queue);
    });
    sort_stably(agent.posts, [](const Post& a, const Post& b) { return a.queue < b.queue; });
    const auto doubles = std::ranges::unique(agent.posts, {}, &Post::queue);
    agent.posts.erase(doubles.begin(), doubles.end());
    return {};
}

Result<> check_closed(const Floor& floor, const Queue& queue) {
    CHECKED(check_text(queue.closed_text, Queue::closed_text_max, "/closed_text"));
    if (queue.calendar && floor.rules->calendar(queue.calendar) == nullptr)
        return refuse(Code::not_found, "calendar_not_found", {}, "/calendar_id");
    if (queue.closed_queue && floor.queue(queue.closed_queue) == nullptr)
        return refuse(Code::not_found, "queue_not_found", {}, "/closed_queue_id");
    if (queue.closed_queue && queue.closed_queue == queue.id)
        return refuse(Code::invalid, "own_overflow", "a queue is not its own back-up",
                      "/closed_queue_id");
    if (queue.closed == ClosedTreatment::other_queue && queue.closed_queue.is_nil())
        return refuse(Code::invalid, "missing_field", {}, "/closed_queue_id");
    return {};
}

// In the scheme's order, none twice.
Result<std::vector<TagId>> tags_of(const ContactScheme& scheme, const std::vector<TagId>& given) {
    for (const TagId id : given) {
        if (scheme.tag(id) == nullptr) return refuse(Code::not_found, "tag_not_found", {}, "/tags");
    }
    std::vector<TagId> tags;
    for (const Tag& tag : scheme.tags) {
        if (std::ranges::find(given, tag.id) != given.end()) tags.push_back(tag.id);
    }
    if (tags.size() > Contact::tags_max) return refuse(Code::over_limit, "too_many", {}, "/tags");
    return tags;
}

}  // namespace

Result<Workspace> patched(Workspace workspace, const WorkspacePatch& patch) {
    take(workspace.name, patch.name);
    take(workspace.locale, patch.locale);
    take(workspace.time_zone, patch.time_zone);
    CHECKED(check_required_name(workspace.name));
    CHECKED(check_locale(workspace.locale, "/locale"));
    if (workspace.time_zone.empty() || workspace.time_zone.size() > time_zone_max)
        return refuse(Code::invalid, "bad_time_zone", {}, "/time_zone");
    CHECKED(check_text(workspace.time_zone, time_zone_max, "/time_zone"));
    return workspace;
}

Result<Queue> patched(const Floor& floor, Queue queue, const QueuePatch& patch) {
    take(queue.name, patch.name);
    take(queue.strategy, patch.strategy);
    take(queue.skills, patch.skills);
    take(queue.share, patch.share);
    take(queue.offer_seconds, patch.offer_seconds);
    take(queue.overflow_queue, patch.overflow_queue);
    take(queue.overflow_after_seconds, patch.overflow_after_seconds);
    take(queue.wrap_up_seconds, patch.wrap_up_seconds);
    take(queue.waiting_max, patch.waiting_max);
    take(queue.alerts.waiting, patch.alert_waiting);
    take(queue.alerts.wait_seconds, patch.alert_wait_seconds);
    take(queue.alerts.unstaffed, patch.alert_unstaffed);
    take(queue.active, patch.active);
    take(queue.familiar_seconds, patch.familiar_seconds);
    take(queue.answer_seconds, patch.answer_seconds);
    take(queue.steps, patch.steps);
    take(queue.calendar, patch.calendar);
    take(queue.closed, patch.closed);
    take(queue.closed_text, patch.closed_text);
    take(queue.closed_queue, patch.closed_queue);
    take(queue.wrap_up_codes, patch.wrap_up_codes);
    take(queue.wrap_up_extensions_max, patch.wrap_up_extensions_max);
    take(queue.wrap_up_extend_seconds, patch.wrap_up_extend_seconds);
    take(queue.guest_share, patch.guest_share);
    take(queue.picking, patch.picking);
    take(queue.interruptible, patch.interruptible);
    take(queue.when_full, patch.when_full);
    take(queue.left_messages_max, patch.left_messages_max);
    take(queue.callback_attempts_max, patch.callback_attempts_max);
    take(queue.callback_retry_seconds, patch.callback_retry_seconds);
    take(queue.callback_key, patch.callback_key);
    CHECKED(check_required_name(queue.name));
    CHECKED(check_range(queue.share, 1, queue_share_max, "/share"));
    CHECKED(check_handling(queue));
    CHECKED(check_range(queue.offer_seconds, Queue::offer_seconds_min, Queue::offer_seconds_max,
                        "/offer_seconds"));
    CHECKED(check_range(queue.overflow_after_seconds, 0, overflow_after_seconds_max,
                        "/overflow_after_seconds"));
    CHECKED(check_range(queue.waiting_max, 0, queue_waiting_max, "/waiting_max"));
    CHECKED(
        check_range(queue.familiar_seconds, 0, Queue::familiar_seconds_max, "/familiar_seconds"));
    CHECKED(check_range(queue.answer_seconds, 1, Queue::answer_seconds_max, "/answer_seconds"));
    CHECKED(check_range(queue.alerts.waiting, 0, QueueAlerts::alert_waiting_max, "/alert_waiting"));
    CHECKED(check_range(queue.alerts.wait_seconds, 0, QueueAlerts::alert_wait_seconds_max,
                        "/alert_wait_seconds"));
    if (queue.skills.size() > queue_skills_max)
        return refuse(Code::over_limit, "too_many", {}, "/skills");
    for (const std::string& skill : queue.skills) CHECKED(check_skill_name(skill, "/skills"));
    if (queue.overflow_queue) {
        if (floor.queue(queue.overflow_queue) == nullptr)
            return refuse(Code::not_found, "queue_not_found", {}, "/overflow_queue_id");
        if (queue.overflow_queue == queue.id)
            return refuse(Code::invalid, "own_overflow", "a queue is not its own back-up",
                          "/overflow_queue_id");
    }
    CHECKED(check_steps(floor, queue));
    CHECKED(check_closed(floor, queue));
    return queue;
}

Result<Inbox> patched(const Floor& floor, Inbox inbox, const InboxPatch& patch) {
    take(inbox.name, patch.name);
    take(inbox.channel, patch.channel);
    take(inbox.queue, patch.queue);
    take(inbox.greeting, patch.greeting);
    take(inbox.locale, patch.locale);
    take(inbox.accent, patch.accent);
    take(inbox.domains, patch.domains);
    take(inbox.pre_chat, patch.pre_chat);
    take(inbox.active, patch.active);
    CHECKED(check_required_name(inbox.name));
    CHECKED(check_text(inbox.greeting, Inbox::greeting_max, "/greeting"));
    if (floor.queue(inbox.queue) == nullptr)
        return refuse(Code::not_found, "queue_not_found", {}, "/queue_id");
    if (!inbox.locale.empty()) CHECKED(check_locale(inbox.locale, "/locale"));
    if (!is_accent(inbox.accent)) return refuse(Code::invalid, "bad_accent", "#rrggbb", "/accent");
    if (inbox.domains.size() > Inbox::domains_max)
        return refuse(Code::over_limit, "too_many", {}, "/domains");
    for (const std::string& domain : inbox.domains) {
        if (!is_domain(domain)) return refuse(Code::invalid, "bad_domain", {}, "/domains");
    }
    for (const std::string& asked : inbox.pre_chat) {
        if (std::ranges::find(pre_chat_fields, asked) == pre_chat_fields.end())
            return refuse(Code::invalid, "unknown_value", "name, email or phone", "/pre_chat");
    }
    return inbox;
}

Result<Agent> patched(const Floor& floor, Agent agent, const AgentPatch& patch) {
    take(agent.name, patch.name);
    take(agent.role, patch.role);
    take(agent.capacity, patch.capacity);
    take(agent.capacity_profile, patch.capacity_profile);
    take(agent.skills, patch.skills);
    take(agent.queues, patch.queues);
    take(agent.posts, patch.posts);
    take(agent.active, patch.active);
    CHECKED(check_required_name(agent.name));
    CHECKED(check_range(agent.capacity, 1, Agent::capacity_max, "/capacity"));
    if (agent.capacity_profile && !floor.capacity_profiles.contains(agent.capacity_profile))
        return refuse(Code::not_found, "capacity_profile_not_found", {}, "/capacity_profile_id");
    if (agent.skills.size() > Agent::skills_max)
        return refuse(Code::over_limit, "too_many", {}, "/skills");
    for (const Skill& skill : agent.skills) {
        CHECKED(check_skill_name(skill.name, "/skills"));
        CHECKED(check_range(skill.level, skill_level_min, skill_level_max, "/skills"));
    }
    std::ranges::sort(agent.queues);
    agent.queues.erase(std::ranges::unique(agent.queues).begin(), agent.queues.end());
    CHECKED(check_queues(floor, agent.queues));
    CHECKED(check_posts(agent));
    return agent;
}

Result<Contact> patched(const ContactScheme& scheme, Contact contact, const ContactPatch& patch) {
    take(contact.name, patch.name);
    take(contact.vip_level, patch.vip_level);
    take(contact.phone, patch.phone);
    take(contact.note, patch.note);
    if (patch.email) contact.email = lower_email(*patch.email);
    CHECKED(check_name(contact.name, "/name"));
    CHECKED(check_email(contact.email, "/email"));
    CHECKED(check_phone(contact.phone, "/phone"));
    CHECKED(check_text(contact.note, Contact::note_max, "/note"));
    CHECKED(check_range(contact.vip_level, 0, Contact::vip_level_max, "/vip_level"));
    if (patch.tags) {
        TRY(contact.tags, tags_of(scheme, *patch.tags));
    }
    for (const auto& [key, given] : patch.fields) {
        const ContactField* field = scheme.field(key);
        if (field == nullptr)
            return refuse(Code::not_found, "field_not_found", {}, "/fields/" + key);
        TRY(std::string value, field_value(*field, given));
        contact.fields.erase(key);
        if (!value.empty()) contact.fields.emplace(key, std::move(value));
    }
    // What the scheme no longer has goes with the next change.
    std::erase_if(contact.fields,
                  [&](const auto& held) { return scheme.field(held.first) == nullptr; });
    return contact;
}

Result<> check_password(std::string_view password) {
    CHECKED(check_text(password, password_max, "/password"));
    std::string_view rest = password;
    std::size_t characters = 0;
    while (take_code_point(rest)) ++characters;
    if (characters < password_min)
        return refuse(Code::invalid, "password_too_short", "at least 10 characters", "/password");
    return {};
}

}  // namespace parley::app
